import assert from "node:assert/strict";
import test from "node:test";
import { apart, at, clipPath, clipSegment, decimated, exit, placeIn, slice, within } from "../../static/js/core/path.js";
import { uniforms } from "./fields.js";

const RECT = { left: 0, top: 0, right: 100, bottom: 100 };
const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test("a position between steps lies between them, beyond the end at the end", () => {
  assert.deepEqual([-1, 0, 0.25, 1, 1.5, 2, 99].map((p) => at([10, 20, 40], p)), [10, 10, 12.5, 20, 30, 40, 40]);
  assert.ok(Number.isNaN(at([], 1)));
});

test("a segment is cut where it crosses the border", () => {
  assert.deepEqual(clipSegment(10, 10, 90, 90, RECT), [0, 1]);
  assert.deepEqual(clipSegment(50, 50, 150, 50, RECT), [0, 0.5]);
  assert.deepEqual(clipSegment(-50, 50, 150, 50, RECT), [0.25, 0.75]);
  assert.equal(clipSegment(-50, 50, -10, 90, RECT), null);
  assert.equal(clipSegment(-50, 90, 20, 190, RECT), null);
});

test("cutting keeps exactly what is inside and every corner where it was", () => {
  const random = uniforms(3);
  const pixels = Float64Array.from({ length: 400 }, () => 300 * random() - 100);
  const pieces = clipPath(pixels, RECT);
  assert.ok(pieces.length > 10);
  let corners = 0;
  for (const { steps, points } of pieces) {
    steps.forEach((step, n) => {
      const [x, y] = [points[2 * n], points[2 * n + 1]];
      assert.ok(within(x, y, { left: -1e-9, top: -1e-9, right: 100 + 1e-9, bottom: 100 + 1e-9 }));
      near(x, at(pixels.filter((_, k) => k % 2 === 0), step));
      near(y, at(pixels.filter((_, k) => k % 2 === 1), step));
      if (n) assert.ok(step > steps[n - 1]);
      if (Number.isInteger(step)) corners++;
    });
  }
  let inside = 0;
  for (let i = 0; i < 200; i++) if (within(pixels[2 * i], pixels[2 * i + 1], RECT)) inside++;
  assert.equal(corners, inside);
});

test("a slice ends between steps where the moment falls there", () => {
  const [piece] = clipPath(Float64Array.of(0, 0, 10, 0, 10, 20, 30, 20), RECT);
  const corners = (from, to) => {
    const found = [];
    slice(piece, from, to, (x, y, first) => found.push(first ? [x, y, "move"] : [x, y]));
    return found;
  };
  assert.deepEqual(corners(0, 3), [[0, 0, "move"], [10, 0], [10, 20], [30, 20]]);
  assert.deepEqual(corners(0, 1.5), [[0, 0, "move"], [10, 0], [10, 10]]);
  assert.deepEqual(corners(1.5, 99), [[10, 10, "move"], [10, 20], [30, 20]]);
  assert.deepEqual(corners(0, 2), [[0, 0, "move"], [10, 0], [10, 20]]);
  assert.deepEqual(corners(2, 1), []);
  assert.deepEqual(corners(3, 9), []);
});

test("thinning drops only corners that lie on the one kept before and never moves one", () => {
  const random = uniforms(11);
  const [x, y] = [[50], [50]];
  for (let i = 0; i < 2000; i++) {
    x.push(Math.min(99, Math.max(1, x[i] + 0.3 * (random() - 0.5))));
    y.push(Math.min(99, Math.max(1, y[i] + 0.3 * (random() - 0.5))));
  }
  const [piece] = clipPath(Float64Array.from(x.flatMap((v, i) => [v, y[i]])), RECT);
  const thin = decimated(piece, 0.25);
  assert.ok(thin.steps.length < 1200 && thin.steps.length > 100);
  assert.equal(thin.steps[0], 0);
  assert.equal(thin.steps.at(-1), 2000);
  let kept = 0;
  for (let step = 0; step <= 2000; step++) {
    if (thin.steps[kept] === step) {
      assert.deepEqual([thin.points[2 * kept], thin.points[2 * kept + 1]], [x[step], y[step]]);
      kept++;
    } else {
      assert.ok(Math.hypot(x[step] - thin.points[2 * kept - 2], y[step] - thin.points[2 * kept - 1]) < 0.25);
    }
  }
  const zigzag = clipPath(Float64Array.of(10, 50, 10.5, 20, 11, 50, 11.5, 20), RECT)[0];
  assert.equal(decimated(zigzag), zigzag);
});

test("inside there is no exit; outside it is where and when the path left last", () => {
  const pixels = Float64Array.of(50, 50, 150, 50, 50, 50, 50, 250);
  assert.equal(exit(pixels, RECT, 0.4), null);
  assert.deepEqual(exit(pixels, RECT, 1), { step: 0.5, since: 1, x: 100, y: 50, angle: 0 });
  assert.equal(exit(pixels, RECT, 1.6), null);
  const last = exit(pixels, RECT, 99);
  near(last.step, 2.25);
  near(last.y, 100);
  near(last.angle, Math.PI / 2);
});

test("between two steps the exit is on the way there, not beyond", () => {
  const pixels = Float64Array.of(50, 50, 50, -150);
  const found = exit(pixels, RECT, 0.5);
  near(found.y, 0);
  near(found.step, 0.25);
  near(found.angle, -Math.PI / 2);
});

test("a run that never was inside points from the nearest border, without a step", () => {
  const found = exit(Float64Array.of(-30, 40, -60, 40), RECT, 1);
  assert.deepEqual([found.x, found.y, Number.isNaN(found.step)], [0, 40, true]);
  near(Math.abs(found.angle), Math.PI);
});

test("a path that swings through from outside to outside is off the map since its last point inside", () => {
  const pixels = Float64Array.of(50, 50, 150, 50, -200, 50, 400, 50);
  const found = exit(pixels, RECT, 3);
  assert.deepEqual([found.since, found.x], [1, 100]);
  near(found.step, 2.5);
  assert.equal(exit(pixels, RECT, 0.9).since, 1);
  assert.equal(exit(Float64Array.of(-30, 40, -60, 40), RECT, 1).since, 0);
});

test("a path that jumps to 10¹² pixels leaves at the border all the same", () => {
  const found = exit(Float64Array.of(50, 50, 1e12, -1e12), RECT, 1);
  assert.ok(Math.abs(found.x - 100) < 1e-2 || Math.abs(found.y) < 1e-2);
  assert.ok(Number.isFinite(found.step) && clipPath(Float64Array.of(50, 50, 1e12, -1e12), RECT).length === 1);
});

test("dots stand where steps are further apart than the gap on both sides", () => {
  assert.deepEqual(apart(Float64Array.of(0, 0, 10, 0, 20, 0, 22, 0, 24, 0, 40, 0), 6), [0, 1, 5]);
  assert.deepEqual(apart(Float64Array.of(3, 4), 6), [0]);
});

test("the index of a value in an ascending column, between entries in between, within its ends", () => {
  assert.deepEqual([-1, 0, 1, 4, 7, 9].map((value) => placeIn([0, 2, 6, 8], value)), [0, 0, 0.5, 1.5, 2.5, 3]); // prettier-ignore
  assert.equal(placeIn([0, 1, 1, 1, 2], 1), 3);
  assert.equal(placeIn([0, 0, 0], 5), 2);
});
