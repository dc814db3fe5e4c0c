/** Frames and axes: quiet, outside the figure, with the names of the axes where the last number would stand. */

import { powerTick, tick } from "#app/core/format.js";
import { linearTicks, logTicks, symlogTicks } from "#app/core/ticks.js";
import { NUMBERS, WORDS, font, variable } from "#app/figures/text.js";

/** @typedef {import("#app/core/scale.js").Scale} Scale */
/** @typedef {import("#app/core/scale.js").Rect} Rect */
/** @typedef {import("#app/figures/palette.js").Palette} Palette */
/** @typedef {{value: number, text: string | null}} Mark  null: a mark without a number */

const TICK = 4;
const GAP = 4;

/**
 * What stands along an axis: marks with their numbers.
 * @param {Pick<Scale, "kind" | "domain" | "threshold">} scale @param {number} count  about so many numbers @returns {Mark[]}
 */
export function marksOf({ kind, domain: [lo, hi], threshold }, count) {
  if (kind === "linear") {
    const { values, step } = linearTicks(lo, hi, count);
    return values.map((value) => ({ value, text: tick(value, step) }));
  }
  const { major, minor } = kind === "log" ? logTicks(lo, hi, count) : symlogTicks(lo, hi, threshold, count);
  const plain = major.every((v) => v === 0 || (Math.abs(v) >= 0.01 && Math.abs(v) <= 1000));
  return [
    ...major.map((value) => ({ value, text: powerTick(value, plain) })),
    ...minor.map((value) => ({ value, text: null })),
  ];
}

/** How many numbers fit: one every so many pixels. @param {number} length @param {number} each */
export function room(length, each) {
  return Math.min(9, Math.max(2, Math.floor(length / each)));
}

/**
 * The rectangle that is left for the figure when numbers stand to its left and below it.
 * @param {CanvasRenderingContext2D} context
 * @param {{width: number, height: number, ratio: number, theme: Palette}} figure
 * @param {Mark[]} marks  of the y axis
 * @param {{x: string, y: string}} names
 * @returns {Rect}
 */
export function frameRect(context, { width, height, ratio, theme }, marks, names) {
  context.font = font(theme, NUMBERS);
  const widest = Math.max(8, ...marks.map(({ text }) => (text ? context.measureText(text).width : 0)));
  const line = NUMBERS * theme.scale;
  const left = Math.min(widest + TICK + GAP + 2, 0.4 * width);
  const above = names.y && nameWidth(context, theme, names.y) > left - TICK - GAP;
  const snapped = (/** @type {number} */ v) => Math.round(v * ratio) / ratio;
  return {
    left: snapped(left),
    top: snapped(above ? 1.8 * line : 0.6 * line),
    right: Math.max(snapped(left) + 1, snapped(width - 0.75 * line)),
    bottom: Math.max(snapped(0.6 * line) + 1, snapped(height - TICK - GAP - 1.1 * line)),
  };
}

/** @param {CanvasRenderingContext2D} context @param {Palette} theme @param {string} name */
function nameWidth(context, theme, name) {
  const { text } = setName(context, theme, name);
  return context.measureText(text).width;
}

/** @param {CanvasRenderingContext2D} context @param {Palette} theme @param {string} name */
function setName(context, theme, name) {
  const set = variable(name);
  context.font = set.variable ? `${1.15 * WORDS * theme.scale}px ${theme.math}, serif` : font(theme, NUMBERS);
  return set;
}

/**
 * Frame, marks, numbers and names of both axes.
 * @param {CanvasRenderingContext2D} context
 * @param {object} axes
 * @param {Rect} axes.rect
 * @param {Scale} axes.x
 * @param {Scale} axes.y
 * @param {Mark[]} axes.xMarks
 * @param {Mark[]} axes.yMarks
 * @param {{x: string, y: string}} axes.names
 * @param {Palette} axes.theme
 * @param {number} axes.ratio
 * @param {boolean} [axes.grid]  hairlines through the figure at the numbers of the y axis
 * @param {boolean} [axes.box]  all four sides; else left and bottom
 */
