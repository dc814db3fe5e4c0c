/**
 * Colours, lines and type of the figures, read from the page's CSS so that both themes and every embedding follow one source.
 *
 * Read when present, with a fallback for each: --paper --ink --ink-soft --ink-faint --hairline --accent --face --face-math;
 * --terrain-0, --terrain-1 … (two or more, from the lowest ground to the highest); --run-0 … --run-7.
 *
 * The runs' colours are those of Okabe and Ito ("Color universal design", 2008) with hues kept and lightness moved: each stands
 * at least 3:1 against its paper, and they stay apart under protanopia, deuteranopia and tritanopia. Dash and marker say the same again.
 */

import { fromHex } from "#app/core/colormap.js";

/** @typedef {import("#app/core/colormap.js").Rgb} Rgb */

/**
 * @typedef {object} Palette
 * @property {boolean} dark  light lines on dark paper
 * @property {string} paper
 * @property {string} ink
 * @property {string} soft  ink for what explains
 * @property {string} faint  ink for what is only there when looked for
 * @property {string} hairline
 * @property {string} accent
 * @property {Rgb[]} terrain  from the lowest ground to the highest
 * @property {string[]} runs  eight colours
 * @property {string} face  the page's font stack
 * @property {string} math  … for names of variables
 * @property {number} scale  1 when the page's text has its usual size
 */

const LIGHT = {
  paper: "#fcfbf8",
  ink: "#1c2025",
  soft: "#565d66",
  faint: "#8a9099",
  hairline: "#dcd9d1",
  accent: "#37479f",
  terrain: ["#fbfaf6", "#dde2e6", "#b2bdc9"],
  runs: ["#005fa3", "#c24a00", "#079a70", "#cf70a6", "#bd8600", "#3399d8", "#1c2025", "#5f6000"],
};

const DARK = {
  paper: "#15181c",
  ink: "#e8e6e0",
  soft: "#a7adb5",
  faint: "#747b85",
  hairline: "#31363d",
  accent: "#a9b6ff",
  terrain: ["#15181c", "#2a3139", "#47535f"],
  runs: ["#3d8fe0", "#f2702b", "#33cf9d", "#c878a8", "#e3ae2e", "#93cdf3", "#f2efe8", "#efe23e"],
};

/** On and off lengths in CSS pixels of the 2 px lines; the first is solid. */
export const DASHES = [[], [9, 4], [2.5, 3], [11, 3, 2.5, 3], [16, 4], [11, 3, 2.5, 3, 2.5, 3], [5.5, 3], [16, 3, 6, 3]];

/** What stands inside a run's disc. */
export const MARKERS = ["none", "square", "diamond", "triangle", "cross", "bar", "ring", "nabla"];

/**
 * Colour, dash and marker of the n-th run: no two of the first sixteen share colour and dash.
 * @param {number} n @returns {{colour: number, dash: number, marker: number}}
 */
export function styleOf(n) {
  const turn = Math.floor(n / 8);
  return { colour: n % 8, dash: (n + 3 * turn) % 8, marker: (n + turn) % 8 };
}

/**
 * The palette of the place where an element stands. Call it again when the theme changed and give the answer to every figure.
 * @param {Element} element @returns {Palette}
 */
export function readPalette(element) {
  const style = getComputedStyle(element);
  const given = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const read = reader(element.ownerDocument);
  const paper = read(given("--paper"));
  const dark = paper !== null && sum(paper) < 382;
  const fallback = dark ? DARK : LIGHT;
  const listed = (/** @type {string} */ name) => {
    const found = [];
    for (let i = 0; given(`${name}-${i}`); i++) found.push(given(`${name}-${i}`));
    return found;
  };
  const terrain = listed("--terrain");
  const runs = listed("--run");
  const root = parseFloat(getComputedStyle(element.ownerDocument.documentElement).fontSize);
  return {
    dark,
    paper: given("--paper") || fallback.paper,
    ink: given("--ink") || fallback.ink,
    soft: given("--ink-soft") || fallback.soft,
    faint: given("--ink-faint") || fallback.faint,
    hairline: given("--hairline") || fallback.hairline,
    accent: given("--accent") || fallback.accent,
    terrain: (terrain.length > 1 ? terrain : fallback.terrain).map((text) => read(text) ?? [128, 128, 128]),
    runs: runs.length ? runs : fallback.runs,
    face: given("--face") || style.fontFamily || "system-ui, sans-serif",
    math: given("--face-math") || "serif",
    scale: root > 0 ? root / 16 : 1,
  };
}

/** @param {Rgb} rgb */
function sum([r, g, b]) {
  return r + g + b;
}

/** Any CSS colour → bytes: hexadecimal by reading, the rest by painting a pixel. @param {Document} document */
function reader(document) {
  /** @type {CanvasRenderingContext2D | null} */
  let context = null;
  return (/** @type {string} */ text) => {
    if (!text) return null;
    const hex = fromHex(text);
    if (hex) return hex;
    context ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!context) return null;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = "#808080";
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
    return /** @type {Rgb} */ ([r, g, b]);
  };
}

/** @param {Palette} palette @param {{colour: number}} run */
export function colourOf(palette, run) {
  return palette.runs[run.colour % palette.runs.length];
}

/** @param {{dash: number}} run */
export function dashOf(run) {
  return DASHES[run.dash % DASHES.length];
}

/** @param {{colour: number, marker?: number}} run */
export function markerOf(run) {
  return MARKERS[(run.marker ?? run.colour) % MARKERS.length];
}
