import assert from "node:assert/strict";
import test from "node:test";

import { evaluationsAt, ordered, standings } from "../../static/js/core/standing.js";

const run = (loss, { x = loss.map(() => 0), y = loss.map(() => 0), gradient = 1 } = {}) => ({ loss, path: { x, y }, evaluations_each: { gradient } });
const answer = (minimum, minima, ...trajectories) => ({ problem: { parameters: ["x", "y"], minimum, minima }, trajectories });
const everyone = () => true;

test("evaluations are counted to a point, by a constant or one by one", () => {
  assert.equal(evaluationsAt(run([], { gradient: 2 }), 5), 10);
  assert.equal(evaluationsAt(run([], { gradient: [3, 1, 4] }), 0), 0);
  assert.equal(evaluationsAt(run([], { gradient: [3, 1, 4] }), 2), 4);
});

test("a tolerance is above the known minimum", () => {
  const [one] = standings(answer(1, [{ x: 3, y: 4 }, { x: 9, y: 9 }], run([5, 1.5, 1.05, 2], { gradient: 2 })), 0.1, everyone);
  assert.deepEqual(one, { final: 2, best: 1.05, distance: 5, steps: 2, evaluations: 4 });
});

test("where nobody knows the minimum, it is above the best of the runs that count", () => {
  const scene = answer(null, [], run([5, 3, 2]), run([5, 4, 1]));
  assert.deepEqual(standings(scene, 0.5, everyone).map(({ steps }) => steps), [null, 2]);
  assert.deepEqual(standings(scene, 0.5, (index) => index === 0).map(({ steps }) => steps), [2, 2]);
  assert.deepEqual(standings(scene, 0.5, () => false).map(({ steps }) => steps), [null, 2]);
  assert.equal(standings(scene, 0.5, everyone)[0].distance, null);
});

test("a tolerance that is never met has no steps, one that the start meets has none to take", () => {
  const [far, near] = standings(answer(0, [], run([5, 3]), run([0, 1])), 0.1, everyone);
  assert.deepEqual([far.steps, far.evaluations], [null, null]);
  assert.deepEqual([near.steps, near.evaluations], [0, 0]);
});

test("minima of a fit are named by its parameters", () => {
  const fit = { problem: { parameters: ["theta_0", "theta_1"], minimum: 0, minima: [{ theta_0: 1, theta_1: 2 }] }, trajectories: [
    { loss: [1], path: { theta_0: [1], theta_1: [5] }, evaluations_each: { gradient: 1 } },
  ] };
  assert.equal(standings(fit, 1, everyone)[0].distance, 3);
});

test("rows are ordered either way, those without a value last, the equal as they were", () => {
  assert.deepEqual(ordered([3, null, 1, 3], "ascending"), [2, 0, 3, 1]);
  assert.deepEqual(ordered([3, null, 1, 3], "descending"), [0, 3, 2, 1]);
  assert.deepEqual(ordered([3, null, 1, 3], "none"), [0, 1, 2, 3]);
});
