/** The path of a run over a landscape: the part that was walked, the part ahead, its steps as dots. */

import { apart, clipPath, decimated, exit, slice, at } from "#app/core/path.js";
import { LINE, setLine } from "#app/figures/marks.js";
import { colourOf } from "#app/figures/palette.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {import("#app/figures/palette.js").Palette} Palette */
/** @typedef {import("#app/core/scale.js").Transform} Transform */

/**
 * A run laid into a panel.
 * @typedef {object} Trail
 * @property {Run} run
 * @property {Float64Array} pixels  x, y of each step
 * @property {import("#app/core/path.js").Piece[]} pieces  what is inside the frame
 * @property {number[]} dots  steps that are far enough from their neighbours
 */

/**
 * Where a run is at a moment.
 * @typedef {object} Place
 * @property {number} x  pixels
 * @property {number} y
 * @property {boolean} broken  it has ended there without arriving
 * @property {import("#app/core/path.js").Exit | null} exit  where it left the frame, when it is outside
 */

const BROKEN = new Set(["diverged", "left_domain"]);

/** @param {{outcome?: {kind: string}}} run */
export function isBroken(run) {
  return BROKEN.has(run.outcome?.kind ?? "");
}

/** @param {Run} run @param {Transform} transform @returns {Trail} */
export function layTrail(run, transform) {
  const pixels = transform.project(run.x, run.y);
  return { run, pixels, pieces: clipPath(pixels, transform.rect).map((piece) => decimated(piece)), dots: apart(pixels) };
}

/** @param {Trail} trail @param {Transform} transform @param {number} position @returns {Place | null} null for a run without a point */
export function placeOf({ run, pixels }, transform, position) {
  const last = run.x.length - 1;
  if (last < 0) return null;
  const { x, y } = transform.toPixel({ x: at(run.x, position), y: at(run.y, position) });
  return { x, y, broken: isBroken(run) && position >= last, exit: exit(pixels, transform.rect, position) };
}

/** Makes the path between two moments the current one. @param {CanvasRenderingContext2D} context @param {Trail} trail @param {number} from @param {number} to */
export function outline(context, { pieces }, from, to) {
  context.beginPath();
  for (const piece of pieces) {
    slice(piece, from, to, (x, y, first) => {
      if (first) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
  }
}

/**
 * The whole path, faintly, so that what is to come can be compared.
 * @param {CanvasRenderingContext2D} context @param {Trail} trail @param {Palette} theme
 */
export function drawAhead(context, trail, theme) {
  outline(context, trail, 0, Infinity);
  setLine(context, trail.run, theme);
  context.lineWidth = 1.25;
  context.globalAlpha = theme.dark ? 0.5 : 0.42;
  context.stroke();
  context.globalAlpha = 1;
}

/** What was walked until a moment. @param {CanvasRenderingContext2D} context @param {Trail} trail @param {number} position @param {Palette} theme */
export function drawWalked(context, trail, position, theme) {
  outline(context, trail, 0, position);
  context.setLineDash([]);
  context.lineJoin = "round";
  context.strokeStyle = theme.paper;
  context.lineWidth = LINE + 2;
  context.stroke();
  setLine(context, trail.run, theme);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {Trail} trail @param {number} position @param {Palette} theme */
export function drawDots(context, { run, pixels, dots }, position, theme) {
  context.beginPath();
  for (const step of dots) {
    if (step > position) break;
    const [x, y] = [pixels[2 * step], pixels[2 * step + 1]];
    context.moveTo(x + 2.6, y);
    context.arc(x, y, 2.6, 0, 2 * Math.PI);
  }
  context.setLineDash([]);
  context.strokeStyle = theme.paper;
  context.lineWidth = 1.5;
  context.stroke();
  context.fillStyle = colourOf(theme, run);
  context.fill();
}
