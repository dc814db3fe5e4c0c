import assert from "node:assert/strict";
import { test } from "node:test";
import { Transform } from "../../static/js/core/scale.js";
import { magnification } from "../../static/js/figures/arrows.js";

test("a displacement goes right and up, in the pixels of its axis", () => {
  const transform = new Transform({ x: [0, 10], y: [0, 5] }, { left: 0, right: 100, top: 0, bottom: 100 });
  assert.deepEqual(transform.along({ x: 3, y: 4 }, 1, 1), [10, -20]);
});

test("short steps are drawn longer by a round factor, long ones as they are", () => {
  assert.equal(magnification(26), 1);
  assert.equal(magnification(300), 1);
  assert.equal(magnification(0), 1);
  assert.equal(magnification(NaN), 1);
  for (let length = 25.9; length > 1e-9; length /= 1.7) {
    const factor = magnification(length);
    assert.match(factor.toExponential(), /^[125]e/);
    assert.ok(length * factor <= 44 && length * factor > 44 / 2.6, `${length} ${factor}`);
  }
});
