import assert from "node:assert/strict";
import { test } from "node:test";
import { Frames } from "../../static/js/core/frames.js";

function page() {
  const waiting = [];
  const frames = new Frames((callback) => waiting.push(callback));
  return { frames, repaint: () => waiting.splice(0).forEach((callback) => callback(performance.now())) };
}

test("what is drawn soon is drawn at once, and not again with the frame that follows", () => {
  const { frames, repaint } = page();
  let drawn = 0;
  const draw = () => (drawn += 1);
  frames.invalidate(draw);
  frames.soon();
  assert.equal(drawn, 1);
  repaint();
  assert.equal(drawn, 1);
});

test("a second change within a frame waits for the next", () => {
  const { frames, repaint } = page();
  let drawn = 0;
  const draw = () => (drawn += 1);
  frames.invalidate(draw);
  frames.soon();
  frames.invalidate(draw);
  frames.soon();
  assert.equal(drawn, 1);
  repaint();
  assert.equal(drawn, 2);
});

test("a draw that asks for another one soon does not begin it within itself", () => {
  const { frames, repaint } = page();
  let depth = 0;
  let deepest = 0;
  const draw = () => {
    deepest = Math.max(deepest, ++depth);
    if (deepest === 1) {
      frames.invalidate(other);
      frames.soon();
    }
    depth -= 1;
  };
  const other = () => {
    deepest = Math.max(deepest, ++depth);
    depth -= 1;
  };
  frames.invalidate(draw);
  repaint();
  repaint();
  assert.equal(deepest, 1);
});
