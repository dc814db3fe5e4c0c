import assert from "node:assert/strict";
import test from "node:test";
import { frames } from "../../static/js/core/frames.js";
import { DataPlot } from "../../static/js/figures/dataplot.js";
import { canvasOf, theme } from "./canvas.js";
import { run } from "./fields.js";

const ARTICLE = [[1, 2], [2, 3], [3, 5], [4, 7], [5, 11]]; // prettier-ignore

function plot(more = {}, size = [400, 300]) {
  const canvas = canvasOf(...size);
  const figure = new DataPlot(canvas);
  Object.assign(figure, { theme, points: ARTICLE, runs: [run([0, -1], [0, 2.2])], ...more });
  figure.draw(1);
  frames.flush();
  return { canvas, figure };
}

test("all points are inside, with air, also a single one and none", () => {
  for (const points of [ARTICLE, [[3, 3]], [], Array.from({ length: 10000 }, (_, i) => [i, Math.sin(i)])]) {
    const { figure } = plot({ points });
    const { rect } = figure.transform;
    for (const [x, y] of points) {
      const pixel = figure.transform.toPixel({ x, y });
      assert.ok(pixel.x > rect.left + 2 && pixel.x < rect.right - 2 && pixel.y > rect.top + 2 && pixel.y < rect.bottom - 2);
    }
  }
});

test("the line is the model at the position, between two steps in between", () => {
  const { figure } = plot();
  const check = (a, b) => {
    const [{ ends }] = figure.geometry.lines;
    for (const [px, py] of [ends.slice(0, 2), ends.slice(2)]) {
      const { x, y } = figure.transform.toUnit({ x: px, y: py });
      assert.ok(Math.abs(y - (a + b * x)) < 1e-9, `${y} is not ${a} + ${b}·${x}`);
    }
  };
  check(-1, 2.2);
  figure.draw(0.75);
  frames.flush();
  check(-0.75, 1.65);
});

test("a line outside the data's frame is an arrow, not a line bent to the edge", () => {
  const { figure, canvas } = plot({ runs: [run([0, 1e9], [0, 1e9])] });
  assert.equal(figure.geometry.lines[0].ends, null);
  assert.ok(canvas.context.calls.some(({ name }) => name === "rotate"));
});

test("residuals are drawn for the selected run, one a point", () => {
  const { figure, canvas } = plot();
  const uprights = () => {
    canvas.context.calls.length = 0;
    figure.draw(1);
    frames.flush();
    const lines = canvas.context.calls.filter(({ name }) => name === "lineTo" || name === "moveTo").map(({ values }) => values);
    return lines.filter(([x], i) => i > 0 && lines[i - 1][0] === x).length;
  };
  assert.equal(uprights(), 0);
  figure.selected = "a";
  assert.equal(uprights(), 5);
});

test("points and axes are drawn once for any number of frames", () => {
  const { figure } = plot();
  const before = { ...figure.drawn };
  for (const position of [0.1, 0.5]) {
    figure.draw(position);
    frames.flush();
  }
  assert.deepEqual(figure.drawn, { ...before, figure: before.figure + 2 });
});

test("a model that is no straight line is followed and cut", () => {
  const { figure } = plot({ predict: ([a, b], x) => a + b * Math.exp(3 * (x - 3)), runs: [run([2], [1])] });
  const [{ ends }] = figure.geometry.lines;
  assert.ok(Math.abs(ends[3] - figure.transform.rect.top) < 1e-6, "it leaves at the top");
  assert.ok(ends[2] < figure.transform.rect.right);
});
