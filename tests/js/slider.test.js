/** Sliders and typed numbers. */
import assert from "node:assert/strict";
import test from "node:test";

import { fromSlider, nudge, readNumber, toSlider, within } from "../../static/js/controls/slider.js";

const rate = { default: 0.001, minimum: 0, maximum: 1e6, slider: [1e-5, 10], scale: "log" };
const decay = { default: 0, minimum: 0, maximum: 1000, slider: [1e-5, 1], scale: "log" };
const beta = { default: 0.9, minimum: 0, maximum: 0.9999999, slider: [0, 0.99], scale: "linear" };
const count = { default: 50, minimum: 1, maximum: 1e6, slider: [1, 500], scale: "integer" };
const steps = { default: 200, minimum: 1, maximum: 10000, slider: [10, 5000], scale: "log", whole: true };

test("a log slider gives each decade the same room", () => {
  assert.equal(toSlider(rate, 1e-5), 0);
  assert.equal(toSlider(rate, 10), 1);
  assert.ok(Math.abs(toSlider(rate, 0.01) - 0.5) < 1e-12);
  assert.equal(fromSlider(rate, 0.5), 0.01);
});

test("what a slider gives is short and stands where it was taken", () => {
  for (const spec of [rate, decay, beta, count, steps]) {
    for (let place = 0; place <= 1; place += 0.01) {
      const value = fromSlider(spec, place);
      assert.ok(String(value).length <= 9, `${value}`);
      assert.ok(value >= spec.minimum && value <= spec.maximum);
      if (value > spec.slider[0]) assert.ok(Math.abs(toSlider(spec, value) - place) < 0.02, `${place} ${value}`);
    }
  }
});

test("the ends are the ends; what is off by default is off at the left", () => {
  assert.equal(fromSlider(rate, 0), 1e-5);
  assert.equal(fromSlider(decay, 0), 0);
  assert.equal(toSlider(decay, 0), 0);
  assert.equal(fromSlider(beta, 1), 0.99);
  assert.equal(fromSlider(count, 0.5), 251);
  assert.equal(fromSlider(steps, 1), 5000);
});

test("a value beyond the slider stands at its end", () => {
  assert.equal(toSlider(rate, 100), 1);
  assert.equal(toSlider(rate, 0), 0);
});

test("an arrow key is a tenth of a decade, a hundredth of a range, one of a count", () => {
  assert.equal(nudge(rate, 0.01, 10), 0.1);
  assert.equal(nudge(rate, 0.01, 1), 0.0126);
  assert.equal(nudge(beta, 0.9, 1), 0.9099);
  assert.equal(nudge(count, 50, -1), 49);
  assert.equal(nudge(decay, 0, 1), 1e-5);
  assert.equal(nudge(decay, 1e-5, -1), 0);
  assert.equal(nudge(steps, 10, 1), 13);
  assert.equal(within(beta, 2), 0.9999999);
});

test("numbers are read as people type them", () => {
  for (const [text, value] of [["0.5", 0.5], [" .5 ", 0.5], ["1e-8", 1e-8], ["−2", -2], ["０．１", 0.1], ["1×10-3", 1e-3], ["+3", 3]]) {
    assert.deepEqual(readNumber(text), { value }, text);
  }
  for (const text of ["", "abc", "1,5", "0x10", "Infinity", "NaN", "1e999", "1 2"]) {
    assert.deepEqual(readNumber(text), { error: "number" }, text);
  }
  assert.deepEqual(readNumber("2.5", { whole: true }), { error: "whole" });
  assert.deepEqual(readNumber("-1", { minimum: 0 }), { error: "range" });
  assert.deepEqual(readNumber("11", { maximum: 10 }), { error: "range" });
});
