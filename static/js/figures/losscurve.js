/**
 * One curve a run over the steps, one cursor for all.
 *
 *     const curves = new LossCurve(canvas, { onSeek });
 *     curves.series = [{run, values}, …];   // values: what is drawn, one a step (loss − minimum, or the loss itself when nobody knows the
 *                                           // minimum); types.js says what a run is
 *     curves.scale = "auto";                // "log" | "symlog" | "linear"; auto: log, or symlog as soon as a value is below zero
 *     curves.steps = 200;                   // right end of the axis; null: the longest series
 *     curves.words = {x: "step", y: "loss − minimum"};
 *     curves.theme = palette;
 *     curves.draw(position);
 *
 * onSeek(position, {done}): somebody pressed or drags on the figure (a position to give to the player; done when the hand lets go).
 * Pointing shows each run's value at the step below the pointer. An exact zero on a log axis lies below every axis: the curve falls out at the
 * bottom. A run that diverged ends with a ×, or with an arrow at the top when it leaves the axis.
 *
 * curves.geometry says what the last draw put where, in CSS pixels.
 */

import { at } from "#app/core/path.js";
import { rangeOf, thinned } from "#app/core/range.js";
import { linear, log, symlog } from "#app/core/scale.js";
import { drawAxes, frameRect, marksOf, room } from "#app/figures/axes.js";
import { Figure } from "#app/figures/figure.js";
import { LINE, drawArrow, drawCurrent, setLine } from "#app/figures/marks.js";
import { colourOf } from "#app/figures/palette.js";
import { drawReadout } from "#app/figures/readout.js";
import { Scrub } from "#app/figures/scrub.js";
import { isBroken } from "#app/figures/trails.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {import("#app/core/scale.js").Scale} Scale */
/** @typedef {import("#app/core/scale.js").Rect} Rect */
/** @typedef {{run: Run, values: ArrayLike<number>}} Series */
/** @typedef {{rect: Rect, x: Scale, y: Scale, curves: {run: Run, values: ArrayLike<number>, heights: Float64Array}[]}} Layout */

export class LossCurve extends Figure {
  /** @type {Series[]} */
  #series = [];
  /** @type {"auto" | "log" | "symlog" | "linear"} */
  #scale = "auto";
  /** @type {number | null} */
  #steps = null;
  #words = { x: "", y: "" };
  /** @type {Layout | null} */
  #layout = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {object} [options]
   * @param {(position: number, state: {done: boolean}) => void} [options.onSeek]
   */
  constructor(canvas, { onSeek } = {}) {
    super(canvas);
    this.onSeek = onSeek;
    /** @type {{frame: Rect, cursor: number, kind: string, current: {id: Run["id"], x: number, y: number}[]} | null} */
    this.geometry = null;
    this.scrub = new Scrub(this);
  }

  get series() {
    return this.#series;
  }

  set series(series) {
    this.#series = series;
    this.#forget();
  }

  get scale() {
    return this.#scale;
  }

