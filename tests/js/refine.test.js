import assert from "node:assert/strict";
import test from "node:test";
import { refined } from "../../static/js/core/refine.js";
import { fieldOf, rosenbrock } from "./fields.js";

const worst = (coarse, f) => {
  const exact = fieldOf(f, [coarse.x0, coarse.x1], [coarse.y0, coarse.y1], coarse.nx, coarse.ny);
  return coarse.values.reduce((most, v, k) => Math.max(most, Math.abs(v - exact.values[k])), 0);
};

test("nodes keep their values", () => {
  const coarse = fieldOf((x, y) => Math.sin(5 * x) + Math.abs(y), [-1, 1], [-1, 1], 11, 9);
  const fine = refined(coarse, 3);
  assert.deepEqual([fine.nx, fine.ny, fine.x0, fine.y1], [31, 25, -1, 1]);
  for (let j = 0; j < 9; j++) for (let i = 0; i < 11; i++) assert.equal(fine.values[3 * j * 31 + 3 * i], coarse.values[j * 11 + i]);
  assert.deepEqual([...refined(coarse, 1).values], [...coarse.values]);
});

test("cubics are followed exactly, up to the border", () => {
  const cubic = (x, y) => 2 * x ** 3 - 40 * x * x + 7 * x * y - 30 * y * y + 0.1 * y ** 3;
  assert.ok(worst(refined(fieldOf(cubic, [-1, 1], [-1, 1], 9, 8), 4), cubic) < 1e-10);
});

test("a thin curved valley keeps its floor between the nodes", () => {
  const coarse = fieldOf(rosenbrock, [-2, 2], [-1, 3], 201);
  assert.ok(worst(refined(coarse, 3), rosenbrock) < 0.003);
});

test("kinks, poles and holes are left to straight lines: nothing overshoots", () => {
  const kink = refined(fieldOf((x) => Math.abs(x - 0.04), [-1, 1], [-1, 1], 21), 4);
  assert.ok(kink.values.every((v) => v >= 0));
  const pole = refined(fieldOf((x, y) => 1 / ((x - 0.011) ** 2 + y * y) ** 4, [-1, 1], [-1, 1], 40), 3);
  assert.ok(pole.values.every((v) => v > 0));
  const hole = refined(fieldOf((x) => (x > 0.5 ? NaN : x), [-1, 1], [-1, 1], 21), 2);
  hole.values.forEach((v, k) => {
    const x = -1 + (k % 41) * 0.05;
    assert.ok(x > 0.5 + 1e-9 ? Number.isNaN(v) : Math.abs(v - x) < 1e-9, `${v} at ${x}`);
  });
});
