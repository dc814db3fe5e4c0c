/**
 * One curve a run over the steps, one cursor for all.
 *
 *     const curves = new LossCurve(canvas, { onSeek });
 *     curves.series = [{run, values}, …];   // values: what is drawn, one a step (loss − minimum, or the loss itself); types.js says what a run is
 *     curves.scale = "auto";                // "log" | "symlog" | "linear"; auto: log, or symlog as soon as a value is below zero
 *     curves.steps = 200;                   // right end of the axis; null: the longest series
 *     curves.words = {x: "step", y: "f − f*"};
 *     curves.theme = palette;
 *     curves.draw(position);
 */

import { Figure } from "#app/figures/figure.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {{run: Run, values: ArrayLike<number>}} Series */

export class LossCurve extends Figure {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {object} [options]
   * @param {(position: number, state: {done: boolean}) => void} [options.onSeek]
   */
  constructor(canvas, { onSeek } = {}) {
    super(canvas);
    this.onSeek = onSeek;
    /** @type {Series[]} */
    this.series = [];
    /** @type {"auto" | "log" | "symlog" | "linear"} */
    this.scale = "auto";
    /** @type {number | null} */
    this.steps = null;
    this.words = { x: "", y: "" };
  }
}
