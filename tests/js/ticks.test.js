import assert from "node:assert/strict";
import test from "node:test";
import { linearTicks, logTicks, niceStep, symlogTicks } from "../../static/js/core/ticks.js";

test("steps are 1, 2 or 5 times a power of ten, never below what was asked", () => {
  assert.deepEqual([0.9, 1, 1.1, 2, 3, 5.1, 0.00012, 73].map(niceStep), [1, 1, 2, 2, 5, 10, 0.0002, 100]);
});

test("linear ticks are exact decimals inside the interval", () => {
  assert.deepEqual(linearTicks(-1.5, 2.5, 5).values, [-1, 0, 1, 2]);
  assert.deepEqual(linearTicks(0, 1, 10).values, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  assert.ok(linearTicks(-1, 1, 4).values.every((v) => !Object.is(v, -0)));
});

test("linear ticks are about as many as asked, on any interval", () => {
  for (let i = 1; i < 400; i++) {
    const lo = Math.sin(i) * 10 ** (i % 9);
    const hi = lo + (1.01 + Math.cos(3 * i)) * 10 ** ((i % 13) - 4);
    for (const count of [2, 5, 8]) {
      const { values, step } = linearTicks(lo, hi, count);
      assert.ok(values.length <= count + 1, `${values.length} ticks for ${count} in ${lo} … ${hi}`);
      assert.ok(values.every((v) => v >= lo - 1e-6 * step && v <= hi + 1e-6 * step));
    }
  }
});

test("no ticks on an interval that is none", () => {
  assert.deepEqual(linearTicks(1, 1).values, []);
  assert.deepEqual(linearTicks(0, Infinity).values, []);
});

test("log ticks number the decades and mark 2 … 9 between a few of them", () => {
  const { major, minor } = logTicks(0.05, 300);
  assert.deepEqual(major, [0.1, 1, 10, 100]);
  assert.ok(minor.includes(0.05) && minor.includes(0.5) && minor.includes(300) && !minor.includes(0.04) && !minor.includes(400));
});

test("many decades are thinned, and the ones left out are still marked", () => {
  const { major, minor } = logTicks(1e-12, 1e6, 6);
  assert.ok(major.length <= 6 && major.length >= 4);
  assert.equal(major.length + minor.length, 19);
  const strides = major.slice(1).map((v, i) => Math.round(Math.log10(v / major[i])));
  assert.ok(strides.every((s) => s === strides[0]));
});

test("less than a decade gets even ticks", () => {
  assert.deepEqual(logTicks(2.1, 6, 4).major, [3, 4, 5, 6]);
});

test("about one power of ten has 1, 2 and 5 on both of its sides", () => {
  assert.deepEqual(logTicks(0.45, 5.2, 4).major, [0.5, 1, 2, 5]);
  assert.deepEqual(logTicks(3, 60, 4).major, [5, 10, 20, 50]);
});

test("symlog ticks are mirrored powers with zero between", () => {
  assert.deepEqual(symlogTicks(-100, 100, 1, 9).major, [-100, -10, -1, 0, 1, 10, 100]);
  const { major } = symlogTicks(-3, 1e6, 1, 5);
  assert.ok(major.includes(0) && major.includes(1e6) && major.length <= 6);
  assert.ok(!symlogTicks(-5, -2, 1).major.includes(0));
});

test("two powers of ten alone are helped by 2 and 5", () => {
  assert.deepEqual(logTicks(0.5, 20, 5).major, [0.5, 1, 2, 5, 10, 20]);
  assert.deepEqual(logTicks(0.5, 20, 4).major, [1, 10]);
  assert.ok(!logTicks(0.5, 20, 5).minor.includes(2) && logTicks(0.5, 20, 5).minor.includes(3));
});
