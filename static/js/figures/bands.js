/**
 * The loss of a run over many seeds: its median, and bands that hold half and nine tenths of the seeds.
 *
 *     const bands = new Bands(canvas);
 *     bands.data = {series: [{run, quantiles: [q05, q25, q50, q75, q95]}, …], steps: 200,   // a column an entry of quantiles; types.js: run
 *                   words: {x: "step", y: "loss − minimum", legend: ["median", "50 %", "90 %"]}};
 *     bands.theme = palette;
 *
 * Series without bands (`quantiles` of one column) show their median alone. A value that is null lies beyond every number: a band is then
 * open at the top. The axis is logarithmic, or symmetric-log as soon as a value is below zero.
 */

import { rangeOf, thinned } from "#app/core/range.js";
import { linear, log, symlog } from "#app/core/scale.js";
import { drawAxes, frameRect, marksOf, room } from "#app/figures/axes.js";
import { Figure } from "#app/figures/figure.js";
import { setLine } from "#app/figures/marks.js";
import { colourOf } from "#app/figures/palette.js";
import { WORDS, font } from "#app/figures/text.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {import("#app/core/scale.js").Rect} Rect */
/** @typedef {{run: Run, quantiles: (number | null)[][]}} Series */
/** @typedef {{series: Series[], steps: number, words: {x: string, y: string, legend: string[]}}} Data */

/** Opacity of the outer band, and of the inner one upon it. */
const SHADES = [0.16, 0.26];

export class Bands extends Figure {
  /** @type {Data} */
  #data = { series: [], steps: 1, words: { x: "", y: "", legend: [] } };

  get data() {
    return this.#data;
  }

  set data(data) {
    this.#data = data;
    this.changed();
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    const { series, steps, words } = this.#data;
    const { theme, ratio, height } = this;
    const range = rangeOf(series.flatMap(({ quantiles }) => quantiles.map((column) => ({ values: numbers(column), broken: false }))));
    const yMarks = marksOf(range, room(height, 34 * theme.scale));
    const rect = frameRect(context, this, yMarks, words);
    const x = linear([0, Math.max(1, steps)], [rect.left, rect.right]);
    const y = { log, symlog, linear }[range.kind](range.domain, [rect.bottom, rect.top], range.threshold);
    const xMarks = marksOf(x, room(this.width, 64 * theme.scale)).filter(({ value }) => Number.isInteger(value));
    drawAxes(context, { rect, x, y, xMarks, yMarks, names: words, theme, ratio, grid: true, box: false });
    // Far outside is as good as infinitely far.
    const heightOf = (/** @type {number | null} */ v) => (v === null ? -height : Math.min(3 * height, Math.max(-height, y.map(v))));
    context.save();
    context.beginPath();
    context.rect(rect.left, rect.top, rect.right - rect.left + 1, rect.bottom - rect.top);
    context.clip();
    for (const { run, quantiles } of series) {
      const pairs = quantiles.length >> 1;
      for (let i = 0; i < pairs; i++) {
        const [low, high] = [quantiles[i], quantiles[quantiles.length - 1 - i]];
        const end = low.indexOf(null);
        const last = end < 0 ? low.length : end;
        context.beginPath();
        for (let k = 0; k < last; k++) context.lineTo(x.map(k), heightOf(high[k]));
        for (let k = last - 1; k >= 0; k--) context.lineTo(x.map(k), heightOf(low[k]));
        context.globalAlpha = SHADES[i];
        context.fillStyle = colourOf(theme, run);
        context.fill();
      }
    }
    context.globalAlpha = 1;
    for (const { run, quantiles } of series) {
      const middle = Float64Array.from(quantiles[quantiles.length >> 1], (v) => (v === null ? NaN : heightOf(v)));
      context.beginPath();
      thinned(middle, x.map, (px, py, pen) => (pen ? context.lineTo(px, py) : context.moveTo(px, py)));
      setLine(context, run, theme);
      context.lineWidth = 1.75;
      context.stroke();
    }
    context.restore();
    const shaded = series.find(({ quantiles }) => quantiles.length > 1);
    if (shaded) this.#legend(context, rect, shaded.run, words.legend, (box) => hiding(box, series, x.map, heightOf));
  }

  /**
   * In the corner where it hides least.
   * @param {CanvasRenderingContext2D} context @param {Rect} rect @param {Run} run @param {string[]} names @param {(box: Rect) => number} hides
   */
  #legend(context, rect, run, names, hides) {
    const { theme } = this;
    const line = 1.35 * WORDS * theme.scale;
    context.font = font(theme, 0.92 * WORDS);
    context.textAlign = "right";
    context.textBaseline = "middle";
    const wide = Math.max(...names.map((name) => context.measureText(name).width)) + 32;
    const tall = names.length * line + 4;
    const corners = [rect.top + 1, rect.bottom - tall - 1].flatMap((top) =>
      [rect.right - wide, rect.left + 1].map((left) => ({ left, right: left + wide, top, bottom: top + tall })),
    );
    const box = corners.reduce((best, corner) => (hides(corner) < hides(best) ? corner : best));
    const right = box.right - 26;
    context.globalAlpha = 0.85;
    context.fillStyle = theme.paper;
    context.fillRect(box.left, box.top, wide, tall);
    names.forEach((name, i) => {
      const y = box.top + 2 + (i + 0.5) * line;
      context.globalAlpha = 1;
      context.fillStyle = theme.soft;
      context.fillText(name, right, y);
      context.fillStyle = colourOf(theme, run);
      // The inner band lies on the outer one.
      context.globalAlpha = i === 0 ? 1 : i === 1 ? 1 - (1 - SHADES[0]) * (1 - SHADES[1]) : SHADES[0];
      const thick = i === 0 ? 1.75 : 0.62 * line;
      context.fillRect(right + 6, y - thick / 2, 18, thick);
    });
    context.globalAlpha = 1;
  }
}

/**
 * How many entries of all columns, or of the bands between them, lie in a box.
 * @param {Rect} box @param {Series[]} series @param {(k: number) => number} across @param {(value: number | null) => number} heightOf
 */
function hiding({ left, right, top, bottom }, series, across, heightOf) {
  let count = 0;
  for (const { quantiles } of series) {
    quantiles[0].forEach((lowest, k) => {
      if (across(k) < left || across(k) > right) return;
      const [low, high] = [heightOf(lowest), heightOf(quantiles[quantiles.length - 1][k])];
      if (low >= top && high <= bottom) count += 1;
    });
  }
  return count;
}

/** @param {(number | null)[]} column */
const numbers = (column) => Float64Array.from(column, (value) => value ?? NaN);
