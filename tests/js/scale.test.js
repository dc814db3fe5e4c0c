import assert from "node:assert/strict";
import test from "node:test";
import { linear, log, panned, sameView, symlog, Transform, zoomed } from "../../static/js/core/scale.js";

const near = (actual, expected, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

test("each scale maps its domain's ends onto its range's ends and back", () => {
  for (const scale of [linear([-3, 5], [10, 110]), log([1e-6, 1e3], [200, 0]), symlog([-40, 1e5], [0, 300], 0.5)]) {
    near(scale.map(scale.domain[0]), scale.range[0]);
    near(scale.map(scale.domain[1]), scale.range[1]);
    for (const t of [0.1, 0.37, 0.5, 0.93]) {
      const pixel = scale.range[0] + t * (scale.range[1] - scale.range[0]);
      near(scale.map(scale.invert(pixel)), pixel);
    }
  }
});

test("a decade is as long as any other on a log scale", () => {
  const scale = log([1e-6, 1e6], [0, 120]);
  near(scale.map(1), 60);
  near(scale.map(10) - scale.map(1), 10);
});

test("symlog is odd and passes through zero", () => {
  const scale = symlog([-100, 100], [-1, 1], 0.1);
  near(scale.map(0), 0);
  near(scale.map(7), -scale.map(-7));
});

test("an impossible domain is refused", () => {
  assert.throws(() => linear([1, 1], [0, 1]), RangeError);
  assert.throws(() => linear([0, NaN], [0, 1]), RangeError);
  assert.throws(() => log([0, 1], [0, 1]), RangeError);
  assert.throws(() => symlog([-1, 1], [0, 1], 0), RangeError);
});

test("a transform puts the view into the rectangle with y upwards", () => {
  const transform = new Transform({ x: [-2, 2], y: [-1, 3] }, { left: 30, top: 10, right: 430, bottom: 210 });
  assert.deepEqual(transform.toPixel({ x: -2, y: -1 }), { x: 30, y: 210 });
  assert.deepEqual(transform.toPixel({ x: 2, y: 3 }), { x: 430, y: 10 });
  assert.deepEqual(transform.grain, { x: 0.01, y: 0.02 });
  const back = transform.toUnit({ x: 137, y: 55 });
  near(transform.toPixel(back).x, 137);
  near(transform.toPixel(back).y, 55);
  assert.deepEqual([...transform.project([-2, 0], [3, 1])], [30, 10, 230, 110]);
});

test("a path that runs to the end of the doubles still has finite pixels", () => {
  const transform = new Transform({ x: [0, 1], y: [0, 1] }, { left: 0, top: 0, right: 100, bottom: 100 });
  for (const pixel of transform.project([1e308, -1e308], [-1e308, 1e308])) assert.ok(Number.isFinite(pixel));
});

test("zooming keeps the point under the pointer and comes back", () => {
  const view = { x: [-2, 2], y: [-1, 3] };
  const at = { x: 1, y: 0 };
  const closer = zoomed(view, 4, at);
  near(closer.x[1] - closer.x[0], 1);
  near((at.x - closer.x[0]) / (closer.x[1] - closer.x[0]), 0.75);
  const back = zoomed(closer, 0.25, at);
  near(back.x[0], -2);
  near(back.y[1], 3);
});

test("zooming stops before doubles run out and before the engine's limit", () => {
  let view = { x: [0.5, 1.5], y: [0.5, 1.5] };
  for (let i = 0; i < 200; i++) view = zoomed(view, 2, { x: 1, y: 1 });
  assert.ok(view.x[1] - view.x[0] > 1e-10 && view.x[0] < 1 && view.x[1] > 1);
  for (let i = 0; i < 400; i++) view = zoomed(view, 0.5, { x: 1, y: 1 });
  assert.ok(view.x[1] < 1e12);
});

test("panning moves both axes", () => {
  const view = panned({ x: [0, 1], y: [0, 2] }, 3, -1);
  assert.ok(sameView(view, { x: [3, 4], y: [-1, 1] }));
  assert.ok(!sameView(view, { x: [3, 4], y: [-1, 2] }));
});
