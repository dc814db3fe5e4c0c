/**
 * Curves of the runs over the race, one cursor for all: the loss, or whatever else has one number a step.
 *
 *     const curves = new LossCurve(canvas, { onSeek });
 *     curves.series = [{run, values}, …];   // values: what is drawn, one a step, NaN where there is none; types.js says what a run is
 *                                           // name: said beside its number; thin: a further curve of the same run
 *                                           // calm: stays in bounds even where its run does not
 *                                           // xs: where on the x axis each value stands, ascending; null: at its step
 *     curves.scale = "auto";                // "log" | "symlog" | "linear"; auto: log, or symlog as soon as a value is below zero
 *     curves.steps = 200;                   // right end of an axis of steps; null: the longest series
 *     curves.lead = run.id;                 // whose place the cursor shows where each run has one of its own (xs); default: the first
 *     curves.words = {x: "step", y: "loss − minimum"};
 *     curves.theme = palette;
 *     curves.draw(position);
 *
 * onSeek(position, {done}): somebody pressed or drags on the figure (a step to give to the player; done when the hand lets go).
 * Pointing shows each run's value at the place below the pointer. An exact zero on a log axis lies below every axis: the curve falls out at the
 * bottom. A run that diverged ends with a ×, or with an arrow at the top when it leaves the axis.
 *
 * curves.geometry says what the last draw put where, in CSS pixels.
 */

import { at, placeIn } from "#app/core/path.js";
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
/** @typedef {{run: Run, values: ArrayLike<number>, xs?: ArrayLike<number> | null, name?: string, thin?: boolean, calm?: boolean}} Series */
/** @typedef {Series & {heights: Float64Array, across: (step: number) => number}} Curve  across: whole step → pixel */
/** @typedef {{rect: Rect, x: Scale, y: Scale, curves: Curve[]}} Layout */

