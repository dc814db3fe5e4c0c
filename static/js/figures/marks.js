/** Small signs on the ground: start, minima, saddles, current points, arrows at the edge. Sizes in CSS pixels. */

import { colourOf, dashOf, markerOf } from "#app/figures/palette.js";

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import("#app/figures/palette.js").Palette} Palette */

/** Width of a run's line. */
export const LINE = 2;

/** Radius of the disc at a run's current point. */
export const DISC = 5.5;

/** Radius of the start's ring. */
export const RING = 7;

/**
 * Stroke the current path twice: a wider casing first, so that it can be told from any ground.
 * @param {Context} context @param {string} casing @param {string} colour @param {number} width @param {number} [rim]
 */
function cased(context, casing, colour, width, rim = 1.5) {
  context.setLineDash([]);
  context.lineJoin = "round";
  context.lineCap = "round";
  context.strokeStyle = casing;
  context.lineWidth = width + 2 * rim;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.lineCap = "butt";
}

/** How large minima and saddles are in a figure: where many figures share the page, they must not fill it. @param {import("#app/core/scale.js").Rect} rect */
export function signSize({ left, top, right, bottom }) {
  return Math.min(1, Math.max(0.65, Math.min(right - left, bottom - top) / 150));
}

/** A small open star. @param {Context} context @param {number} x @param {number} y @param {Palette} theme @param {number} [size] */
export function drawMinimum(context, x, y, theme, size = 1) {
  context.beginPath();
  for (let k = 0; k < 10; k++) {
    const radius = size * (k % 2 ? 2.7 : 6.2);
    const angle = -Math.PI / 2 + (k * Math.PI) / 5;
    context.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  context.closePath();
  cased(context, theme.paper, theme.ink, 1.25, 1.75);
  context.fillStyle = theme.paper;
  context.fill();
}

/** A small ×. @param {Context} context @param {number} x @param {number} y @param {Palette} theme @param {number} [size] */
export function drawSaddle(context, x, y, theme, size = 1) {
  cross(context, x, y, size * 3.6);
  cased(context, theme.paper, theme.ink, 1.5);
}

/** @param {Context} context @param {number} x @param {number} y @param {number} arm */
function cross(context, x, y, arm) {
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x - arm, y + arm);
  context.lineTo(x + arm, y - arm);
}

/**
 * A minimum that is a line, through a point and in a direction, both in units.
 * @param {Context} context @param {import("#app/core/scale.js").Transform} transform
 * @param {{x: number, y: number}} point @param {{x: number, y: number}} direction @param {Palette} theme
 */
export function drawValley(context, transform, point, direction, theme) {
  const { x, y } = transform.toPixel(point);
  const { grain } = transform;
  const [dx, dy] = [direction.x / grain.x, -direction.y / grain.y];
  const reach = 1e5 / Math.hypot(dx, dy);
  context.beginPath();
  context.moveTo(x - reach * dx, y - reach * dy);
  context.lineTo(x + reach * dx, y + reach * dy);
  cased(context, theme.paper, theme.ink, 1.5, 1.25);
}

/**
 * The ring that can be grabbed; `held` while it is pointed at, dragged or focused.
 * @param {Context} context @param {number} x @param {number} y @param {Palette} theme @param {boolean} held
 */
export function drawStart(context, x, y, theme, held) {
  if (held) {
    context.beginPath();
    context.arc(x, y, RING + 5, 0, 2 * Math.PI);
    context.globalAlpha = 0.22;
    context.fillStyle = theme.accent;
    context.fill();
    context.globalAlpha = 1;
  }
  context.beginPath();
  context.arc(x, y, RING, 0, 2 * Math.PI);
  cased(context, theme.paper, held ? theme.accent : theme.ink, 2, 1.25);
}

/**
 * Where a run is: a disc in its colour with its marker; a × where it ended without arriving.
 * @param {Context} context @param {number} x @param {number} y
 * @param {import("#app/figures/types.js").Run} run @param {Palette} theme @param {boolean} [broken]
 */
export function drawCurrent(context, x, y, run, theme, broken = false) {
  const colour = colourOf(theme, run);
  if (broken) {
    cross(context, x, y, 4.5);
    cased(context, theme.paper, colour, 2.5);
    return;
  }
  context.beginPath();
  context.arc(x, y, DISC + 1.5, 0, 2 * Math.PI);
  context.fillStyle = theme.paper;
  context.fill();
  context.beginPath();
  context.arc(x, y, DISC, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  marker(context, x, y, markerOf(run), theme.paper);
}

/**
 * What tells discs apart without their colour.
 * @param {Context} context @param {number} x @param {number} y @param {string} kind @param {string} colour
 */
function marker(context, x, y, kind, colour) {
  /** @type {Record<string, [number, number][]>} */
  const shapes = {
    square: [[-2, -2], [2, -2], [2, 2], [-2, 2]],
    diamond: [[0, -3], [3, 0], [0, 3], [-3, 0]],
    triangle: [[0, -3], [2.8, 2], [-2.8, 2]],
    nabla: [[0, 3], [2.8, -2], [-2.8, -2]],
    bar: [[-3, -1], [3, -1], [3, 1], [-3, 1]],
  }; // prettier-ignore
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.setLineDash([]);
  context.beginPath();
  if (kind === "ring") {
    context.arc(x, y, 2.4, 0, 2 * Math.PI);
    context.lineWidth = 1.4;
    context.stroke();
  } else if (kind === "cross") {
    cross(context, x, y, 2.3);
    context.lineWidth = 1.6;
    context.stroke();
  } else if (shapes[kind]) {
    for (const [dx, dy] of shapes[kind]) context.lineTo(x + dx, y + dy);
    context.closePath();
    context.fill();
  }
}

/** Length of an arrow at the edge. */
export const ARROW = 13;

/**
 * An arrow whose tip is at (x, y).
 * @param {Context} context @param {number} x @param {number} y @param {number} angle @param {string} colour @param {Palette} theme
 */
export function drawArrow(context, x, y, angle, colour, theme) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(-ARROW, -5.5);
  context.lineTo(-ARROW + 3.5, 0);
  context.lineTo(-ARROW, 5.5);
  context.closePath();
  context.setLineDash([]);
  context.lineJoin = "round";
  context.strokeStyle = theme.paper;
  context.lineWidth = 3;
  context.stroke();
  context.fillStyle = colour;
  context.fill();
  context.restore();
}

/** Colour, dash and width of a run's line. @param {Context} context @param {import("#app/figures/types.js").Run} run @param {Palette} theme */
export function setLine(context, run, theme) {
  context.strokeStyle = colourOf(theme, run);
  context.setLineDash(dashOf(run));
  context.lineDashOffset = 0;
  context.lineWidth = LINE;
  context.lineJoin = "round";
  context.lineCap = "butt";
}

/**
 * A key for a legend: the run's line with its disc in the middle, on a canvas that CSS sizes (44 × 14, say).
 * @param {HTMLCanvasElement} canvas @param {import("#app/figures/types.js").Run} run @param {Palette} theme
 */
export function drawKey(canvas, run, theme) {
  const ratio = globalThis.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth || 44, canvas.clientHeight || 14];
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(ratio, ratio);
  setLine(context, run, theme);
  context.beginPath();
  context.moveTo(0, height / 2);
  context.lineTo(width, height / 2);
  context.stroke();
  drawCurrent(context, width / 2, height / 2, run, theme);
}
