import assert from "node:assert/strict";
import test from "node:test";
import { distances, gap, led, moves, numbers, spent } from "../../static/js/core/measures.js";

test("the gap is above the least that is known, never below zero, and the loss itself when nobody knows it", () => {
  assert.deepEqual([...gap([3, 1, 0.5], 1)], [2, 0, 0]);
  assert.deepEqual(gap([3, -1], null), [3, -1]);
});

test("what belongs to an update stands at the step that it led to", () => {
  assert.deepEqual([...led([0.1, 0.2])], [NaN, 0.1, 0.2]);
  assert.deepEqual([...led([])], [NaN]);
  assert.deepEqual([...moves([1, 3, 2])], [NaN, 2, 1]);
});

test("the distance is to the nearest of the points", () => {
  assert.deepEqual([...distances([0, 3], [0, 4], [{ x: 0, y: 1 }, { x: 3, y: 4 }])], [1, 0]); // prettier-ignore
});

test("evaluations are counted up to each step, alike at each update or not", () => {
  assert.deepEqual([...spent(2, 4)], [0, 2, 4, 6]);
  assert.deepEqual([...spent([1, 5, 2], 4)], [0, 1, 6, 8]);
  assert.deepEqual([...spent(1, 0)], []);
});

test("what is not finite is a gap", () => assert.deepEqual([...numbers([1, null])], [1, NaN]));
