import assert from "node:assert/strict";
import test from "node:test";
import { contrast, css, difference, fromHex, ramp, rampTable, toLab, toRgb } from "../../static/js/core/colormap.js";

test("OKLab agrees with its author's reference values", () => {
  const near = (lab, expected) => lab.forEach((v, i) => assert.ok(Math.abs(v - expected[i]) < 1e-3, `${lab} is not ${expected}`));
  near(toLab([255, 255, 255]), [1, 0, 0]);
  near(toLab([255, 0, 0]), [0.628, 0.2249, 0.1258]);
  near(toLab([0, 255, 0]), [0.8664, -0.2339, 0.1795]);
  near(toLab([0, 0, 255]), [0.452, -0.0324, -0.3115]);
});

test("there and back is the same colour", () => {
  for (let i = 0; i < 64; i++) {
    const rgb = [(i * 37) % 256, (i * 91) % 256, (i * 53) % 256];
    toRgb(toLab(rgb)).forEach((v, k) => assert.ok(Math.abs(v - rgb[k]) < 0.05));
  }
});

test("a ramp begins and ends on its colours and its steps look alike", () => {
  const stops = ["#fbfaf6", "#d9dee3", "#8796a5"].map(fromHex);
  const colour = ramp(stops);
  colour(-1).forEach((v, k) => assert.ok(Math.abs(v - stops[0][k]) < 0.05));
  colour(2).forEach((v, k) => assert.ok(Math.abs(v - stops[2][k]) < 0.05));
  const steps = [];
  for (let i = 0; i < 20; i++) steps.push(difference(toLab(colour(i / 20)), toLab(colour((i + 1) / 20))));
  assert.ok(Math.max(...steps) / Math.min(...steps) < 1.1, String(steps));
  assert.throws(() => ramp([[0, 0, 0]]), RangeError);
});

test("the table holds opaque bytes from end to end", () => {
  const table = rampTable([[0, 0, 0], [255, 255, 255]], 16); // prettier-ignore
  assert.deepEqual([...table.slice(0, 4)], [0, 0, 0, 255]);
  assert.deepEqual([...table.slice(-4)], [255, 255, 255, 255]);
});

test("contrast is WCAG's, texts are CSS's", () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.ok(Math.abs(contrast(fromHex("#777"), fromHex("#ffffff")) - 4.48) < 0.01);
  assert.equal(fromHex("red"), null);
  assert.equal(css([1, 2.4, 3]), "rgb(1 2 3)");
  assert.equal(css([1, 2, 3], 0.5), "rgb(1 2 3 / 0.5)");
});
