/**
 * The radius of a run's noise ball against its learning rate, both axes logarithmic.
 *
 *     const balls = new Balls(canvas);
 *     balls.data = {run, rates, radius, expected, at, words: {x: "η", y: "radius"}};   // columns by rate, null where there is no radius
 *     balls.theme = palette;
 *
 * Dots are measured; the line is what is expected, where that is known exactly. A hairline stands at `at`, the run's own rate.
 */

import { rangeOf } from "#app/core/range.js";
import { log } from "#app/core/scale.js";
import { drawAxes, frameRect, marksOf, room } from "#app/figures/axes.js";
import { Figure } from "#app/figures/figure.js";
import { colourOf } from "#app/figures/palette.js";

/** @typedef {(number | null)[]} Column */
/** @typedef {{run: import("#app/figures/types.js").Run, rates: number[], radius: Column, expected: Column, at: number, words: {x: string, y: string}}} Data */

export class Balls extends Figure {
  /** @type {Data | null} */
  #data = null;

  get data() {
    return this.#data;
  }

  set data(data) {
    this.#data = data;
    this.changed();
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    if (!this.#data) return;
    const { run, rates, radius, expected, at, words } = this.#data;
    const { theme, ratio } = this;
    const seen = [...radius, ...expected.filter((_, i) => radius[i] !== null)];
    // From the smallest on, as far as a run that diverges may lift an axis: rates that are too large would flatten every ball.
    const sizes = Float64Array.from(seen.flatMap((value) => value || [])).sort();
    const range = rangeOf([{ values: sizes, broken: true }], "log");
    const yMarks = marksOf(range, room(this.height, 34 * theme.scale));
    const rect = frameRect(context, this, yMarks, words);
    const x = log([rates[0], rates[rates.length - 1]], [rect.left + 4, rect.right - 4]);
    const y = log(range.domain, [rect.bottom, rect.top]);
    const xMarks = marksOf(x, room(this.width, 64 * theme.scale));
    drawAxes(context, { rect, x, y, xMarks, yMarks, names: words, theme, ratio, grid: true, box: false });
    context.save();
    context.beginPath();
    context.rect(rect.left, rect.top - 4, rect.right - rect.left, rect.bottom - rect.top + 4);
    context.clip();
    context.lineWidth = 1;
    context.strokeStyle = theme.faint;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(x.map(at), rect.top);
    context.lineTo(x.map(at), rect.bottom);
    context.stroke();
    context.setLineDash([]);
    context.lineWidth = 1.5;
    context.strokeStyle = theme.ink;
    context.beginPath();
    expected.forEach((value, i) => {
      if (value !== null && radius[i] !== null) context.lineTo(x.map(rates[i]), Math.max(-this.height, y.map(value)));
    });
    context.stroke();
    context.fillStyle = colourOf(theme, run);
    radius.forEach((value, i) => {
      if (value === null) return;
      context.beginPath();
      context.arc(x.map(rates[i]), y.map(value), 3, 0, 2 * Math.PI);
      context.fill();
    });
    context.restore();
  }
}
