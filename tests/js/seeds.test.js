/** Figures of many seeds: bands, the cloud of ends, the noise ball's radius. */
import assert from "node:assert/strict";
import test from "node:test";
import { frames } from "../../static/js/core/frames.js";
import { Transform } from "../../static/js/core/scale.js";
import { Balls } from "../../static/js/figures/balls.js";
import { Bands } from "../../static/js/figures/bands.js";
import { drawCloud } from "../../static/js/figures/cloud.js";
import { canvasOf, theme } from "./canvas.js";
import { run } from "./fields.js";

const one = run([], []);
const words = { x: "step", y: "loss", legend: ["median", "half", "most"] };
const calls = (canvas, wanted) => canvas.context.calls.filter(({ name }) => name === wanted);

function drawn(Kind, data, size = [300, 200]) {
  const canvas = canvasOf(...size);
  const figure = new Kind(canvas);
  Object.assign(figure, { theme, data });
  figure.draw(0);
  frames.flush();
  return { canvas, figure };
}

const columns = [[1, 0.1, 0.01], [1, 0.2, 0.05], [1, 0.5, 0.1], [1, 0.8, 0.4], [1, 1, 0.9]]; // prettier-ignore
const bands = (series) => drawn(Bands, { series, steps: 2, words });

/** The corners of each filled band. */
function outlines(canvas) {
  const all = canvas.context.calls;
  return all.flatMap(({ name }, end) => {
    if (name !== "fill") return [];
    const begin = all.slice(0, end).findLastIndex(({ name: earlier }) => earlier === "beginPath");
    return [all.slice(begin + 1, end).map(({ values }) => values)];
  });
}

test("two bands, the outer one around the inner one, and the median within both", () => {
  const { canvas } = bands([{ run: one, quantiles: columns }]);
  const [outer, inner] = outlines(canvas);
  assert.equal(outer.length, 6);
  for (let k = 0; k < 3; k++) {
    const [x, high] = outer[k];
    const [, low] = outer[5 - k];
    assert.equal(x, outer[5 - k][0]);
    assert.ok(high <= inner[k][1] && inner[5 - k][1] <= low);
    const median = calls(canvas, "lineTo").concat(calls(canvas, "moveTo")).map(({ values }) => values).filter(([px]) => Math.abs(px - x) < 1e-9); // prettier-ignore
    assert.ok(median.some(([, py]) => inner[k][1] <= py && py <= inner[5 - k][1]));
  }
});

test("a band whose upper edge is beyond every number is open at the top; it ends where nothing is left", () => {
  const open = columns.map((column) => [...column]);
  open[4] = [1, null, null];
  open[0] = [1, 0.1, null];
  const [outer] = outlines(bands([{ run: one, quantiles: open }]).canvas);
  assert.equal(outer.length, 4, "only the steps at which the lower edge is a number");
  assert.ok(outer[1][1] < 0, "above the canvas");
});

test("the legend says what the bands hold, and is not there for medians alone", () => {
  const said = (canvas) => canvas.texts().map(({ text }) => text).filter((text) => words.legend.includes(text)); // prettier-ignore
  assert.deepEqual(said(bands([{ run: one, quantiles: columns }]).canvas), words.legend);
  const alone = bands([{ run: one, quantiles: [columns[2]] }]);
  assert.deepEqual(said(alone.canvas), []);
  assert.equal(outlines(alone.canvas).length, 0);
});

test("the legend stands in the corner where it hides least", () => {
  const place = (falling) => {
    const quantiles = [0.5, 0.8, 1, 1.2, 2].map((factor) => Array.from({ length: 41 }, (_, k) => factor * 10 ** ((falling ? -k : k - 40) / 10)));
    const canvas = canvasOf(400, 240);
    const figure = new Bands(canvas);
    Object.assign(figure, { theme, data: { series: [{ run: one, quantiles }], steps: 40, words } });
    figure.draw(0);
    frames.flush();
    const { x, y } = canvas.texts().find(({ text }) => text === words.legend[1]);
    return [x > 200 ? "right" : "left", y < 120 ? "top" : "bottom"];
  };
  assert.deepEqual(place(true), ["right", "top"]);
  assert.notDeepEqual(place(false), ["right", "top"], "a loss that grows ends there");
});

