/** Hands on the data plane: points are put, dragged, moved by keys and taken away. */
import assert from "node:assert/strict";
import test from "node:test";
import { frames } from "../../static/js/core/frames.js";
import { DataGrip } from "../../static/js/figures/datagrip.js";
import { DataPlot } from "../../static/js/figures/dataplot.js";
import { canvasOf, theme } from "./canvas.js";
import { run } from "./fields.js";

const ARTICLE = [[1, 2], [2, 3], [3, 5], [4, 7], [5, 11]]; // prettier-ignore

/** A data plane in hands, and what it has told. */
function hands(points = ARTICLE) {
  const canvas = canvasOf(400, 300);
  const plot = new DataPlot(canvas);
  Object.assign(plot, { theme, points, runs: [run([0, -1], [0, 2.2])] });
  plot.draw(0);
  frames.flush();
  const told = [];
  let chosen = 0;
  const grip = new DataGrip(plot, (all, { done }) => told.push({ points: all.map(([x, y]) => [x, y]), done }), () => (chosen += 1));
  const pixel = ([x, y]) => plot.transform.toPixel({ x, y });
  /** An event at a place in units. */
  const pointer = (type, place, more) => {
    const { x, y } = pixel(place);
    return canvas.pointer(type, x, y, more);
  };
  return { canvas, plot, grip, told, pointer, pixel, key: (key, more) => canvas.key("keydown", key, more), choices: () => chosen };
}

const near = (given, expected, off) => assert.ok(Math.abs(given - expected) <= off, `${given} is not about ${expected}`);

test("a point is dragged where the hand has taken it, and told of on the way and at the end", () => {
  const { canvas, plot, told, pointer, pixel } = hands();
  const { x, y } = pixel([3, 5]);
  // Taken beside its middle, it does not jump under the pointer.
  canvas.pointer("pointerdown", x + 4, y - 3);
  assert.equal(plot.chosen, 2);
  assert.deepEqual(canvas.captured, [1]);
  canvas.pointer("pointermove", x + 5, y - 3);
  assert.equal(told.length, 0, "a hand that trembles moves nothing");
  const to = pixel([3.5, 6]);
  canvas.pointer("pointermove", to.x + 4, to.y - 3);
  assert.deepEqual(told.map(({ done }) => done), [false]);
  const [px, py] = told[0].points[2];
  near(px, 3.5, 0.02);
  near(py, 6, 0.05);
  assert.deepEqual(told[0].points.filter((_, i) => i !== 2), ARTICLE.filter((_, i) => i !== 2), "the others stay");
  pointer("pointerup", [3.5, 6]);
  assert.deepEqual(told.at(-1), { points: told[0].points, done: true });
  assert.deepEqual(ARTICLE[2], [3, 5], "what it was given is not written into");
  pointer("pointermove", [1, 9]);
  assert.equal(told.length, 2, "the hand is off");
});

test("the axes stand still under a hand, and a point does not leave them", () => {
  const { canvas, plot, told, pointer } = hands();
  const { view } = plot.transform;
  pointer("pointerdown", [5, 11]);
  canvas.pointer("pointermove", 4000, -4000);
  assert.deepEqual(plot.transform.view, view);
  const [x, y] = told[0].points[4];
  near(x, view.x[1], 0.02);
  near(y, view.y[1], 0.05);
  canvas.pointer("pointerup", 4000, -4000);
  assert.notDeepEqual(plot.transform.view, view, "now they may follow");
});

test("a drag that the system takes away has come to rest, too", () => {
  const { pointer, told } = hands();
  pointer("pointerdown", [2, 3]);
  pointer("pointermove", [2, 6]);
  pointer("pointercancel", [2, 6]);
  assert.deepEqual(told.map(({ done }) => done), [false, true]);
});

test("a press that does not move chooses and changes nothing; beside all points it chooses none", () => {
  const { plot, pointer, told, choices } = hands();
  pointer("pointerdown", [4, 7]);
  pointer("pointerup", [4, 7]);
  assert.deepEqual([plot.chosen, told.length, choices()], [3, 0, 1]);
  pointer("pointerdown", [4, 7], { button: 2 });
  assert.equal(choices(), 1, "another button is not the hand");
  pointer("pointerdown", [2, 9]);
  pointer("pointermove", [3, 9]);
  pointer("pointerup", [3, 9]);
  assert.deepEqual([plot.chosen, told.length], [-1, 0]);
});

