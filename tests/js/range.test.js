import assert from "node:assert/strict";
import test from "node:test";
import { rangeOf, roundDown, roundUp, thinned } from "../../static/js/core/range.js";
import { uniforms } from "./fields.js";

const column = (values, broken = false) => ({ values, broken });

test("a log axis ends on 1, 2, 5 × 10ⁿ around its curves and stands still while they move a little", () => {
  assert.deepEqual(rangeOf([column([42, 3, 0.0013])]), { kind: "log", domain: [0.001, 50], threshold: 0 });
  assert.deepEqual(rangeOf([column([44, 3, 0.0011])]), rangeOf([column([42, 3, 0.0013])]));
  assert.deepEqual([roundUp(2.1), roundUp(5), roundUp(0.06), roundDown(4.9), roundDown(0.1)], [5, 5, 0.1, 2, 0.1]);
});

test("an exact zero does not stretch the axis, nor does what sinks more than twenty decades", () => {
  assert.deepEqual(rangeOf([column([10, 1, 0])]).domain, [1, 10]);
  assert.deepEqual(rangeOf([column([10, 1e-300])]).domain, [1e-19, 10]);
});

test("a run that diverges lifts the axis by a thousand at most, so that the others stay apart", () => {
  const { domain } = rangeOf([column([40, 1, 0.1]), column([40, 1e6, 1e12], true)]);
  assert.deepEqual(domain, [0.1, 50000]);
  assert.ok(rangeOf([column([40, 80], true)]).domain[1] >= 80);
});

test("below zero the axis is symmetric-log, and covers what was asked", () => {
  const range = rangeOf([column([400, 3, -3.2, -3.21])]);
  assert.equal(range.kind, "symlog");
  assert.deepEqual(range.domain, [-5, 500]);
  assert.equal(range.threshold, 1);
  const down = rangeOf([column([1, -1, -100]), column([1, -1e12], true)]);
  assert.ok(down.domain[0] >= -200000 && down.domain[0] <= -100000, String(down.domain));
  const under = rangeOf([column([-10, -30])]);
  assert.deepEqual(under.domain, [-50, -10]);
});

test("what was asked for is given when it can be", () => {
  assert.equal(rangeOf([column([5, 1])], "symlog").kind, "symlog");
  assert.equal(rangeOf([column([5, 1])], "linear").kind, "linear");
  assert.equal(rangeOf([column([5, -1])], "log").kind, "symlog");
});

test("no curve, one value, only holes: still an axis", () => {
  for (const columns of [[], [column([])], [column([NaN, Infinity])], [column([3, 3])], [column([0, 0])], [column([-2, -2])]]) {
    for (const wanted of ["auto", "log", "symlog", "linear"]) {
      const { domain } = rangeOf(columns, wanted);
      assert.ok(Number.isFinite(domain[0]) && Number.isFinite(domain[1]) && domain[0] < domain[1], `${wanted}: ${domain}`);
    }
  }
});

test("thinning keeps the first, lowest, highest and last of every pixel column, where they are", () => {
  const random = uniforms(5);
  const heights = Float64Array.from({ length: 10000 }, (_, i) => (i === 777 ? NaN : 100 * random()));
  const across = (step) => (step * 300) / 9999;
  const kept = [];
  thinned(heights, across, (x, y, pen) => kept.push({ x, y, pen }));
  assert.ok(kept.length <= 4 * 302);
  for (let pixel = 0; pixel < 300; pixel += 7) {
    const steps = heights.map((_, i) => i).filter((i) => Math.floor(across(i)) === pixel && Number.isFinite(heights[i]));
    const here = kept.filter(({ x }) => Math.floor(x) === pixel).map(({ y }) => y);
    const there = [...steps].map((i) => heights[i]);
    assert.deepEqual([Math.min(...here), Math.max(...here)], [Math.min(...there), Math.max(...there)]);
    assert.ok(here.includes(there[0]) && here.includes(there.at(-1)));
  }
  assert.deepEqual(kept.map(({ pen }, i) => (pen ? -1 : i)).filter((i) => i >= 0).length, 2, "pen is lifted at the start and at the gap");
});

test("few points are all drawn", () => {
  const kept = [];
  thinned([3, 1, 2], (step) => 10 * step, (x, y) => kept.push([x, y])); // prettier-ignore
  assert.deepEqual(kept, [[0, 3], [10, 1], [20, 2]]); // prettier-ignore
});

test("a linear axis of sizes begins at zero, and a run that diverges leaves it soon", () => {
  assert.equal(rangeOf([column([0, 5])], "linear").domain[0], 0);
  assert.ok(rangeOf([column([4, 5])], "linear").domain[0] > 3);
  assert.ok(rangeOf([column([-4, 5])], "linear").domain[0] < -4);
  assert.ok(rangeOf([column([40, 1]), column([40, 1e6, 1e12], true)], "linear").domain[1] < 100);
});
