/** Runs that are off the map: an arrow where they left, with words beside it that stay inside the frame. */

import { ARROW, drawArrow } from "#app/figures/marks.js";
import { colourOf } from "#app/figures/palette.js";
import { WORDS, block, font } from "#app/figures/text.js";

/** @typedef {import("#app/core/scale.js").Rect} Rect */
/** @typedef {import("#app/core/path.js").Exit} Exit */
/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {import("#app/figures/palette.js").Palette} Palette */
/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/** @typedef {{run: Run, x: number, y: number, angle: number, text: string, box: Box | null}} Escape */

const INSET = 3;
const PADDING = 5;

/**
 * Where the arrows and their words go. Words that would lie on others or on another arrow are moved along the frame; where no room is left,
 * the arrow stands alone.
 * @param {CanvasRenderingContext2D} context
 * @param {{run: Run, exit: Exit, since: number | null}[]} escaped  since: the first step of those that are off the map; null: not to be said
 * @param {Rect} rect @param {Palette} theme
 * @returns {(Escape & {lines: string[], leading: number})[]}
 */
export function layEscapes(context, escaped, rect, theme) {
  context.font = font(theme, WORDS);
  const leading = 1.3 * WORDS * theme.scale;
  const width = rect.right - rect.left - 2 * (INSET + PADDING);
  const placed = escaped.map(({ run, exit, since }) => {
    const said = since === null ? "" : typeof run.edgeLabel === "function" ? run.edgeLabel(since) : run.edgeLabel;
    const text = said ?? "";
    const x = clamp(exit.x, rect.left + INSET, rect.right - INSET);
    const y = clamp(exit.y, rect.top + INSET, rect.bottom - INSET);
    return { run, x, y, angle: exit.angle, text };
  });
  /** @type {Box[]} */
  const taken = placed.map(({ x, y, angle }) => arrowBox(x, y, angle));
  return placed.map((escape, own) => {
    const { lines, ...size } = block(context, escape.text, Math.min(width, 190 * theme.scale), leading);
    const [w, h] = [size.width + 2 * PADDING, size.height + 1.2 * PADDING];
    const room = { left: rect.left + INSET, top: rect.top + INSET, right: rect.right - INSET - w, bottom: rect.bottom - INSET - h };
    const fits = lines.length > 0 && room.right >= room.left && room.bottom >= room.top;
    const free = (/** @type {Box} */ box) => taken.every((other, n) => !overlap(box, n === own ? shrunk(other) : other));
    const spot = fits ? candidates(escape, w, h, room).find(free) : undefined;
    if (spot) taken.push(spot);
    return { ...escape, box: spot ?? null, lines: spot ? lines : [], leading };
  });
}

/**
 * Boxes beside the arrow, the nearest first: behind its tail, then further and further along the frame.
 * @param {{x: number, y: number, angle: number}} arrow @param {number} w @param {number} h @param {Rect} room  of the box's corner
 * @returns {Box[]}
 */
function candidates({ x, y, angle }, w, h, room) {
  const [ux, uy] = [-Math.cos(angle), -Math.sin(angle)];
  const [middleX, middleY] = [x + ux * (ARROW + 5 + w / 2) - (w / 2) * (1 - Math.abs(ux)) * Math.sign(ux), y + uy * (ARROW + 5 + h / 2)];
  /** @type {Box[]} */
  const boxes = [];
  const add = (/** @type {number} */ cx, /** @type {number} */ cy) =>
    boxes.push({ x: clamp(cx - w / 2, room.left, room.right), y: clamp(cy - h / 2, room.top, room.bottom), width: w, height: h });
  for (let k = 0; k <= 12; k++) {
    for (const sign of k ? [1, -1] : [1]) {
      add(middleX, middleY + sign * k * 0.5 * h);
      add(middleX + sign * k * 0.25 * w, middleY);
      add(middleX + sign * k * 0.25 * w, middleY - sign * k * 0.5 * h);
    }
  }
  return boxes;
}

/** @param {number} v @param {number} lo @param {number} hi */
function clamp(v, lo, hi) {
  return Math.min(hi, Math.max(lo, v));
}

/** @param {number} x @param {number} y @param {number} angle @returns {Box} */
function arrowBox(x, y, angle) {
  const [tailX, tailY] = [x - ARROW * Math.cos(angle), y - ARROW * Math.sin(angle)];
  return { x: Math.min(x, tailX) - 4, y: Math.min(y, tailY) - 4, width: Math.abs(tailX - x) + 8, height: Math.abs(tailY - y) + 8 };
}

/** Its own arrow may come a little nearer to the words than those of others. @param {Box} box @returns {Box} */
function shrunk({ x, y, width, height }) {
  return { x: x + 2, y: y + 2, width: width - 4, height: height - 4 };
}

/** @param {Box} p @param {Box} q */
function overlap(p, q) {
  return p.x < q.x + q.width && q.x < p.x + p.width && p.y < q.y + q.height && q.y < p.y + p.height;
}

/**
 * @param {CanvasRenderingContext2D} context @param {(Escape & {lines: string[], leading: number})[]} escapes @param {Palette} theme
 */
export function drawEscapes(context, escapes, theme) {
  for (const { run, x, y, angle } of escapes) drawArrow(context, x, y, angle, colourOf(theme, run), theme);
  context.font = font(theme, WORDS);
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (const { box, lines, leading } of escapes) {
    if (!box) continue;
    context.globalAlpha = 0.86;
    context.fillStyle = theme.paper;
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, 3);
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = theme.ink;
    lines.forEach((line, n) => context.fillText(line, box.x + PADDING, box.y + 0.6 * PADDING + (n + 0.5) * leading + 0.5));
  }
}
