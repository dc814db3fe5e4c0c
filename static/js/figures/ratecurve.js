/**
 * The score of every learning rate that a search tried, one curve a run, both axes in logarithms.
 *
 *     curve.searches = [{run, rates, scores, present, best}, …];   // scores: null where the run broke off; types.js says what a run is
 *     curve.words = {x: "η", y: "f − f*"};   curve.theme = palette;   curve.changed();
 *
 * A rate that broke off is a × at the top of the frame. The present rate is a ring, the best a disc.
 */

import { rangeOf } from "#app/core/range.js";
import { linear, log, symlog } from "#app/core/scale.js";
import { drawAxes, frameRect, marksOf, room } from "#app/figures/axes.js";
import { Figure } from "#app/figures/figure.js";
import { setLine } from "#app/figures/marks.js";
import { colourOf } from "#app/figures/palette.js";

/**
 * @typedef {object} Search
 * @property {import("#app/figures/types.js").Run} run
 * @property {number[]} rates  from the smallest
 * @property {(number | null)[]} scores
 * @property {number} present  the index of the rate that the run has
 * @property {number | null} best  the index of the best one
 */

export class RateCurve extends Figure {
  /** @type {Search[]} */
  searches = [];
  words = { x: "", y: "" };
  /** @type {{points: {id: any, rate: number, x: number, y: number, kind: string}[]}} what the last paint put where */
  geometry = { points: [] };

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    const { searches, theme, words } = this;
    if (searches.length === 0) return;
    const range = rangeOf(searches.map(({ scores }) => ({ values: scores.map((score) => score ?? NaN), broken: false })));
    const yMarks = marksOf(range, room(this.height, 34 * theme.scale));
    const rect = frameRect(context, this, yMarks, words);
    const rates = searches.flatMap((search) => search.rates);
    const x = log([Math.min(...rates), Math.max(...rates)], [rect.left, rect.right]);
    const y = { log, symlog, linear }[range.kind](range.domain, [rect.bottom, rect.top + 8], range.threshold);
    drawAxes(context, { rect, x, y, xMarks: marksOf(x, room(this.width, 50 * theme.scale)), yMarks, names: words, theme, ratio: this.ratio, grid: true, box: false });
    this.geometry = { points: [] };
    for (const search of searches) this.#paintSearch(context, search, x.map, (score) => Math.min(rect.bottom, Math.max(rect.top, y.map(score))), rect.top);
  }

  #paintSearch(context, { run, rates, scores, present, best }, across, up, top) {
    const colour = colourOf(this.theme, run);
    const place = (index) => ({ x: across(rates[index]), y: scores[index] === null ? top : up(scores[index]) });
    context.save();
    context.beginPath();
    let pen = false;
    rates.forEach((_, index) => {
      const at = place(index);
      if (scores[index] !== null) pen ? context.lineTo(at.x, at.y) : context.moveTo(at.x, at.y);
      pen = scores[index] !== null;
    });
    setLine(context, run, this.theme);
    context.lineWidth = 1.75;
    context.stroke();
    context.setLineDash([]);
    rates.forEach((rate, index) => {
      const at = place(index);
      const kind = scores[index] === null ? "broken" : index === best ? "best" : index === present ? "present" : "tried";
      this.geometry.points.push({ id: run.id, rate, kind, ...at });
      if (kind === "broken") cross(context, at, colour);
      if (kind === "tried") disc(context, at, 1.75, colour, colour);
      if (index === best) disc(context, at, 4.5, colour, this.theme.paper);
      if (index === present) disc(context, at, index === best ? 7 : 4, null, colour);
    });
    context.restore();
  }
}

function disc(context, { x, y }, radius, fill, stroke) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.lineWidth = 1.5;
  if (fill) {
    context.fillStyle = fill;
    context.fill();
  }
  context.strokeStyle = stroke;
  context.stroke();
}

function cross(context, { x, y }, colour) {
  context.beginPath();
  for (const side of [1, -1]) {
    context.moveTo(x - 3, y - 3 * side);
    context.lineTo(x + 3, y + 3 * side);
  }
  context.lineWidth = 1.25;
  context.strokeStyle = colour;
  context.stroke();
}
