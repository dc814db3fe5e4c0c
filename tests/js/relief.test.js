import assert from "node:assert/strict";
import test from "node:test";
import { geometricHeights, relief } from "../../static/js/core/relief.js";
import { fieldOf, rosenbrock } from "./fields.js";

const tonesAscend = ({ tone, levels }) => {
  const tones = levels.map(({ value }) => tone(value));
  // The lowest levels may share the colour of the lowland.
  assert.ok(tones.every((t, i) => t >= 0 && t <= 1 && (i === 0 || t > tones[i - 1] || t === 0)), String(tones));
  assert.ok(tones.filter((t) => t === 0).length <= tones.length / 3);
};

test("Rosenbrock: levels are geometric over its decades, strong ones are powers of ten", () => {
  const shape = relief(fieldOf(rosenbrock, [-2, 2], [-1, 3], 201, 201, 0));
  assert.equal(shape.kind, "log");
  assert.equal(shape.base, 0);
  const strong = shape.levels.filter((level) => level.strong).map(({ value }) => value);
  assert.ok(strong.length >= 3 && strong.every((v) => Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 1e-9), String(strong));
  tonesAscend(shape);
  assert.equal(shape.tone(0), 0);
  assert.equal(shape.tone(1e9), 1);
});

test("the number of levels stays readable from a third of a decade to thirty decades, every fifth strong", () => {
  for (let decades = 0.3; decades < 30; decades += 0.37) {
    for (const low of [1e-9, 0.0123, 5, 7e6]) {
      const levels = geometricHeights(low, low * 10 ** decades);
      assert.ok(levels.length <= 30, `${levels.length} levels over ${decades} decades`);
      if (decades > 1) assert.ok(levels.length >= 8, `${levels.length} levels over ${decades} decades`);
      levels.forEach((level, i) => {
        if (level.strong && levels[i + 5]) assert.ok(levels[i + 5].strong);
        if (i > 1) {
          const [now, before] = [level.value / levels[i - 1].value, levels[i - 1].value / levels[i - 2].value];
          assert.ok(now > 1 && Math.abs(now / before - 1) < 0.06, "neighbours keep their ratio, but for the rounding of strong ones");
        }
      });
      assert.ok(levels.filter(({ strong }) => strong).every(({ value }) => /^[1-9]e/.test(value.toExponential())));
    }
  }
});

test("six orders of magnitude and more are all shown", () => {
  const shape = relief(fieldOf((x, y) => Math.exp(3 * (x * x + y * y)) - 1, [-2.5, 2.5], [-2.5, 2.5], 201, 201, 0));
  assert.ok(Math.log10(shape.high / shape.low) > 6);
  assert.ok(shape.levels[0].value < 1 && shape.levels.at(-1).value > 1e6);
  tonesAscend(shape);
});

test("a minimum below zero that nobody knows is found between the nodes", () => {
  const shape = relief(fieldOf((x, y) => (x - 0.013) ** 2 + 10 * (y + 0.007) ** 2 - 42, [-3, 3], [-2, 2], 60, 50));
  assert.equal(shape.kind, "log");
  assert.ok(Math.abs(shape.base + 42) < 1e-9, String(shape.base));
  assert.ok(shape.levels.every(({ value }) => value > -42));
  tonesAscend(shape);
});

test("a known minimum is believed unless the field shows lower ground", () => {
  assert.equal(relief(fieldOf((x, y) => x * x + y * y, [1, 3], [1, 3], 41, 41, 0)).base, 0);
  assert.equal(relief(fieldOf((x, y) => x * x + y * y - 1, [-1, 1], [-1, 1], 41, 41, 0)).base, -1);
});

test("a saddle sinks beyond the border: even levels around zero", () => {
  const shape = relief(fieldOf((x, y) => x * x - y * y, [-2, 2], [-2, 2], 101));
  assert.equal(shape.kind, "linear");
  const values = shape.levels.map(({ value }) => value);
  assert.ok(values.includes(0));
  for (const value of values) assert.ok(values.includes(-value + 0));
  tonesAscend(shape);
});

test("a plateau is not covered with the lines of its ripples", () => {
  const easom = (x, y) => -Math.cos(x) * Math.cos(y) * Math.exp(-((x - Math.PI) ** 2) - (y - Math.PI) ** 2);
  const { levels } = relief(fieldOf(easom, [-10, 10], [-10, 10], 201, 201, -1));
  assert.ok(levels.length > 5 && levels.every(({ value }) => value < -0.01), String(levels.map(({ value }) => value)));
});

test("a wild saddle gets powers of ten on both sides", () => {
  const shape = relief(fieldOf((x, y) => Math.sinh(4 * x) * Math.cosh(4 * y), [-3, 3], [-3, 3], 101));
  assert.equal(shape.kind, "symlog");
  const strong = shape.levels.filter((level) => level.strong).map(({ value }) => value);
  assert.ok(strong.includes(0) && strong.some((v) => v <= -1000) && strong.some((v) => v >= 1000));
  tonesAscend(shape);
});

test("far from the minimum the ground differs little: even steps", () => {
  const shape = relief(fieldOf((x, y) => x * x + y * y, [1000, 1001], [1000, 1001], 41, 41, 0));
  assert.equal(shape.kind, "linear");
  assert.ok(shape.levels.length >= 8);
});

test("a singularity or a hole does not push everything else into one colour", () => {
  const shape = relief(fieldOf((x, y) => (x < -2.9 ? NaN : x * x + y * y + 1 / Math.abs((x - 1) * (y - 1.01)) ** 8), [-3, 3], [-3, 3], 121));
  assert.ok(Number.isFinite(shape.high) && Number.isFinite(shape.low));
  tonesAscend(shape);
});

test("flat ground and no ground at all have no levels and one colour", () => {
  for (const f of [() => 3, () => NaN, () => Infinity]) {
    const shape = relief(fieldOf(f, [0, 1], [0, 1], 11));
    assert.deepEqual(shape.levels, []);
    assert.equal(shape.tone(3), 0);
  }
});

test("a ripple below the known minimum leaves its levels round, lower ground does not", () => {
  const values = Float64Array.from({ length: 41 * 41 }, (_, k) => ((k % 41) - 20) ** 2 + (Math.floor(k / 41) - 20) ** 2);
  const strong = (lowest) => {
    const field = values.slice();
    field[20 * 41 + 20] = lowest;
    return relief({ values: field, nx: 41, ny: 41, minimum: 0 }).levels.find((level) => level.strong && level.value > 1).value;
  };
  assert.equal(strong(-0.01), strong(0));
  assert.notEqual(strong(-5), strong(0));
});
