/**
 * The data of a fit and the line that each run has reached.
 *
 *     const plot = new DataPlot(canvas);
 *     plot.points = [[1, 2], [2, 3]];
 *     plot.predict = ([a, b], x) => a + b * x;   // of a run's parameters at the position (between steps: in between)
 *     plot.runs = [run, …];                      // run.x and run.y are the two parameters; types.js says what a run is
 *     plot.selected = run.id;                    // its residuals are drawn; null: none
 *     plot.words = {x: "x", y: "y"};
 *     plot.theme = palette;
 *     plot.draw(position);
 */

import { Figure } from "#app/figures/figure.js";

/** @typedef {import("#app/figures/types.js").Run} Run */

export class DataPlot extends Figure {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    super(canvas);
    /** @type {ArrayLike<number>[]} */
    this.points = [];
    /** @type {(theta: [number, number], x: number) => number} */
    this.predict = ([a, b], x) => a + b * x;
    /** @type {Run[]} */
    this.runs = [];
    /** @type {Run["id"] | null} */
    this.selected = null;
    this.words = { x: "x", y: "y" };
  }
}
