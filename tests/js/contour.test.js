import assert from "node:assert/strict";
import test from "node:test";
import { contour, contours } from "../../static/js/core/contour.js";
import { fieldOf, uniforms } from "./fields.js";

const length = ({ points }) => points.length / 2;
const corners = (line) => Array.from({ length: length(line) }, (_, i) => [line.points[2 * i], line.points[2 * i + 1]]);

test("a circle is one closed line on the circle", () => {
  const lines = contour(fieldOf((x, y) => x * x + y * y, [-2, 2], [-2, 2], 81), 1);
  assert.equal(lines.length, 1);
  assert.ok(lines[0].closed);
  assert.deepEqual(lines[0].points.slice(0, 2), lines[0].points.slice(-2));
  for (const [x, y] of corners(lines[0])) assert.ok(Math.abs(Math.hypot(x, y) - 1) < 1e-3);
});

test("a plane's contour is one straight open line from border to border", () => {
  const lines = contour(fieldOf((x, y) => x + 2 * y, [0, 4], [0, 3], 41, 31), 2.5);
  assert.equal(lines.length, 1);
  assert.ok(!lines[0].closed);
  for (const [x, y] of corners(lines[0])) assert.ok(Math.abs(x + 2 * y - 2.5) < 1e-12);
  const ends = [corners(lines[0])[0], corners(lines[0]).at(-1)].sort((p, q) => p[0] - q[0]);
  assert.ok(Math.abs(ends[0][0]) < 1e-12 && Math.abs(ends[1][1]) < 1e-12);
});

test("two basins are two lines, and one after they have met", () => {
  const wells = fieldOf((x, y) => (x * x - 1) ** 2 + y * y, [-2, 2], [-1.5, 1.5], 161, 121);
  assert.equal(contour(wells, 0.5).length, 2);
  assert.equal(contour(wells, 1.2).length, 1);
});

test("in a cell whose corners alternate the saddle's own value decides", () => {
  // Corners a, b / d, c with a and c high; the bilinear saddle lies at (ac − bd) / (a + c − b − d).
  const cell = (a, b, c, d) => ({ x0: 0, x1: 1, y0: 0, y1: 1, nx: 2, ny: 2, values: [a, b, d, c] });
  const joins = (grid, level) => contour(grid, level).map((line) => corners(line).map(([x, y]) => (x === 0 || x === 1 ? "upright" : y === 0 ? "south" : "north")));
  const high = contour(cell(3, 0, 3, 0), 1);
  assert.equal(high.length, 2);
  // Saddle 1.5 is above 1: the high corners are connected, so each line cuts off a low corner, (1, 0) or (0, 1).
  for (const line of high) {
    const [[ax, ay], [bx, by]] = corners(line);
    assert.ok(Math.abs((ax + bx) / 2 - (ay + by) / 2) > 0.3);
    assert.ok((ax + bx) / 2 > 0.6 !== (ay + by) / 2 > 0.6);
  }
  // Above the saddle's value the high corners, (0, 0) and (1, 1), are cut off.
  for (const line of contour(cell(3, 0, 3, 0), 2)) {
    const [[ax, ay], [bx, by]] = corners(line);
    assert.ok(Math.abs((ax + bx) / 2 - (ay + by) / 2) < 1e-9);
  }
  assert.equal(joins(cell(0, 3, 0, 3), 1).length, 2);
});

test("no line touches a cell that has a corner without a value", () => {
  const field = fieldOf((x, y) => (x > 0.5 ? NaN : y > 1.6 ? Infinity : x * x + y * y), [-2, 2], [-2, 2], 81);
  const lines = contour(field, 1);
  assert.ok(lines.length >= 1 && lines.every((line) => !line.closed));
  for (const line of lines) for (const [x, y] of corners(line)) assert.ok(x <= 0.5 && y <= 1.6 && Math.abs(Math.hypot(x, y) - 1) < 2e-3);
});

test("lines are joined and complete: they hold every crossing exactly once and separate high from low", () => {
  const random = uniforms(7);
  for (let round = 0; round < 30; round++) {
    const [nx, ny] = [3 + Math.floor(random() * 9), 3 + Math.floor(random() * 9)];
    const noise = fieldOf(() => Math.round(random() * 6), [0, nx - 1], [0, ny - 1], nx, ny);
    const level = 2.5;
    let crossings = 0;
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const here = noise.values[j * nx + i] >= level;
        if (i + 1 < nx && here !== noise.values[j * nx + i + 1] >= level) crossings++;
        if (j + 1 < ny && here !== noise.values[(j + 1) * nx + i] >= level) crossings++;
      }
    }
    const lines = contour(noise, level);
    const seen = new Set();
    for (const line of lines) {
      for (const [x, y] of line.closed ? corners(line).slice(1) : corners(line)) seen.add(`${x} ${y}`);
      const [first, last] = [corners(line)[0], corners(line).at(-1)];
      const onBorder = ([x, y]) => x === 0 || y === 0 || x === nx - 1 || y === ny - 1;
      if (!line.closed) assert.ok(onBorder(first) && onBorder(last), "an open line ends at the border");
    }
    assert.equal(seen.size, crossings);
  }
});

test("many levels at once are the same as one by one, also when a node lies on the level", () => {
  const field = fieldOf((x, y) => x * x - y * y, [-2, 2], [-2, 2], 41);
  const levels = [-3, -1, 0, 0.5, 2];
  const together = contours(field, levels);
  levels.forEach((level, l) => assert.deepEqual(together[l], contour(field, level)));
  for (const lines of together) for (const line of lines) for (const number of line.points) assert.ok(Number.isFinite(number));
});

test("a field without values, or flat, has no contours", () => {
  assert.deepEqual(contour(fieldOf(() => NaN, [0, 1], [0, 1], 9), 0), []);
  assert.deepEqual(contour(fieldOf(() => 1, [0, 1], [0, 1], 9), 1), []);
});
