/** Arrows at a run's current point: which way the gradient pushes, where the step goes, what the past adds to it. */

import { at } from "#app/core/path.js";
import { short } from "#app/core/format.js";
import { colourOf } from "#app/figures/palette.js";
import { FINE, font, haloed } from "#app/figures/text.js";

/** @typedef {import("#app/figures/palette.js").Palette} Palette */
/** @typedef {import("#app/core/scale.js").Transform} Transform */
/** @typedef {[number, number]} Pixels */

/** Steps shorter than this are drawn longer, by a round factor that is written beside them. In pixels. */
const SHORTEST = 26;
const WANTED = 44;
/** The gradient's arrow shows a direction; its length says nothing. */
const SLOPE = 32;
const HEAD = 6;

/** The round factor by which a step of so many pixels is drawn longer. @param {number} length */
export function magnification(length) {
  if (!(length > 0) || length >= SHORTEST) return 1;
  const exact = WANTED / length;
  const power = 10 ** Math.floor(Math.log10(exact));
  return [5, 2, 1].map((factor) => factor * power).find((factor) => factor <= exact) ?? 1;
}

/**
 * @param {CanvasRenderingContext2D} context @param {Pixels} from @param {Pixels} by
 * @param {{colour: string, width: number, dash?: number[], theme: Palette}} how
 */
export function drawVector(context, [x, y], [dx, dy], { colour, width, dash = [], theme }) {
  const length = Math.hypot(dx, dy);
  if (!(length > 2)) return;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(HEAD + width, length);
  const [tx, ty] = [x + dx, y + dy];
  const [bx, by] = [tx - head * ux, ty - head * uy];
  const shape = () => {
    context.beginPath();
    context.moveTo(tx, ty);
    context.lineTo(bx - 0.45 * head * uy, by + 0.45 * head * ux);
    context.lineTo(bx + 0.45 * head * uy, by - 0.45 * head * ux);
    context.closePath();
  };
  context.lineCap = "butt";
  context.lineJoin = "round";
  for (const [stroke, wide, dashes] of /** @type {[string, number, number[]][]} */ ([[theme.paper, width + 2.5, []], [colour, width, dash]])) {
    context.strokeStyle = stroke;
    context.fillStyle = stroke;
    context.lineWidth = wide;
    context.setLineDash(dashes);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(bx, by);
    context.stroke();
    shape();
    context.setLineDash([]);
    context.lineWidth = wide - width + 0.5;
    context.stroke();
    context.fill();
  }
}

/** @typedef {{x: number, y: number}} Point */

/** @param {CanvasRenderingContext2D} context @param {Transform} transform @param {Point} point @param {Point} gradient @param {Palette} theme */
export function drawSlope(context, transform, point, gradient, theme) {
  const [dx, dy] = transform.along(point, -gradient.x, -gradient.y);
  const length = Math.hypot(dx, dy);
  const { x, y } = transform.toPixel(point);
  if (length > 0 && Number.isFinite(length)) drawVector(context, [x, y], [(dx / length) * SLOPE, (dy / length) * SLOPE], { colour: theme.ink, width: 1.25, theme });
}

/**
 * The step that a run takes at its position, and the part of it that its memory makes: the rest is the gradient's.
 * @param {CanvasRenderingContext2D} context @param {Transform} transform @param {import("#app/figures/types.js").Run} run @param {number} position
 * @param {{step: boolean, memory: {x: ArrayLike<number | null>, y: ArrayLike<number | null>} | null}} what @param {Palette} theme
 */
export function drawStep(context, transform, run, position, { step, memory }, theme) {
  const k = Math.floor(position + 1e-9);
  if (k < 0 || k + 1 >= run.x.length) return;
  const here = { x: at(run.x, k), y: at(run.y, k) };
  const { x, y } = transform.toPixel(here);
  const there = transform.toPixel({ x: run.x[k + 1], y: run.y[k + 1] });
  /** @type {Pixels} */
  const whole = [there.x - x, there.y - y];
  const factor = magnification(Math.hypot(...whole));
  /** @param {Pixels} vector @returns {Pixels} */
  const longer = ([dx, dy]) => [factor * dx, factor * dy];
  const colour = colourOf(theme, run);
  const tip = longer(whole);
  if (memory && memory.x[k] !== null && memory.y[k] !== null) {
    const part = longer(transform.along(here, /** @type {number} */ (memory.x[k]), /** @type {number} */ (memory.y[k])));
    drawVector(context, [x, y], part, { colour, width: 1.5, dash: [4, 3], theme });
    // From there the gradient makes the rest: the two together are the step.
    if (Math.hypot(...part) > 2) drawVector(context, [x + part[0], y + part[1]], [tip[0] - part[0], tip[1] - part[1]], { colour: theme.soft, width: 1.25, theme });
  }
  if (step) drawVector(context, [x, y], tip, { colour, width: 2, theme });
  if (factor > 1) {
    context.font = font(theme, FINE);
    context.textAlign = tip[0] < 0 ? "right" : "left";
    context.textBaseline = "middle";
    haloed(context, `×${short(factor)}`, x + tip[0] + 5 * Math.sign(tip[0] || 1), y + tip[1], theme.soft, theme.paper);
  }
}

/** Where the pointer is, on every panel. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {Palette} theme */
export function drawPointer(context, x, y, theme) {
  for (const [colour, width] of /** @type {[string, number][]} */ ([[theme.paper, 3], [theme.ink, 1]])) {
    context.setLineDash([]);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const side of [-1, 1]) {
      context.moveTo(x + 3 * side, y);
      context.lineTo(x + 8 * side, y);
      context.moveTo(x, y + 3 * side);
      context.lineTo(x, y + 8 * side);
    }
    context.stroke();
  }
}