export function drawAxes(context, { rect, x, y, xMarks, yMarks, names, theme, ratio, grid = false, box = true }) {
  const { left, top, right, bottom } = rect;
  const hair = Math.max(1, Math.round(ratio)) / ratio;
  // On the middle of a device pixel, a line of one device pixel is sharp.
  const sharp = (/** @type {number} */ v) => (Math.round(v * ratio - (hair * ratio) / 2) + (hair * ratio) / 2) / ratio;
  const inX = xMarks.map((mark) => ({ ...mark, at: x.map(mark.value) })).filter(({ at }) => at > left - 0.5 && at < right + 0.5);
  const inY = yMarks.map((mark) => ({ ...mark, at: y.map(mark.value) })).filter(({ at }) => at > top - 0.5 && at < bottom + 0.5);
  context.lineWidth = hair;
  context.setLineDash([]);
  if (grid) {
    context.strokeStyle = theme.hairline;
    context.beginPath();
    for (const { at, text } of inY) if (text) line(context, left, sharp(at), right, sharp(at));
    context.stroke();
  }
  context.strokeStyle = theme.faint;
  context.beginPath();
  for (const { at, text } of inX) line(context, sharp(at), bottom, sharp(at), bottom + (text ? TICK : TICK / 2));
  for (const { at, text } of inY) line(context, left, sharp(at), left - (text ? TICK : TICK / 2), sharp(at));
  if (box) context.rect(sharp(left), sharp(top), sharp(right) - sharp(left), sharp(bottom) - sharp(top));
  else {
    line(context, sharp(left), top, sharp(left), bottom);
    line(context, left, sharp(bottom), right, sharp(bottom));
  }
  context.stroke();
  const named = drawNames(context, rect, names, theme);
  context.font = font(theme, NUMBERS);
  context.fillStyle = theme.soft;
  numbersBelow(context, inX, rect, named.x, theme);
  numbersLeft(context, inY, rect, named.y, theme);
}

/** @param {CanvasRenderingContext2D} c @param {number} ax @param {number} ay @param {number} bx @param {number} by */
function line(c, ax, ay, bx, by) {
  c.moveTo(ax, ay);
  c.lineTo(bx, by);
}

/**
 * The names at the ends of the axes. @returns {{x: number, y: number}} where the numbers must end: left of x, below y
 * @param {CanvasRenderingContext2D} context @param {Rect} rect @param {{x: string, y: string}} names @param {Palette} theme
 */
function drawNames(context, { left, top, right, bottom }, names, theme) {
  context.fillStyle = theme.soft;
  context.textBaseline = "top";
  let x = Infinity;
  let y = -Infinity;
  if (names.x) {
    const { text } = setName(context, theme, names.x);
    context.textAlign = "right";
    x = right - context.measureText(text).width - 8;
    context.fillText(text, right, bottom + TICK + GAP - 1);
  }
  if (names.y) {
    const { text } = setName(context, theme, names.y);
    if (context.measureText(text).width <= left - TICK - GAP) {
      context.textAlign = "right";
      context.fillText(text, left - TICK - GAP, top - 2);
      y = top + 1.2 * WORDS * theme.scale;
    } else {
      context.textAlign = "left";
      context.fillText(text, 2, 1);
    }
  }
  return { x, y };
}

/**
 * @param {CanvasRenderingContext2D} context @param {(Mark & {at: number})[]} marks @param {Rect} rect @param {number} end
 * @param {Palette} theme
 */
function numbersBelow(context, marks, { left, right, bottom }, end, theme) {
  context.textAlign = "center";
  context.textBaseline = "top";
  let free = -Infinity;
  for (const { at, text } of [...marks].sort((a, b) => a.at - b.at)) {
    if (!text) continue;
    const half = context.measureText(text).width / 2;
    // A number may stand out of the frame a little, never out of the canvas.
    const middle = Math.min(Math.max(at, half + 1), Math.max(right + 8 * theme.scale - half, left + half));
    if (Math.abs(middle - at) > half || middle - half < free || middle + half > end) continue;
    context.fillText(text, middle, bottom + TICK + GAP - 1);
    free = middle + half + 6;
  }
}

/**
 * @param {CanvasRenderingContext2D} context @param {(Mark & {at: number})[]} marks @param {Rect} rect @param {number} start
 * @param {Palette} theme
 */
function numbersLeft(context, marks, { left }, start, theme) {
  context.textAlign = "right";
  context.textBaseline = "middle";
  const half = 0.55 * NUMBERS * theme.scale;
  let free = Infinity;
  for (const { at, text } of [...marks].sort((a, b) => b.at - a.at)) {
    if (!text || at + half > free || at - half < start) continue;
    context.fillText(text, left - TICK - GAP, at + 0.5);
    free = at - half - 2;
  }
}
