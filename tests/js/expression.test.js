/** Formulas in the browser: the value of a model between two answers. */
import assert from "node:assert/strict";
import test from "node:test";

import { compile } from "../../static/js/expression.js";

test("the straight line of the lesson", () => {
  const line = compile("theta_0 + theta_1*x", ["theta_0", "theta_1", "x"]);
  assert.equal(line(-1, 2.2, 5), 10);
});

test("precedence is Python's", () => {
  const value = (formula, ...given) => compile(formula, ["x", "y"])(...given);
  assert.equal(value("-x**2", 3), -9);
  assert.equal(value("2**-x", 1), 0.5);
  assert.equal(value("2**3**2"), 512);
  assert.equal(value("2^3 - 1 - 1"), 6);
  assert.equal(value("8/2/2*x", 3), 6);
  assert.equal(value("(1 + x)*y", 2, 4), 12);
  assert.equal(value("1e-3*x + .5", 2), 0.502);
});

test("functions, constants and cases", () => {
  assert.equal(compile("where(x < 0, -x, sqrt(x))", ["x"])(-4), 4);
  assert.equal(compile("where(x < 0, -x, sqrt(x))", ["x"])(4), 2);
  assert.equal(compile("cos(pi*x) + log(e) + max(x, 2)", ["x"])(1), 2);
});

test("nothing but a formula is read", () => {
  for (const wrong of ["", "x +", "x y", "alert(1)", "x.y", "x[0]", "constructor", "toString(1)", "x;y", "(x", "`x`"]) {
    assert.throws(() => compile(wrong, ["x"]), SyntaxError, wrong);
  }
});
