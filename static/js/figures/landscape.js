/**
 * One panel: the terrain of a function of two numbers, and the paths that descend on it.
 *
 *     const panel = new Landscape(canvas, { onStart, onView });
 *     panel.field = {x0, x1, y0, y1, nx, ny, values, minimum};   // null while it is loading
 *     panel.view = {x: [lo, hi], y: [lo, hi]};
 *     panel.marks = {start: {x, y}, minima: [{x, y}], saddles: [{x, y}]};
 *     panel.runs = [run, …];                                     // types.js says what a run is
 *     panel.words = {x: "θ₀", y: "θ₁"};                          // names of the axes, as they shall be written
 *     panel.theme = readPalette(document.documentElement);
 *     panel.draw(37.4);                                          // position: float step
 */

import { Figure } from "#app/figures/figure.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {import("#app/figures/types.js").Field} Field */
/** @typedef {import("#app/figures/types.js").View} View */
/** @typedef {import("#app/figures/types.js").Marks} Marks */
/** @typedef {import("#app/figures/types.js").Point} Point */

export class Landscape extends Figure {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {object} [options]
   * @param {(point: Point, state: {done: boolean}) => void} [options.onStart]
   * @param {(view: View, state: {done: boolean, reset: boolean}) => void} [options.onView]
   */
  constructor(canvas, { onStart, onView } = {}) {
    super(canvas);
    this.onStart = onStart;
    this.onView = onView;
    /** @type {Field | null} */
    this.field = null;
    /** @type {View} */
    this.view = { x: [-1, 1], y: [-1, 1] };
    /** @type {Run[]} */
    this.runs = [];
    /** @type {Marks} */
    this.marks = {};
    this.words = { x: "x", y: "y" };
  }
}