test("a finger reaches further than a mouse", () => {
  const { canvas, plot, pixel } = hands();
  const { x, y } = pixel([1, 2]);
  canvas.pointer("pointerdown", x + 16, y);
  assert.equal(plot.chosen, -1);
  canvas.pointer("pointerdown", x + 16, y, { pointerType: "touch" });
  assert.equal(plot.chosen, 0);
});

test("the cursor says what can be taken", () => {
  const { canvas, pointer } = hands();
  for (const [place, cursor] of [[[3, 5], "grab"], [[2, 9], "default"]]) {
    pointer("pointermove", place);
    assert.equal(canvas.style.cursor, cursor);
  }
  pointer("pointerdown", [3, 5]);
  pointer("pointermove", [3, 6]);
  assert.equal(canvas.style.cursor, "grabbing");
});

test("a double click puts a point on empty ground, and nowhere else", () => {
  const { canvas, plot, told, pointer, pixel } = hands();
  pointer("dblclick", [2, 8]);
  assert.equal(told.length, 1);
  assert.equal(told[0].done, true);
  assert.deepEqual(told[0].points.slice(0, 5), ARTICLE);
  const [x, y] = told[0].points[5];
  near(x, 2, 0.02);
  near(y, 8, 0.05);
  assert.equal(plot.chosen, 5, "it is in the hand");
  pointer("dblclick", [3, 5]);
  assert.equal(told.length, 1, "there is one already");
  canvas.pointer("dblclick", 1, pixel([2, 8]).y);
  assert.equal(told.length, 1, "beside the axes there is no ground");
});

test("a key adds a point in the middle, delete takes the chosen one away, but not the last", () => {
  const { plot, told, key, grip } = hands([[1, 2], [3, 4]]);
  assert.equal(key("+").defaultPrevented, true);
  assert.equal(told.at(-1).points.length, 3);
  const [x, y] = told.at(-1).points[2];
  near(x, 2, 0.02);
  near(y, 3, 0.02);
  key("Delete");
  assert.deepEqual(told.at(-1), { points: [[1, 2], [3, 4]], done: true });
  assert.equal(plot.chosen, 1, "its neighbour is chosen next");
  key("Backspace");
  assert.deepEqual(told.at(-1).points, [[1, 2]]);
  assert.equal(plot.chosen, 0);
  const before = told.length;
  key("Delete");
  assert.equal(told.length, before, "without data there is nothing to fit");
  grip.choose(-1);
  key("Insert");
  plot.chosen = -1;
  key("Delete");
  assert.equal(told.at(-1).points.length, 2, "with none chosen nothing is taken");
});

test("page up and down walk through the points and around", () => {
  const { plot, key, choices } = hands();
  plot.chosen = 0;
  key("PageDown");
  assert.equal(plot.chosen, 1);
  key("PageUp");
  key("PageUp");
  assert.equal(plot.chosen, 4);
  key("PageDown");
  assert.deepEqual([plot.chosen, choices()], [0, 4]);
});

test("arrows move the chosen point by round steps, one gesture as long as the key is held", () => {
  const { canvas, plot, told, key } = hands();
  plot.chosen = 2;
  const event = key("ArrowUp");
  assert.ok(event.defaultPrevented, "the page does not scroll");
  const small = told[0].points[2][1] - 5;
  assert.ok(small > 0 && told[0].points[2][0] === 3);
  assert.ok(Math.abs(Math.log10(small) % 1) < 1e-9 || [2, 5].includes(Number((small / 10 ** Math.floor(Math.log10(small))).toPrecision(3))), `${small} is a round step`);
  key("ArrowUp", { shiftKey: true });
  near(told[1].points[2][1] - told[0].points[2][1], 10 * small, 1e-9);
  key("ArrowLeft");
  assert.ok(told[2].points[2][0] < 3);
  assert.ok(told.every(({ done }) => !done));
  canvas.key("keyup", "ArrowLeft");
  assert.deepEqual(told.at(-1), { points: told[2].points, done: true });
  canvas.key("keyup", "ArrowLeft");
  assert.equal(told.length, 4, "it rests once");
  key("ArrowDown");
  canvas.dispatchEvent(new Event("blur"));
  assert.equal(told.at(-1).done, true, "who leaves has let go");
});

test("other keys, and keys with others held, are the page's", () => {
  const { plot, told, key } = hands();
  plot.chosen = 1;
  for (const event of [key("a"), key(" "), key("ArrowUp", { ctrlKey: true }), key("Delete", { metaKey: true })]) assert.equal(event.defaultPrevented, false);
  plot.chosen = -1;
  assert.equal(key("ArrowUp").defaultPrevented, false, "with no point in the hand arrows are the player's");
  assert.equal(told.length, 0);
});
