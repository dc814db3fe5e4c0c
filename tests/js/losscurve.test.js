import assert from "node:assert/strict";
import test from "node:test";
import { frames } from "../../static/js/core/frames.js";
import { LossCurve } from "../../static/js/figures/losscurve.js";
import { canvasOf, theme } from "./canvas.js";
import { run } from "./fields.js";

function curves(series, size = [600, 200], more = {}) {
  const canvas = canvasOf(...size);
  const seeks = [];
  const figure = new LossCurve(canvas, { onSeek: (position, { done }) => seeks.push([position, done]) });
  Object.assign(figure, { theme, words: { x: "step", y: "loss − minimum" }, series, ...more });
  figure.draw(0);
  frames.flush();
  return { canvas, figure, seeks };
}

const one = (values, more) => ({ run: run(values.map(() => 0), values.map(() => 0), more), values }); // prettier-ignore

test("cursor and dots are at the position, a run that ended stays at its end", () => {
  const { figure } = curves([one([100, 10, 1, 0.1, 0.01]), one([100, 10, 1], { id: "b" })]);
  figure.draw(2.5);
  frames.flush();
  const { x, y } = figure.layout;
  const [a, b] = figure.geometry.current;
  assert.equal(figure.geometry.cursor, x.map(2.5));
  assert.deepEqual([a.x, b.x, b.y], [x.map(2.5), x.map(2), y.map(1)]);
  assert.ok(Math.abs(a.y - y.map(0.55)) < 1e-9);
});

test("curves are drawn once for any number of frames", () => {
  const { figure } = curves([one([100, 10, 1])]);
  figure.draw(0);
  frames.flush();
  const before = { ...figure.drawn };
  for (const position of [0.1, 0.2, 1.9]) {
    figure.draw(position);
    frames.flush();
  }
  assert.deepEqual(figure.drawn, { ...before, figure: before.figure + 3 });
});

test("the axis reaches to the scene's steps even when every run ended before", () => {
  const { figure } = curves([one([100, 10, 1])], [600, 200], { steps: 200 });
  assert.deepEqual(figure.layout.x.domain, [0, 200]);
});

test("below zero the axis becomes symmetric-log; a hidden run has no say", () => {
  assert.equal(curves([one([4, 1, -3])]).figure.geometry.kind, "symlog");
  assert.equal(curves([one([4, 1, -3], { visible: false }), one([4, 1], { id: "b" })]).figure.geometry.kind, "log");
});

test("pressing and dragging seeks, and stays on the axis", () => {
  const { canvas, figure, seeks } = curves([one([100, 10, 1, 0.1, 0.01])]);
  const { x } = figure.layout;
  canvas.pointer("pointerdown", x.map(1), 50);
  canvas.pointer("pointermove", x.map(3.25), 50);
  canvas.pointer("pointermove", 9999, 50);
  canvas.pointer("pointerup", -9999, 50);
  assert.deepEqual(seeks.map(([p, done]) => [Math.round(1e6 * p) / 1e6, done]), [[1, false], [3.25, false], [4, false], [0, true]]); // prettier-ignore
  canvas.pointer("pointermove", x.map(2), 50);
  assert.equal(seeks.length, 4);
});

test("pointing shows each run's number at that step", () => {
  const { canvas, figure } = curves([one([100, 12.34567, 1]), one([100, 10], { id: "b" })]);
  canvas.pointer("pointermove", figure.layout.x.map(1.2), 50);
  frames.flush();
  const texts = canvas.texts().map(({ text }) => text);
  assert.ok(["step 1", "12.35", "10"].every((text) => texts.includes(text)), String(texts));
  canvas.pointer("pointerleave", 0, 0);
  const { length } = canvas.texts();
  frames.flush();
  assert.equal(canvas.texts().length, length);
});

test("the table beside the pointer stays inside at both ends, for sixteen runs in a low figure", () => {
  const series = Array.from({ length: 16 }, (_, n) => one([1000 + n, 12.34567e-8 * (n + 1), 1], { id: n, colour: n, dash: n }));
  for (const width of [280, 1600]) {
    const { canvas, figure } = curves(series, [width, 160]);
    for (const step of [0, 1, 2]) {
      canvas.context.calls.length = 0;
      canvas.pointer("pointermove", figure.layout.x.map(step), 50);
      figure.draw(0);
      frames.flush();
      const [{ values }] = canvas.context.calls.filter(({ name }) => name === "roundRect");
      const [left, top, w, h] = values;
      assert.ok(top >= 0 && top + h <= 160);
      if (width > 280) assert.ok(left >= 0 && left + w <= width, `${left} + ${w} in ${width}`);
    }
  }
});

test("where each run has an x axis of its own, the cursor is the leader's and pressing finds its step", () => {
  const twice = { ...one([100, 10, 1, 0.1]), xs: [0, 2, 4, 6] };
  const once = { ...one([100, 10, 1, 0.1], { id: "b" }), xs: [0, 1, 2, 3] };
  const { canvas, figure, seeks } = curves([twice, once], [600, 200], { steps: 3, lead: "b" });
  figure.draw(1.5);
  frames.flush();
  const { x } = figure.layout;
  assert.deepEqual(x.domain, [0, 6]);
  assert.equal(figure.geometry.cursor, x.map(1.5));
  assert.deepEqual(figure.geometry.current.map((place) => place.x), [x.map(3), x.map(1.5)]); // prettier-ignore
  canvas.pointer("pointerdown", x.map(2.5), 50);
  canvas.pointer("pointerup", x.map(6), 50);
  assert.deepEqual(seeks.map(([p]) => Math.round(1e6 * p) / 1e6), [2.5, 3]); // prettier-ignore
  canvas.context.calls.length = 0;
  canvas.pointer("pointermove", x.map(3), 50);
  frames.flush();
  const texts = canvas.texts().map(({ text }) => text);
  assert.ok(["step 3", "10", "0.1"].every((text) => texts.includes(text)), String(texts));
});

test("a second curve of a run is told by its name; what stays in bounds is not cut with its run", () => {
  const broken = { outcome: { kind: "diverged" } };
  const calm = [one([NaN, 1, 1]), { ...one([NaN, 500, 500], { id: "b", ...broken }), calm: true, name: "η" }];
  const { canvas, figure } = curves(calm, [600, 200], { scale: "linear" });
  assert.ok(figure.layout.y.domain[1] >= 500);
  canvas.pointer("pointermove", figure.layout.x.map(1), 50);
  frames.flush();
  assert.ok(canvas.texts().some(({ text }) => text === "η 500"));
});

test("nothing to show is an empty figure", () => {
  for (const series of [[], [one([])], [one([NaN])]]) {
    const { figure } = curves(series);
    assert.equal(figure.drawn.figure, 1);
  }
});

test("numbers give way to a long name of the axis", () => {
  for (const width of [260, 400, 600, 900]) {
    const { canvas } = curves([one(Array(61).fill(1))], [width, 200], { words: { x: "gradient evaluations", y: "f" }, steps: 60 });
    const last = canvas.texts().findLast(({ text }) => text === "gradient evaluations");
    const size = (text) => 0.55 * 12 * text.length;
    const numbers = canvas.texts().filter(({ text, y }) => y === last.y && /^\d+$/.test(text));
    assert.ok(numbers.length > 0);
    for (const { text, x } of numbers) assert.ok(Math.abs(x - last.x) >= (size(text) + size(last.text)) / 2, `${text} in ${width}`);
  }
});
