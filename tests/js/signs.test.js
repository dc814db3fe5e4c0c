import assert from "node:assert/strict";
import test from "node:test";
import { contrast, difference, fromHex, toLab } from "../../static/js/core/colormap.js";
import { labelSpots } from "../../static/js/figures/labels.js";
import { DASHES, MARKERS, readPalette, styleOf } from "../../static/js/figures/palette.js";
import { block, variable } from "../../static/js/figures/text.js";
import { canvasOf } from "./canvas.js";

/** A palette as a page with these custom properties gives it. */
function paletteOf(properties) {
  globalThis.getComputedStyle = () => ({ fontFamily: "serif", fontSize: "16px", getPropertyValue: (name) => properties[name] ?? "" });
  try {
    return readPalette(canvasOf(10, 10));
  } finally {
    delete globalThis.getComputedStyle;
  }
}

/** Machado, Oliveira and Fernandes (2009), full severity, in linear light. */
const DEFICIENCIES = {
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}; // prettier-ignore

const seen = (matrix, rgb) => {
  const light = rgb.map((v) => (v <= 10.3 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return matrix.map((row) => {
    const c = Math.min(1, Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]));
    return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
  });
};

const THEMES = { light: { "--paper": "#fcfbf8" }, dark: { "--paper": "#15181c" } };

for (const [name, properties] of Object.entries(THEMES)) {
  test(`${name}: every run's colour stands 3:1 against the paper`, () => {
    const { dark, paper, runs } = paletteOf(properties);
    assert.equal(dark, name === "dark");
    assert.equal(runs.length, 8);
    for (const colour of runs) assert.ok(contrast(fromHex(colour), fromHex(paper)) >= 3, colour);
  });

  test(`${name}: the first four colours stay apart for every eye`, () => {
    const four = paletteOf(properties).runs.slice(0, 4).map(fromHex);
    const eyes = [(rgb) => rgb, ...Object.values(DEFICIENCIES).map((matrix) => (rgb) => seen(matrix, rgb))];
    for (const eye of eyes) {
      four.forEach((p, i) => four.slice(i + 1).forEach((q) => assert.ok(difference(toLab(eye(p)), toLab(eye(q))) > 0.07, `${p} and ${q}`)));
    }
  });

  test(`${name}: the ground runs from paper to a quiet slate`, () => {
    const { paper, terrain } = paletteOf(properties);
    assert.ok(difference(toLab(terrain[0]), toLab(fromHex(paper))) < 0.02);
    for (const rgb of terrain) assert.ok(Math.hypot(...toLab(rgb).slice(1)) < 0.04, "low chroma");
  });
}

test("what the page's CSS says wins", () => {
  const palette = paletteOf({ "--paper": "#ffffff", "--terrain-0": "#ffffff", "--terrain-1": "#0000ff", "--run-0": "#123456", "--face": "Test" });
  assert.deepEqual(palette.terrain, [[255, 255, 255], [0, 0, 255]]); // prettier-ignore
  assert.deepEqual([palette.runs, palette.face], [["#123456"], "Test"]);
});

test("no two of sixteen runs look the same", () => {
  const styles = Array.from({ length: 16 }, (_, n) => styleOf(n));
  assert.equal(new Set(styles.map(({ colour, dash }) => `${colour} ${dash}`)).size, 16);
  assert.equal(new Set(styles.map(({ colour, marker }) => `${colour} ${marker}`)).size, 16);
  assert.ok(styles.every(({ dash, marker }) => DASHES[dash] && MARKERS[marker]));
  assert.equal(new Set(DASHES.map(String)).size, DASHES.length);
});

test("variables are set in italics, words are not", () => {
  assert.deepEqual([variable("x").text, variable("θ₀").text, variable("h").text], ["𝑥", "𝜃₀", "ℎ"]);
  assert.deepEqual([variable("step").variable, variable("步").variable, variable("loss − minimum").variable], [false, false, false]);
  assert.deepEqual(variable("f − f*"), { text: "𝑓 − 𝑓*", variable: false, math: true });
});

test("sentences break at blanks in English and between characters in Chinese, never before a full stop", () => {
  const { context } = canvasOf(10, 10);
  context.font = "10px sans-serif";
  const english = block(context, "off the map since step 12", 66, 12);
  assert.deepEqual(english.lines, ["off the map", "since step", "12"]);
  const chinese = block(context, "自第十二步起离开地图。", 27.5, 12);
  assert.deepEqual(chinese.lines, ["自第十二步", "起离开地", "图。"]);
  assert.ok(Math.max(english.width, chinese.width) <= 66);
});

test("a sentence that does not fit ends with an ellipsis, and no line is wider than its room", () => {
  const { context } = canvasOf(10, 10);
  context.font = "10px sans-serif";
  for (const text of ["a very long sentence that goes on and on and on", "Donaudampfschifffahrtsgesellschaft", "一段非常非常非常非常非常非常非常非常长的话"]) {
    const { lines, height } = block(context, text, 50, 12, 2);
    assert.ok(lines.length <= 2 && height === 12 * lines.length && lines.at(-1).endsWith("…"), String(lines));
    for (const line of lines) assert.ok(context.measureText(line).width <= 50, line);
  }
});

test("numbers on contours stand on their line, upright, apart and off what they must not cover", () => {
  const rect = { left: 0, top: 0, right: 400, bottom: 400 };
  const circle = (r) => Float64Array.from({ length: 402 }, (_, i) => 200 + r * (i % 2 ? Math.sin : Math.cos)((2 * Math.PI * (i >> 1)) / 200));
  const wishes = [60, 100, 140, 180].map((r) => ({ text: String(r), width: 24, lines: [circle(r)] }));
  const spots = labelSpots(wishes, rect, [{ x: 200, y: 60 }], 11);
  spots.forEach((spot, n) => {
    assert.ok(spot && Math.abs(Math.hypot(spot.x - 200, spot.y - 200) - [60, 100, 140, 180][n]) < 1);
    assert.ok(Math.abs(spot.angle) <= Math.PI / 2 + 1e-9);
    assert.ok(Math.hypot(spot.x - 200, spot.y - 60) > 20);
    for (const other of spots.slice(n + 1)) assert.ok(Math.hypot(spot.x - other.x, spot.y - other.y) > 24);
  });
  assert.deepEqual(labelSpots([{ text: "tiny", width: 24, lines: [circle(5)] }], rect, [], 11), [null]);
});

test("a number keeps away from the tip of a narrow valley", () => {
  const rect = { left: 0, top: 0, right: 400, bottom: 400 };
  // Around the tip from the one side, then along the other, six pixels apart.
  const side = (y, from, to) => Array.from({ length: 60 }, (_, i) => [from + ((to - from) * i) / 59, y]).flat();
  const [spot] = labelSpots([{ text: "1", width: 10, lines: [Float64Array.from([...side(203, 75, 60), ...side(197, 60, 200)])] }], rect, [], 11);
  assert.ok(spot && spot.x > 80);
});
