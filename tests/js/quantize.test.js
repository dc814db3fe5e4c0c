import assert from "node:assert/strict";
import test from "node:test";
import { Nearest, paletteOf, tally } from "../../static/js/core/quantize.js";

const rgba = (r, g, b) => (r | (g << 8) | (b << 16) | (255 << 24)) >>> 0;
const counted = (...colours) => {
  const counts = new Map();
  tally(Uint32Array.from(colours), counts);
  return counts;
};

test("pixels are counted by colour, without their opacity", () => {
  const counts = counted(rgba(1, 2, 3), rgba(1, 2, 3), rgba(9, 9, 9), rgba(1, 2, 3));
  assert.deepEqual([...counts], [[0x030201, 3], [0x090909, 1]]); // prettier-ignore
});

test("few colours are themselves", () => {
  const palette = paletteOf(counted(rgba(1, 2, 3), rgba(200, 0, 0)), 255, [[0, 0, 0], [1, 2, 3]]); // prettier-ignore
  assert.deepEqual(palette, [[0, 0, 0], [1, 2, 3], [200, 0, 0]]); // prettier-ignore
});

test("of many, there are as many as may be; what is to be kept is exact, a smooth ground has no visible steps", () => {
  const ground = Array.from({ length: 60_000 }, (_, n) => {
    const t = n / 60_000;
    return rgba(Math.round(251 - 73 * t), Math.round(250 - 61 * t), Math.round(246 - 45 * t));
  });
  // A thin red line with its soft edge on all of the ground.
  const line = Array.from({ length: 3000 }, (_, n) => {
    const [t, s] = [(n % 300) / 300, Math.floor(n / 300) / 10];
    return rgba(...[[251, 73, 194], [250, 61, 74], [246, 45, 0]].map(([from, fall, red]) => Math.round((from - fall * t) * (1 - s) + s * red))); // prettier-ignore
  });
  const kept = [[194, 74, 0], [252, 251, 248]]; // prettier-ignore
  const palette = paletteOf(counted(...ground, ...line), 255, kept);
  assert.equal(palette.length, 255);
  assert.deepEqual(palette.slice(0, 2), kept);
  const nearest = new Nearest(palette);
  const worst = (pixels) =>
    Math.max(...pixels.map((pixel) => Math.max(...palette[nearest.of(pixel & 0xffffff)].map((level, c) => Math.abs(level - ((pixel >> (8 * c)) & 255)))))); // prettier-ignore
  assert.ok(worst(ground) <= 4, `ground within ${worst(ground)}`);
  assert.ok(worst(line) <= 24, `line within ${worst(line)}`);
});

test("boxes of one colour are not split", () => {
  const palette = paletteOf(counted(...Array(1000).fill(rgba(5, 5, 5)), rgba(6, 5, 5), rgba(7, 5, 5)), 2);
  assert.equal(palette.length, 2);
  assert.deepEqual(palette.map(([r]) => r).sort(), [5, 7]); // prettier-ignore
});

test("the nearest colour is found, again and again", () => {
  const nearest = new Nearest([[0, 0, 0], [255, 255, 255], [200, 0, 0]]); // prettier-ignore
  for (let twice = 0; twice < 2; twice++) assert.deepEqual([0x101010, 0xf0f0f0, 0x0000b0].map((colour) => nearest.of(colour)), [0, 1, 2]); // prettier-ignore
});