/** Width of a curve that belongs to another one. */
const THIN = 1.25;

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
    this.onSeek = onSeek && ((place, state) => onSeek(this.#stepAt(place), state));
    /** @type {Run["id"] | undefined} */
    this.lead = undefined;
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
    const range = rangeOf(shown.map(({ run, values, calm }) => ({ values, broken: !calm && isBroken(run) })), this.#scale);
    const rect = frameRect(this.context, this, this.yMarks(range), this.#words);
    const ends = shown.map(({ values, xs }) => (xs ? xs[values.length - 1] : values.length - 1));
    const x = linear([0, Math.max(1, (!shown[0]?.xs && this.#steps) || 0, ...ends)], [rect.left, rect.right]);
    const up = /** @type {[number, number]} */ ([rect.bottom, rect.top]);
    const make = { log, symlog, linear }[range.kind];
    const y = make(range.domain, up, range.threshold);
    // Far outside is as good as infinitely far, and canvases do not like numbers of a million pixels.
    const far = (/** @type {number} */ v) => (Number.isNaN(v) ? NaN : Math.min(3 * this.height, Math.max(-2 * this.height, v)));
    const curves = shown.map((series) => ({
      ...series,
      across: series.xs ? (/** @type {number} */ step) => x.map(/** @type {any} */ (series.xs)[step]) : x.map,
      heights: Float64Array.from(series.values, (v) => far(y.map(v))),
    }));
    this.#layout = { rect, x, y, curves };
    return this.#layout;
  }

  /** The curve that the cursor belongs to, where each has an x axis of its own. */
  get #leader() {
    const { curves } = this.layout;
    return curves.find(({ run }) => run.id === this.lead) ?? curves[0];
  }

  /** The step at a place of the x axis. @param {number} place */
  #stepAt(place) {
    const xs = this.#leader?.xs;
    return xs ? placeIn(xs, place) : place;
  }

  /** @param {Pick<Scale, "kind" | "domain" | "threshold">} scale */
  yMarks(scale) {
    return marksOf(scale, room(this.height, 34 * this.theme.scale));
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    const { layout, theme, position } = this;
    const { rect, x, y, curves } = layout;
    const over = position >= Math.max(1, this.#steps ?? 0, ...curves.map(({ values }) => values.length - 1));
    this.show(over ? "axes" : "ahead", (under) => {
      const xMarks = marksOf(x, room(this.width, 64 * theme.scale)).filter(({ value }) => Number.isInteger(value));
      drawAxes(under, { rect, x, y, xMarks, yMarks: curves.length ? this.yMarks(y) : [], names: this.#words, theme, ratio: this.ratio, grid: true, box: false });
      // What was walked covers what was ahead.
      if (over) return;
      under.globalAlpha = theme.dark ? 0.45 : 0.36;
      for (const curve of curves) this.#paintCurve(under, curve, false);
    });
    const place = (/** @type {Curve} */ { xs, values }, /** @type {number} */ last) =>
      x.map(xs ? at(xs, Math.min(position, values.length - 1)) : Math.min(position, last));
    const lead = this.#leader;
    const cursor = lead ? place(lead, x.domain[1]) : x.map(Math.min(position, x.domain[1]));
    if (lead?.xs) for (const curve of curves) this.#until(context, place(curve, 0), () => this.#paintCurve(context, curve, true));
    else this.#until(context, cursor, () => this.show("walked", (above) => curves.forEach((curve) => this.#paintCurve(above, curve, true))));
    this.#paintLine(context, cursor, theme.soft, []);
    const current = curves.flatMap((curve) => {
      const { run, values, heights, thin } = curve;
      const last = values.length - 1;
      if (last < 0) return [];
      const level = y.map(at(values, position));
      const now = { run, thin, x: place(curve, last), y: level, broken: isBroken(run) && position >= last };
      // Between a step on the axis and an exact zero there is nothing in between to show.
      if (!(level >= rect.top - 1 && level <= rect.bottom + 1)) now.y = at(heights, Math.min(last, Math.floor(position)));
      return [now];
    });
    for (const { run, thin, broken, ...at } of current) {
      if (at.y >= rect.top - 1 && at.y <= rect.bottom + 1) {
        if (thin) this.#paintDot(context, at.x, at.y, run);
        else drawCurrent(context, at.x, at.y, run, theme, broken);
      } else if (at.y < rect.top) drawArrow(context, at.x, rect.top - 2, -Math.PI / 2, colourOf(theme, run), theme);
      else if (at.y > rect.bottom) drawArrow(context, at.x, rect.bottom - 1, Math.PI / 2, colourOf(theme, run), theme);
    }
    this.#paintHover(context);
    this.geometry = { frame: rect, cursor, kind: y.kind, current: current.map(({ run, x: px, y: py }) => ({ id: run.id, x: px, y: py })) };
  }

  /** @param {CanvasRenderingContext2D} context @param {number} edge @param {() => void} draw  what ends there */
  #until(context, edge, draw) {
    context.save();
    context.beginPath();
    context.rect(0, 0, edge, this.height);
    context.clip();
    draw();
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context @param {Curve} curve @param {boolean} walked */
  #paintCurve(context, { run, heights, across, thin }, walked) {
    const { rect } = this.layout;
    const width = walked && !thin ? LINE : THIN;
    context.save();
    context.beginPath();
    context.rect(rect.left, rect.top - 2, rect.right - rect.left + 1, rect.bottom - rect.top + 4);
    context.clip();
    context.beginPath();
    thinned(heights, across, (px, py, pen) => (pen ? context.lineTo(px, py) : context.moveTo(px, py)));
    if (walked && !thin) {
      context.setLineDash([]);
      context.lineJoin = "round";
      context.strokeStyle = this.theme.paper;
      context.lineWidth = width + 2;
      context.stroke();
    }
    setLine(context, run, this.theme);
    context.lineWidth = width;
    context.stroke();
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {Run} run */
  #paintDot(context, x, y, run) {
    context.beginPath();
    context.arc(x, y, 3, 0, 2 * Math.PI);
    context.fillStyle = colourOf(this.theme, run);
    context.fill();
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
    const rows = curves.flatMap(({ run, values, xs, name }) => {
      const last = values.length - 1;
      if (last < 0) return [];
      const index = xs ? Math.floor(placeIn(xs, step)) : Math.min(step, last);
      return [{ run, name, value: values[index], ended: step > (xs ? xs[last] : last) }];
    });
    for (const { run, value, ended } of rows) {
      const level = y.map(value);
      if (!ended && level >= rect.top && level <= rect.bottom) this.#paintDot(context, px, level, run);
    }
    drawReadout(context, { x: px, rect, title: `${this.#words.x} ${step}`.trim(), rows, theme: this.theme });
  }

  /** @override */
  destroy() {
    this.scrub.destroy();
    super.destroy();
  }
}
