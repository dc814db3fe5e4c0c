/** The eye around the box: where it stands, what it sees where, and back. */
import assert from "node:assert/strict";
import test from "node:test";

import { DISTANCE, HOME, bounded, camera, magnified } from "../../static/js/core/orbit.js";

const SIDES = [1, 0.7, 0.3];
const SIZE = { width: 720, height: 480 };
const MARGIN = { across: 40, above: 24, below: 34 };
const from = (orbit, sides = SIDES, size = SIZE) => camera({ ...HOME, ...orbit }, sides, size, MARGIN);
const CORNERS = [0, 1].flatMap((u) => [0, 1].flatMap((v) => [0, 1].map((h) => [u, v, h])));
const near = (found, wanted, tolerance = 1e-6) => found.forEach((c, i) => assert.ok(Math.abs(c - wanted[i]) < tolerance, `${found} is not ${wanted}`));

test("from azimuth 0 it is the map: u to the right, v away, h up", () => {
  const { project } = from({ azimuth: 0 });
  const [x, y] = project(0.5, 0.5, 0.5);
  assert.ok(project(0.6, 0.5, 0.5)[0] > x && Math.abs(project(0.6, 0.5, 0.5)[1] - y) < 1e-9);
  assert.ok(project(0.5, 0.6, 0.5)[1] < y && Math.abs(project(0.5, 0.6, 0.5)[0] - x) < 1e-9);
  assert.ok(project(0.5, 0.5, 0.6)[1] < y);
});

test("a quarter turn to the right looks along −u", () => {
  const { project, eye } = from({ azimuth: Math.PI / 2 });
  assert.ok(eye[0] > 1);
  assert.ok(project(0.5, 0.6, 0.5)[0] > project(0.5, 0.5, 0.5)[0]);
});

test("the eye keeps its distance from the middle of the box", () => {
  for (const azimuth of [-2, 0, 1]) {
    const { eye } = from({ azimuth });
    assert.ok(Math.abs(Math.hypot(...eye.map((c, i) => (c - 0.5) * SIDES[i])) - DISTANCE) < 1e-9);
  }
});

test("from every side the whole box is inside its margins", () => {
  for (const size of [SIZE, { width: 366, height: 264 }, { width: 300, height: 900 }]) {
    for (const sides of [SIDES, [1, 1, 0.3], [0.6, 1, 0.3]]) {
      for (let azimuth = -3; azimuth < 3.2; azimuth += 0.3) {
        for (const elevation of [0.12, 0.5, 0.88, 1.55]) {
          for (const corner of CORNERS) {
            const [x, y] = from({ azimuth, elevation }, sides, size).project(...corner);
            assert.ok(x >= MARGIN.across - 1 && x <= size.width - MARGIN.across + 1, `x ${x} of ${size.width}`);
            assert.ok(y >= MARGIN.above - 1 && y <= size.height - MARGIN.below + 1, `y ${y} of ${size.height} at ${elevation}`);
          }
        }
      }
    }
  }
});

test("a ray through the pixel of a place leads to the place", () => {
  const { project, ray, eye } = from({ azimuth: 0.7, elevation: 0.5, zoom: 2, x: 0.1, y: -0.2 });
  for (const place of [[0.2, 0.3, 0.4], [1, 0, 1], [0.5, 0.5, 0]]) {
    const along = ray(...project(...place));
    const t = (place[0] - eye[0]) / along[0];
    near(eye.map((c, i) => c + t * along[i]), place, 1e-9);
  }
});

test("WebGL draws where the figure thinks it does", () => {
  const { project, matrix } = from({ azimuth: -1.2, elevation: 0.4, zoom: 3, x: 0.3, y: 0.1 });
  for (const corner of CORNERS) {
    const [x, y, z, w] = [0, 1, 2, 3].map((row) => [...corner, 1].reduce((sum, c, column) => sum + c * matrix[4 * column + row], 0));
    near([((x / w + 1) * SIZE.width) / 2, ((1 - y / w) * SIZE.height) / 2], project(...corner), 1e-2);
    assert.ok(z / w > -1 && z / w < 1, "between the planes that clip");
  }
});

test("what is nearer has less depth", () => {
  const { matrix, eye } = from({ azimuth: 0, elevation: 0.5 });
  assert.ok(eye[1] < 0);
  const depth = (v) => (matrix[6] * v + 0.5 * matrix[2] + 0.5 * matrix[10] + matrix[14]) / (matrix[7] * v + 0.5 * matrix[3] + 0.5 * matrix[11] + matrix[15]);
  assert.ok(depth(0) < depth(0.5) && depth(0.5) < depth(1));
});

test("zooming keeps the place under the pointer", () => {
  const before = { ...HOME, zoom: 2, x: 0.05, y: 0.02 };
  const place = [0.4, 0.6, 0.3];
  const [px, py] = from(before).project(...place);
  const { middle } = from(before);
  const after = magnified(before, 1.5, (px - middle[0]) / SIZE.width, (py - middle[1]) / SIZE.height);
  assert.equal(after.zoom, 3);
  near(from(after).project(...place), [px, py], 1e-6);
});

test("the eye stays above the ground, near enough and on the picture", () => {
  const { elevation, zoom, x, y } = bounded({ azimuth: 40, elevation: -1, zoom: 0.2, x: 3, y: -3 });
  assert.ok(elevation > 0 && zoom === 1 && Math.abs(x) === 0 && Math.abs(y) === 0);
  assert.ok(bounded({ ...HOME, elevation: 9 }).elevation < Math.PI / 2);
  assert.ok(bounded({ ...HOME, zoom: 1e9 }).zoom < 100);
  assert.deepEqual(bounded(HOME), { ...HOME });
});