  set scale(scale) {
    if (scale === this.#scale) return;
    this.#scale = scale;
    this.#forget();
  }

  get steps() {
    return this.#steps;
  }

  set steps(steps) {
    if (steps === this.#steps) return;
    this.#steps = steps;
    this.#forget();
  }

  get words() {
    return this.#words;
  }

  set words(words) {
    if (words.x === this.#words.x && words.y === this.#words.y) return;
    this.#words = words;
    this.#forget();
  }

  #forget() {
    this.#layout = null;
    this.changed();
  }

  /** @override */
  refreshed() {
    this.#layout = null;
  }

  /** Scales and heights for the current series and size. @returns {Layout} */
  get layout() {
    if (this.#layout) return this.#layout;
    const shown = this.#series.filter(({ run }) => run.visible !== false);
    const range = rangeOf(shown.map(({ run, values }) => ({ values, broken: isBroken(run) })), this.#scale);
    const rect = frameRect(this.context, this, this.yMarks(range), this.#words);
    const x = linear([0, Math.max(1, this.#steps ?? 0, ...shown.map(({ values }) => values.length - 1))], [rect.left, rect.right]);
    const up = /** @type {[number, number]} */ ([rect.bottom, rect.top]);
    const make = { log, symlog, linear }[range.kind];
    const y = make(range.domain, up, range.threshold);
    // Far outside is as good as infinitely far, and canvases do not like numbers of a million pixels.
    const far = (/** @type {number} */ v) => (Number.isNaN(v) ? NaN : Math.min(3 * this.height, Math.max(-2 * this.height, v)));
    const curves = shown.map(({ run, values }) => ({ run, values, heights: Float64Array.from(values, (v) => far(y.map(v))) }));
    this.#layout = { rect, x, y, curves };
    return this.#layout;
  }

  /** @param {Pick<Scale, "kind" | "domain" | "threshold">} scale */
  yMarks(scale) {
    return marksOf(scale, room(this.height, 34 * this.theme.scale));
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    const { layout, theme, position, height } = this;
    const { rect, x, y, curves } = layout;
    const over = position >= x.domain[1];
    this.show(over ? "axes" : "ahead", (under) => {
      const xMarks = marksOf(x, room(this.width, 64 * theme.scale)).filter(({ value }) => Number.isInteger(value));
      drawAxes(under, { rect, x, y, xMarks, yMarks: this.yMarks(y), names: this.#words, theme, ratio: this.ratio, grid: true, box: false });
      // What was walked covers what was ahead.
      if (over) return;
      under.globalAlpha = theme.dark ? 0.45 : 0.36;
      this.#paintCurves(under, 1.25, false);
    });
    const cursor = x.map(Math.min(position, x.domain[1]));
    context.save();
    context.beginPath();
    context.rect(0, 0, cursor, height);
    context.clip();
    this.show("walked", (over) => this.#paintCurves(over, LINE, true));
    context.restore();
    this.#paintLine(context, cursor, theme.soft, []);
    const current = curves.flatMap(({ run, values, heights }) => {
      const last = values.length - 1;
      if (last < 0) return [];
      const level = y.map(at(values, position));
      const place = { run, x: x.map(Math.min(position, last)), y: level, broken: isBroken(run) && position >= last };
      // Between a step on the axis and an exact zero there is nothing in between to show.
      if (!(level >= rect.top - 1 && level <= rect.bottom + 1)) place.y = at(heights, Math.min(last, Math.floor(position)));
      return [place];
    });
    for (const { run, broken, ...place } of current) {
      if (place.y >= rect.top - 1 && place.y <= rect.bottom + 1) drawCurrent(context, place.x, place.y, run, theme, broken);
      else if (place.y < rect.top) drawArrow(context, place.x, rect.top - 2, -Math.PI / 2, colourOf(theme, run), theme);
      else if (place.y > rect.bottom) drawArrow(context, place.x, rect.bottom - 1, Math.PI / 2, colourOf(theme, run), theme);
    }
    this.#paintHover(context);
    this.geometry = { frame: rect, cursor, kind: y.kind, current: current.map(({ run, x: px, y: py }) => ({ id: run.id, x: px, y: py })) };
  }

  /** @param {CanvasRenderingContext2D} context @param {number} width @param {boolean} casing */
  #paintCurves(context, width, casing) {
    const { rect, x, curves } = this.layout;
    context.save();
    context.beginPath();
    context.rect(rect.left, rect.top - 2, rect.right - rect.left + 1, rect.bottom - rect.top + 4);
    context.clip();
    for (const { run, heights } of curves) {
      context.beginPath();
      thinned(heights, x.map, (px, py, pen) => (pen ? context.lineTo(px, py) : context.moveTo(px, py)));
      if (casing) {
        context.setLineDash([]);
        context.lineJoin = "round";
        context.strokeStyle = this.theme.paper;
        context.lineWidth = width + 2;
        context.stroke();
      }
      setLine(context, run, this.theme);
      context.lineWidth = width;
      context.stroke();
    }
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context @param {number} x @param {string} colour @param {number[]} dash */
  #paintLine(context, x, colour, dash) {
    const { rect } = this.layout;
    const sharp = (Math.floor(x * this.ratio) + 0.5) / this.ratio;
    context.beginPath();
    context.moveTo(sharp, rect.top);
    context.lineTo(sharp, rect.bottom);
    context.setLineDash(dash);
    context.lineWidth = 1;
    context.strokeStyle = colour;
    context.stroke();
  }

  /** @param {CanvasRenderingContext2D} context */
  #paintHover(context) {
    const { step } = this.scrub;
    const { rect, x, y, curves } = this.layout;
    if (step === null || !curves.length) return;
    const px = x.map(step);
    this.#paintLine(context, px, this.theme.faint, [2, 3]);
    const rows = curves.flatMap(({ run, values }) => {
      const value = values[Math.min(step, values.length - 1)];
      return values.length ? [{ run, value, ended: step > values.length - 1 }] : [];
    });
    for (const { run, value, ended } of rows) {
      const level = y.map(value);
      if (ended || !(level >= rect.top && level <= rect.bottom)) continue;
      context.beginPath();
      context.arc(px, level, 3, 0, 2 * Math.PI);
      context.fillStyle = colourOf(this.theme, run);
      context.fill();
    }
    drawReadout(context, { x: px, rect, title: `${this.#words.x} ${step}`.trim(), rows, theme: this.theme });
  }

  /** @override */
  destroy() {
    this.scrub.destroy();
    super.destroy();
  }
}
