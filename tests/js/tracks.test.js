import assert from "node:assert/strict";
import test from "node:test";
import { frames } from "../../static/js/core/frames.js";
import { Landscape } from "../../static/js/figures/landscape.js";
import { drawTracks, layTracks } from "../../static/js/figures/tracks.js";
import { canvasOf, theme } from "./canvas.js";
import { run } from "./fields.js";

const path = run([0, 0.2, 0.4], [0, 0.1, 0.2]);
const track = (name, more = {}) => ({ run: path, name, full: `A: ${name}`, x: [0, -0.2, -0.4], y: [0, -0.1, -0.2], ...more });

function drawn(tracks, position = 1.5) {
  const canvas = canvasOf(400, 300);
  const figure = new Landscape(canvas);
  Object.assign(figure, { theme, runs: [path], view: { x: [-1, 1], y: [-1, 1] }, overlay: (context) => drawTracks(context, figure, layTracks(tracks, figure)) });
  figure.draw(position);
  canvas.context.calls.length = 0;
  frames.flush();
  const rings = canvas.context.calls.filter(({ name, values }) => name === "arc" && values[2] === 3.6).map(({ values: [x, y] }) => [x, y]);
  return { canvas, figure, rings, texts: canvas.texts().map(({ text }) => text) };
}

test("a track has a ring where it stands, between two steps in between, and its name", () => {
  const { figure, rings, texts } = drawn([track("average")]);
  const { x, y } = figure.transform.toPixel({ x: -0.3, y: -0.15 });
  assert.ok(Math.abs(rings[0][0] - x) < 1e-9 && Math.abs(rings[0][1] - y) < 1e-9);
  assert.ok(texts.includes("average"));
});

test("tracks of several runs are told with their run; each of one run has a dash of its own", () => {
  const { texts } = drawn([track("x"), track("z", { run: { ...path, id: "b" } })]);
  assert.ok(texts.includes("A: x") && texts.includes("A: z"));
  const { figure } = drawn([]);
  const [one, two] = layTracks([track("x"), track("z")], figure);
  assert.notDeepEqual(one.dash, two.dash);
});

test("where a track is off the map or no number there is no ring", () => {
  assert.equal(drawn([track("x", { x: [0, NaN, NaN] }), track("z", { x: [0, 50, 90] })]).rings.length, 0);
});
