import assert from "node:assert/strict";
import test from "node:test";

import { frames } from "../../static/js/core/frames.js";
import { RateCurve } from "../../static/js/figures/ratecurve.js";
import { canvasOf, theme } from "./canvas.js";
import { run } from "./fields.js";

function painted(...searches) {
  const figure = new RateCurve(canvasOf(400, 200));
  figure.theme = theme;
  figure.words = { x: "η", y: "f − f*" };
  figure.searches = searches.map((search, id) => ({ run: run([], [], { id }), present: 0, best: null, ...search }));
  figure.changed();
  frames.flush();
  return figure.geometry.points;
}

test("equal factors of the rate are equal steps to the right, a lower score stands lower", () => {
  const points = painted({ rates: [0.001, 0.01, 0.1], scores: [100, 1, 10], present: 0, best: 1 });
  assert.deepEqual(points.map(({ kind }) => kind), ["present", "best", "tried"]);
  assert.ok(Math.abs(points[1].x - points[0].x - (points[2].x - points[1].x)) < 1e-6);
  assert.ok(points[0].y < points[2].y && points[2].y < points[1].y);
});

test("a rate that broke off is marked above all scores", () => {
  const points = painted({ rates: [0.1, 1], scores: [5, null], best: 0 }, { rates: [0.1, 1], scores: [7, 6] });
  const broken = points.find(({ kind }) => kind === "broken");
  assert.equal(broken.rate, 1);
  assert.ok(points.every(({ y }) => y >= broken.y));
});

test("scores of zero and searches without any score are drawn within the figure", () => {
  const points = painted({ rates: [0.1, 0.5, 1], scores: [1, 0, 2], best: 1 }, { rates: [0.1, 1], scores: [null, null] });
  assert.ok(points.every(({ x, y }) => Number.isFinite(x) && y >= 0 && y <= 200));
  assert.deepEqual(painted({ rates: [0.1, 1], scores: [null, null] }).map(({ kind }) => kind), ["broken", "broken"]);
});
