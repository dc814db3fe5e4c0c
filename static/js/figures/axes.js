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
    // One number alone gives no scale: rather a finer step than was asked for.
    let { values, step } = linearTicks(lo, hi, count);
    for (let more = count + 1; values.length < 2 && more <= count + 3; more++) ({ values, step } = linearTicks(lo, hi, more));
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
  const named = setName(context, theme, names.y);
  const name = context.measureText(named.text).width;
  // A variable has its place among the numbers; a word would need too much of the width and stands above.
  const left = Math.min(Math.max(widest, named.variable ? name : 0) + TICK + GAP + 2, 0.4 * width);
  const above = !named.variable || name > left - TICK - GAP;
  const snapped = (/** @type {number} */ v) => Math.round(v * ratio) / ratio;
  return {
    left: snapped(left),
    top: snapped(above ? 1.9 * line : 0.6 * line),
    right: Math.max(snapped(left) + 1, snapped(width - 0.75 * line)),
    bottom: Math.max(snapped(0.6 * line) + 1, snapped(height - TICK - GAP - 1.3 * line)),
  };
}

/** Sets the font of an axis's name. @param {CanvasRenderingContext2D} context @param {Palette} theme @param {string} name */
export function setName(context, theme, name) {
  const set = variable(name);
  context.font = set.math ? `${1.15 * WORDS * theme.scale}px ${theme.math}, serif` : font(theme, NUMBERS);
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
  context.fillStyle = theme.soft;
  alongX(context, inX, rect, names.x, theme);
  alongY(context, inY, rect, names.y, theme);
}

/** @param {CanvasRenderingContext2D} c @param {number} ax @param {number} ay @param {number} bx @param {number} by */
function line(c, ax, ay, bx, by) {
  c.moveTo(ax, ay);
  c.lineTo(bx, by);
}

/** @typedef {{text: string, at: number, half: number}} Label  a number, its middle and half its extent along the axis */

/**
 * Numbers that stand clear of one another, from one end of the axis to the other.
 * @param {Label[]} labels  in order along the axis @param {number} gap @returns {Label[]}
 */
function spaced(labels, gap) {
  /** @type {Label[]} */
  const kept = [];
  for (const label of labels) {
    const last = kept.at(-1);
    if (!last || Math.abs(label.at - last.at) >= label.half + last.half + gap) kept.push(label);
  }
  return kept;
}

/**
 * Room for a name between the last two numbers that leave any: its middle. Without any, the last numbers give way.
 * @param {Label[]} labels  in order; may lose its last ones @param {number} half  of the name @param {number} end  of the axis
 * @param {number} gap @returns {number}
 */
function placeName(labels, half, end, gap) {
  const toEnd = Math.sign(end - (labels[0]?.at ?? 0)) || 1;
  const inner = (/** @type {Label | undefined} */ label, /** @type {number} */ side) =>
    label ? label.at + side * toEnd * label.half : end - toEnd * 1e6;
  for (let n = labels.length; n > Math.max(0, labels.length - 2); n--) {
    const [from, to] = [inner(labels[n - 1], 1), n < labels.length ? inner(labels[n], -1) : end];
    if ((to - from) * toEnd >= 2 * half + (n < labels.length ? 2 : 1) * gap) return n < labels.length ? (from + to) / 2 : to - toEnd * half;
  }
  do labels.pop();
  while (labels.length > 0 && (end - inner(labels[labels.length - 1], 1)) * toEnd < 2 * half + gap);
  return end - toEnd * half;
}

/**
 * @param {CanvasRenderingContext2D} context @param {(Mark & {at: number})[]} marks @param {Rect} rect @param {string} name
 * @param {Palette} theme
 */
function alongX(context, marks, { left, right, bottom }, name, theme) {
  const end = right + 8 * theme.scale;
  const base = bottom + TICK + GAP + 0.82 * NUMBERS * theme.scale;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.font = font(theme, NUMBERS);
  const labels = marks
    .flatMap(({ at, text }) => (text ? [{ text, at, half: context.measureText(text).width / 2 }] : []))
    // A number may stand out of the frame a little, never out of the canvas.
    .map((label) => ({ ...label, at: Math.min(Math.max(label.at, label.half + 1), Math.max(end - label.half, left + label.half)) }))
    .sort((p, q) => p.at - q.at);
  const kept = spaced(labels, 6);
  const set = name ? setName(context, theme, name) : null;
  const half = set ? context.measureText(set.text).width / 2 : 0;
  const middle = set ? placeName(kept, half, right, 7) : 0;
  if (set) context.fillText(set.text, middle, base);
  context.font = font(theme, NUMBERS);
  for (const { text, at } of kept) context.fillText(text, at, base);
}

/**
 * @param {CanvasRenderingContext2D} context @param {(Mark & {at: number})[]} marks @param {Rect} rect @param {string} name
 * @param {Palette} theme
 */
function alongY(context, marks, { left, top }, name, theme) {
  const line = NUMBERS * theme.scale;
  const edge = left - TICK - GAP;
  const labels = marks.flatMap(({ at, text }) => (text ? [{ text, at, half: 0.5 * line }] : [])).sort((p, q) => q.at - p.at);
  const kept = spaced(labels, 2);
  context.textBaseline = "alphabetic";
  if (name) {
    const set = setName(context, theme, name);
    const { text } = set;
    const beside = set.variable && context.measureText(text).width <= edge;
    context.textAlign = beside ? "right" : "left";
    if (beside) context.fillText(text, edge, placeName(kept, 0.5 * line, top - 2, 2) + 0.36 * line);
    else context.fillText(text, 2, line);
  }
  context.textAlign = "right";
  context.font = font(theme, NUMBERS);
  for (const { text, at } of kept) context.fillText(text, edge, at + 0.36 * line);
}
