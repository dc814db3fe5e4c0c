import assert from "node:assert/strict";
import test from "node:test";
import { happenings } from "../../static/js/core/events.js";

const run = (loss, outcome = {}) => ({ loss, outcome: { kind: "completed", step: loss.length - 1, ...outcome } });
const falling = (steps, rate) => Array.from({ length: steps + 1 }, (_, i) => Math.exp(-rate * i));

test("ends are told at their step, a convergence where it began, in order", () => {
  const runs = [
    run(falling(100, 0.1), { kind: "converged", since: 60 }),
    run([1, 9, 81], { kind: "diverged" }),
    run([1, 2], { kind: "left_domain" }),
    run(falling(100, 0.001), { kind: "stalled" }),
  ];
  const ends = happenings(runs, 100).filter(({ kind }) => kind !== "leads");
  assert.deepEqual(ends, [
    { kind: "left_domain", run: 2, step: 1 },
    { kind: "diverged", run: 1, step: 2 },
    { kind: "converged", run: 0, step: 60 },
  ]);
});

test("the lead is the lowest loss so far, and a run alone leads nobody", () => {
  const slow = run([8, 7, 6, 5, 4, 3, 2, 1, 0.5]);
  const fast = run([8, 4, 4.5, 4.4, 4.3, 4.2, 4.1, 4, 4]);
  assert.deepEqual(happenings([slow, fast], 8), [
    { kind: "leads", run: 1, step: 1 },
    { kind: "leads", run: 0, step: 5 },
  ]);
  assert.deepEqual(happenings([slow], 8), []);
  assert.deepEqual(happenings([slow, fast], 8, (index) => index === 0), []);
});

test("of many changes of the lead the longest few are told, and never the same leader twice in a row", () => {
  const steps = 1000;
  const stairs = (odd) => run(Array.from({ length: steps + 1 }, (_, i) => -(i - (Math.floor(i / 20) % 2 === odd ? 0 : 20))));
  const told = happenings([stairs(0), stairs(1)], steps);
  assert.ok(told.length >= 1 && told.length <= 6, String(told.length));
  told.slice(1).forEach((one, i) => assert.notEqual(one.run, told[i].run));
});
