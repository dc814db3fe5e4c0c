import assert from "node:assert/strict";
import test from "node:test";
import { figure, fixed, full, powerTick, raised, short, tick } from "../../static/js/core/format.js";

test("four significant digits, zeros kept", () => {
  const cases = [
    [0, "0.000"], [1, "1.000"], [12.3, "12.30"], [-0.031, "−0.03100"], [1234.4, "1234"], [9999.9, "1.000×10⁴"], [0.001, "0.001000"],
    [0.00099994, "9.999×10⁻⁴"], [0.000999999, "0.001000"], [12344, "1.234×10⁴"], [-1.5e-12, "−1.500×10⁻¹²"], [6.02214e23, "6.022×10²³"],
  ]; // prettier-ignore
  for (const [value, text] of cases) assert.equal(figure(value), text, String(value));
});

test("what is not finite is said, not printed", () => {
  assert.deepEqual([NaN, Infinity, -Infinity].map((v) => figure(v)), ["–", "∞", "−∞"]);
});

test("a number that stands still has no needless zeros", () => {
  const cases = [[0, "0"], [0.5, "0.5"], [12.3, "12.3"], [100, "100"], [12344, "1.234×10⁴"], [-10000, "−10⁴"], [1e-5, "10⁻⁵"], [-2.5e7, "−2.5×10⁷"], [0.5601, "0.5601"]];
  for (const [value, text] of cases) assert.equal(short(value), text, String(value));
});

test("a running number keeps its length", () => {
  const lengths = new Set();
  for (let e = -30; e <= 30; e++) for (const m of [1, -1.2345, 9.99949, 0]) lengths.add(fixed(m * 10 ** e).length);
  assert.deepEqual([...lengths], [12]);
  assert.equal(fixed(1.5, 7), "\u2007\u20071.500");
});

test("full precision reads back as the same double", () => {
  for (const value of [Math.PI, -1e-7, 2 ** 0.5 * 1e-300, 1e21, 123456789.125, -0.9494488934269667]) {
    const plain = full(value)
      .replace("−", "-")
      .replace(/×10(.*)$/, (_, power) => `e${[...power].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("")}`);
    assert.equal(Number(plain), value, full(value));
  }
  assert.equal(full(-0), "0");
});

test("axis numbers have the decimals of their step", () => {
  assert.deepEqual([-1, -0.5, 0, 0.5].map((v) => tick(v, 0.5)), ["−1.0", "−0.5", "0", "0.5"]);
  assert.deepEqual([0, 200000, 400000].map((v) => tick(v, 200000)), ["0", "2×10⁵", "4×10⁵"]);
  assert.equal(tick(0.00025, 0.00005), "2.5×10⁻⁴");
  assert.equal(tick(1.25, 0.05), "1.25");
});

test("powers of ten", () => {
  assert.deepEqual([1e-12, 1, 1000, -100].map((v) => powerTick(v)), ["10⁻¹²", "10⁰", "10³", "−10²"]);
  assert.deepEqual([0.01, 0.1, 1, 1000, -100].map((v) => powerTick(v, true)), ["0.01", "0.1", "1", "1000", "−100"]);
  assert.equal(powerTick(3e-5), "3×10⁻⁵");
  assert.equal(raised(-1023), "⁻¹⁰²³");
});
