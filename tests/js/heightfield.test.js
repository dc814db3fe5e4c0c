/** Heights over the unit square, and what lies on them. */
import assert from "node:assert/strict";
import test from "node:test";

import { draped, elevation, heightAt, hidden, hit } from "../../static/js/core/heightfield.js";
import { HOME, camera } from "../../static/js/core/orbit.js";
import { relief } from "../../static/js/core/relief.js";
import { fieldOf } from "./fields.js";

const SIZE = { width: 700, height: 500 };
const MARGIN = { across: 20, above: 20, below: 20 };
const SIDES = [1, 1, 0.3];

function ground(f, nx = 81, ny = 61) {
  const heights = new Float32Array(nx * ny);
  for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) heights[j * nx + i] = f(i / (nx - 1), j / (ny - 1));
  return { nx, ny, heights };
}

const eyeFrom = (orbit = {}) => camera({ ...HOME, ...orbit }, SIDES, SIZE, MARGIN);
const ridge = ground((u, v) => (Math.abs(v - 0.5) < 0.08 ? 0.9 : 0.1));

test("between nodes, heights are those of the plane through them", () => {
  const slope = ground((u, v) => 0.2 + 0.5 * u + 0.25 * v);
  for (const [u, v] of [[0, 0], [1, 1], [0.123, 0.777], [1, 0.5]]) assert.ok(Math.abs(heightAt(slope, u, v) - (0.2 + 0.5 * u + 0.25 * v)) < 1e-6);
});

test("beside a hole there is no height", () => {
  const holed = ground((u) => (u > 0.5 ? NaN : 0.5));
  assert.equal(heightAt(holed, 0.25, 0.3), 0.5);
  assert.ok(Number.isNaN(heightAt(holed, 0.75, 0.3)));
});

test("a ridge hides what is behind it and nothing else", () => {
  const { eye } = eyeFrom({ azimuth: 0, elevation: 0.2 });
  assert.ok(hidden(ridge, eye, [0.5, 0.65, 0.1]));
  assert.ok(!hidden(ridge, eye, [0.5, 0.3, 0.1]));
  assert.ok(!hidden(ridge, eye, [0.5, 0.5, 0.9]), "its top is seen");
  assert.ok(!hidden(ridge, eyeFrom({ elevation: 1.55 }).eye, [0.5, 0.65, 0.1]), "from above all is seen");
  assert.ok(!hidden(ridge, eyeFrom({ azimuth: Math.PI, elevation: 0.2 }).eye, [0.5, 0.65, 0.1]), "and from the other side");
});

test("flat and gently sloping ground hides nothing of itself", () => {
  const slope = ground((u, v) => 0.3 * u + 0.2 * v);
  for (let azimuth = 0; azimuth < 6; azimuth += 0.7) {
    const { eye } = eyeFrom({ azimuth, elevation: 0.4 });
    for (const u of [0, 0.3, 1]) for (const v of [0, 0.6, 1]) assert.ok(!hidden(slope, eye, [u, v, heightAt(slope, u, v)]));
  }
});

test("a ray meets the ground where it is seen", () => {
  const hills = ground((u, v) => 0.5 + 0.3 * Math.sin(7 * u) * Math.cos(5 * v));
  const { eye, ray, project } = eyeFrom({ azimuth: 0.6, elevation: 0.7 });
  for (const [u, v] of [[0.2, 0.3], [0.5, 0.5], [0.81, 0.66], [0.97, 0.05]]) {
    const place = [u, v, heightAt(hills, u, v)];
    if (hidden(hills, eye, place)) continue;
    const found = hit(hills, eye, ray(...project(...place)));
    assert.ok(Math.hypot(found[0] - u, found[1] - v) < 0.004, `${found} is not ${place}`);
  }
});

test("a ray over the ridge does not fall through it, and one beside the block meets nothing", () => {
  const { eye, ray, project } = eyeFrom({ azimuth: 0, elevation: 0.2 });
  const [, v] = hit(ridge, eye, ray(...project(0.5, 0.65, 0.1)));
  assert.ok(v < 0.6, "the ridge is in the way");
  assert.equal(hit(ridge, eye, ray(5, 5)), null);
});

test("a ray goes through a hole", () => {
  const holed = ground((u, v) => (Math.hypot(u - 0.5, v - 0.5) < 0.3 ? NaN : 0.4));
  const { eye, ray, project } = eyeFrom({ elevation: 1.55 });
  assert.equal(hit(holed, eye, ray(...project(0.5, 0.5, 0.4))), null);
});

test("a path lies on the ground, with its own steps among the corners", () => {
  const hills = ground((u, v) => 0.5 + 0.4 * Math.sin(9 * u));
  const path = Float64Array.from([0.1, 0.2, 0.9, 0.2, 0.9, 0.8]);
  const [{ steps, places }] = draped(hills, path, 0.02);
  assert.ok(places.length > 60);
  for (const [u, v, h] of places) assert.equal(h, heightAt(hills, u, v));
  for (const step of [0, 1, 2]) {
    const at = steps.findIndex((s) => Math.abs(s - step) < 1e-9);
    assert.ok(Math.hypot(places[at][0] - path[2 * step], places[at][1] - path[2 * step + 1]) < 1e-9);
  }
  assert.ok(steps.every((s, i) => i === 0 || s >= steps[i - 1]));
});

test("a path is cut at the border and at holes", () => {
  const holed = ground((u) => (Math.abs(u - 0.5) < 0.1 ? NaN : 0.3));
  const pieces = draped(holed, Float64Array.from([-0.5, 0.5, 1.5, 0.5]), 0.01);
  assert.equal(pieces.length, 2);
  const [left, right] = pieces.map(({ places }) => places.map(([u]) => u));
  assert.ok(Math.min(...left) < 0.01 && Math.max(...left) < 0.41);
  assert.ok(Math.min(...right) > 0.59 && Math.max(...right) > 0.99);
});

test("a run of one point, or of none, has no path", () => {
  assert.deepEqual(draped(ridge, Float64Array.from([0.5, 0.5]), 0.1), []);
  assert.deepEqual(draped(ridge, new Float64Array(0), 0.1), []);
});

test("heights rise with the value as the colours do, and the axis knows which value a height is", () => {
  const fields = [
    fieldOf((x, y) => x * x + 10 * y * y, [-2, 2], [-2, 2], 61, 61, 0),
    fieldOf((x, y) => x + y, [-2, 2], [-2, 2], 61, 61, null),
    fieldOf((x, y) => Math.sinh(5 * x) + y, [-2, 2], [-2, 2], 61, 61, null),
  ];
  const kinds = fields.map((field) => {
    const shape = relief(field);
    const { kind, at, domain } = elevation(shape);
    let last = -Infinity;
    for (const value of Float64Array.from(field.values).sort()) {
      const height = Math.max(0, at(value));
      assert.ok(height >= last && height <= 1, kind);
      last = height;
    }
    if (kind === "log") {
      assert.ok(Math.abs(at(shape.base + domain[0])) < 1e-9 && Math.abs(at(shape.base + domain[1]) - 1) < 1e-9);
      const decade = at(shape.base + 100 * domain[0]) - at(shape.base + 10 * domain[0]);
      assert.ok(Math.abs(decade - (at(shape.base + 1000 * domain[0]) - at(shape.base + 100 * domain[0]))) < 1e-9, "every decade is as high as the next");
    }
    return kind;
  });
  assert.deepEqual(kinds, ["log", "linear", "symlog"]);
});