test("each run is drawn in its own colour, in either theme", () => {
  const other = { ...one, colour: 3, dash: 2 };
  for (const paper of [theme, { ...theme, dark: true, paper: "#000", runs: theme.runs.map((ink) => ink.replace("#", "#f")) }]) {
    const canvas = canvasOf(300, 200);
    const figure = new Bands(canvas);
    Object.assign(figure, { theme: paper, data: { series: [{ run: one, quantiles: columns }, { run: other, quantiles: [columns[2]] }], steps: 2, words } });
    figure.draw(0);
    frames.flush();
    const inks = calls(canvas, "stroke").map(({ ink }) => ink);
    assert.ok(inks.includes(paper.runs[0]) && inks.includes(paper.runs[3]));
  }
});

test("nothing to show is no mistake", () => {
  bands([]);
  bands([{ run: one, quantiles: columns.map(() => [null, null, null]) }]);
  drawn(Balls, null);
});

const sweep = { run: one, rates: [0.001, 0.01, 0.1, 1], radius: [0.5, 0.1, 0.3, null], expected: [0.4, 0.1, 0.3, 9e9], at: 0.01, words: { x: "η", y: "radius" } }; // prettier-ignore

test("a dot for each radius that there is, evenly on a log axis; the line where it is expected", () => {
  const { canvas } = drawn(Balls, sweep);
  const dots = calls(canvas, "arc").map(({ values }) => values);
  assert.equal(dots.length, 3);
  assert.ok(Math.abs(dots[1][0] - dots[0][0] - (dots[2][0] - dots[1][0])) < 1e-9);
  assert.ok(dots[1][1] > dots[2][1] && dots[2][1] > dots[0][1], "a larger radius stands higher");
  const line = calls(canvas, "lineTo").map(({ values }) => values);
  for (const [x, y] of dots.slice(1)) assert.ok(line.some((place) => Math.abs(place[0] - x) + Math.abs(place[1] - y) < 1e-9));
  assert.ok(dots[1][0] === line.find(([x]) => Math.abs(x - dots[1][0]) < 1e-9)?.[0], "the run's own rate is marked");
});

test("a rate that diverges leaves the axis to the others", () => {
  const { canvas } = drawn(Balls, { ...sweep, radius: [0.5, 0.1, 0.3, 1e33], expected: [null, null, null, null] });
  const heights = calls(canvas, "arc").map(({ values }) => values[1]);
  assert.ok(heights.slice(0, 3).every((y) => y > 0 && y < 200) && heights[3] < 0);
  assert.ok(heights[1] - heights[0] > 10, "a fifth of the radius stands clearly lower");
});

test("without an expectation there are dots alone", () => {
  assert.equal(calls(drawn(Balls, { ...sweep, expected: [null, null, null, null] }).canvas, "arc").length, 3);
});

test("a cloud has a dot for each end inside of the frame", () => {
  const canvas = canvasOf(200, 200);
  const rect = { left: 10, right: 190, top: 10, bottom: 190 };
  const transform = new Transform({ x: [-1, 1], y: [-1, 1] }, rect);
  drawCloud(canvas.context, { run: one, x: [0, 0.5, 7, null, 0], y: [0, -0.5, 0, 0, null] }, transform, theme);
  const dots = calls(canvas, "arc").map(({ values: [x, y] }) => ({ x, y }));
  assert.deepEqual(dots, [transform.toPixel({ x: 0, y: 0 }), transform.toPixel({ x: 0.5, y: -0.5 })]);
  assert.equal(calls(canvas, "fill")[0].fill, theme.runs[0]);
});
