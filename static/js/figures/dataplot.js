/**
 * The data of a fit and the line that each run has reached.
 *
 *     const plot = new DataPlot(canvas);
 *     plot.points = [[1, 2], [2, 3]];
 *     plot.predict = ([a, b], x) => a + b * x;   // of a run's parameters at the position (between two steps: in between)
 *     plot.runs = [run, …];                      // run.x and run.y are the two parameters; types.js says what a run is
 *     plot.selected = run.id;                    // its residuals are drawn; null: none
 *     plot.samples = [[0, 2], …];                // which points each update of that run used; null: all of them
 *     plot.best = [-1, 2.2];                     // a faint line to compare with; null: none
 *     plot.pointed = [a, b];                     // a further line, of a place of the parameter plane under the pointer; null: none
 *     plot.chosen = 3;                           // the point in a hand (datagrip.js); -1: none
 *     plot.hold(true);                           // the axes stay while points move
 *     plot.words = {x: "x", y: "y"};
 *     plot.theme = palette;
 *     plot.draw(position);
 *
 * The axes belong to the data and stand still; a line that leaves them is cut, and one that lies wholly outside is an arrow at the edge.
 * plot.geometry says what the last draw put where, in CSS pixels.
 */

import { at, clipPath } from "#app/core/path.js";
import { Transform } from "#app/core/scale.js";
import { drawAxes, frameRect, marksOf, room } from "#app/figures/axes.js";
import { Figure } from "#app/figures/figure.js";
import { LINE, drawArrow, drawCurrent, setLine } from "#app/figures/marks.js";
import { colourOf } from "#app/figures/palette.js";
import { isBroken } from "#app/figures/trails.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {import("#app/figures/types.js").View} View */

/** Places along x at which a model is evaluated: enough for any curve at any width. */
const SAMPLES = 129;

/** More points than this are drawn small. */
const MANY = 200;

export class DataPlot extends Figure {
  /** @type {(readonly number[])[]} */
  #points = [];
  /** @type {(theta: [number, number], x: number) => number} */
  #predict = ([a, b], x) => a + b * x;
  /** @type {Run[]} */
  #runs = [];
  /** @type {Run["id"] | null} */
  #selected = null;
  #words = { x: "x", y: "y" };
  /** @type {readonly (readonly number[])[] | null} */
  #samples = null;
  /** @type {[number, number] | null} */
  #best = null;
  /** @type {[number, number] | null} */
  #pointed = null;
  #chosen = -1;
  /** @type {View | null} */
  #held = null;
  /** @type {Transform | null} */
  #transform = null;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    super(canvas);
    /** @type {{frame: import("#app/core/scale.js").Rect, lines: {id: Run["id"], ends: [number, number, number, number] | null}[]} | null} */
    this.geometry = null;
  }

  get points() {
    return this.#points;
  }

  set points(points) {
    const old = this.#points;
    const same = points.length === old.length && points.every(([x, y], i) => x === old[i][0] && y === old[i][1]);
    this.#points = points;
    // Each answer brings its points anew; ten thousand of them are compared sooner than drawn.
    if (same) return;
    this.refreshed();
    this.changed();
  }

  get predict() {
    return this.#predict;
  }

  set predict(predict) {
    this.#predict = predict;
    this.changed("none");
  }

  get runs() {
    return this.#runs;
  }

  set runs(runs) {
    this.#runs = runs;
    this.changed("none");
  }

  get selected() {
    return this.#selected;
  }

  set selected(selected) {
    this.#selected = selected;
    this.changed("none");
  }

  get samples() {
    return this.#samples;
  }

  set samples(samples) {
    this.#samples = samples;
    this.changed("none");
  }

  get best() {
    return this.#best;
  }

  set best(theta) {
    this.#best = theta;
    this.changed("none");
  }

  set pointed(theta) {
    this.#pointed = theta;
    this.changed("none");
  }

  get chosen() {
    return this.#chosen;
  }

  set chosen(index) {
    this.#chosen = index;
    this.changed("none");
  }

  /** Axes that run away under a hand could not be aimed at. @param {boolean} held */
  hold(held) {
    this.#held = held ? (this.#held ?? this.transform.view) : null;
    this.refreshed();
    this.changed();
  }

  get words() {
    return this.#words;
  }

  set words(words) {
    if (words.x === this.#words.x && words.y === this.#words.y) return;
    this.#words = words;
    this.refreshed();
    this.changed();
  }

  /** @override */
  refreshed() {
    this.#transform = null;
  }

  /** Units to pixels for the current data and size. */
  get transform() {
    if (this.#transform) return this.#transform;
    const view = this.#held ?? viewOf(this.#points);
    this.#transform = new Transform(view, frameRect(this.context, this, this.#marks(view.y, this.height, 36), this.#words));
    return this.#transform;
  }

  /** @param {[number, number]} domain @param {number} length @param {number} each */
  #marks(domain, length, each) {
    return marksOf({ kind: "linear", domain, threshold: 0 }, room(length, each * this.theme.scale));
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    const { transform, theme } = this;
    const { rect, x, y, view } = transform;
    this.lay(
      this.layer("axes", (under) => {
        const xMarks = this.#marks(view.x, this.width, 56);
        const yMarks = this.#marks(view.y, this.height, 36);
        drawAxes(under, { rect, x, y, xMarks, yMarks, names: this.#words, theme, ratio: this.ratio, box: false });
      }),
    );
    const shown = this.#runs.filter(({ visible, x: column }) => visible !== false && column.length > 0);
    const chosen = shown.find(({ id }) => id === this.#selected);
    context.save();
    context.beginPath();
    context.rect(rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top);
    context.clip();
    if (chosen) this.#paintResiduals(context, chosen);
    if (this.#best) this.#paintGuide(context, this.#best, theme.soft, []);
    const lines = shown.map((run) => ({ run, pieces: this.#paintLine(context, run) }));
    if (this.#pointed) this.#paintGuide(context, this.#pointed, theme.ink, [2, 3]);
    context.restore();
    this.lay(this.layer("points", (over) => this.#paintPoints(over)));
    const used = chosen && this.#samples?.[Math.min(Math.floor(this.position + 1e-9), this.#samples.length - 1)];
    if (used) this.#ring(context, used, 6.5, colourOf(theme, chosen));
    if (this.#points[this.#chosen]) this.#ring(context, [this.#chosen], 8, theme.accent);
    lines.forEach(({ run, pieces }, n) => {
      const end = pieces.at(-1)?.points;
      const broken = isBroken(run) && this.position >= run.x.length - 1;
      if (end) drawCurrent(context, Math.min(end[end.length - 2], rect.right - 8), heightAt(end, rect.right - 8), run, theme, broken);
      else {
        const up = this.#predict(this.#theta(run), (view.x[0] + view.x[1]) / 2) > view.y[1];
        // Side by side, so that no arrow hides another.
        const place = rect.right - 16 - 18 * n;
        drawArrow(context, place, up ? rect.top + 2 : rect.bottom - 2, ((up ? -1 : 1) * Math.PI) / 2, colourOf(theme, run), theme);
      }
    });
    this.geometry = {
      frame: rect,
      lines: lines.map(({ run, pieces }) => {
        const [first, last] = [pieces[0]?.points, pieces.at(-1)?.points];
        return { id: run.id, ends: first && last ? [first[0], first[1], last[last.length - 2], last[last.length - 1]] : null };
      }),
    };
  }

  /** @param {Run} run @returns {[number, number]} */
  #theta(run) {
    return [at(run.x, this.position), at(run.y, this.position)];
  }

  /** The model as it runs through the frame; its pieces are the context's path. @param {CanvasRenderingContext2D} context @param {[number, number]} theta */
  #trace(context, theta) {
    const { view, rect } = this.transform;
    const xs = Array.from({ length: SAMPLES }, (_, k) => view.x[0] + ((view.x[1] - view.x[0]) * k) / (SAMPLES - 1));
    const pixels = this.transform.project(xs, xs.map((x) => this.#predict(theta, x)));
    const pieces = clipPath(pixels, rect);
    context.beginPath();
    for (const { points } of pieces) {
      context.moveTo(points[0], points[1]);
      for (let i = 2; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
    }
    return pieces;
  }

  /** @param {CanvasRenderingContext2D} context @param {[number, number]} theta @param {string} colour @param {number[]} dash */
  #paintGuide(context, theta, colour, dash) {
    this.#trace(context, theta);
    context.setLineDash(dash);
    context.strokeStyle = colour;
    context.lineWidth = 1.25;
    context.stroke();
    context.setLineDash([]);
  }

  /** @param {CanvasRenderingContext2D} context @param {readonly number[]} indices @param {number} radius @param {string} colour */
  #ring(context, indices, radius, colour) {
    const { x, y } = this.transform;
    context.beginPath();
    for (const index of indices) {
      if (!this.#points[index]) continue;
      const [px, py] = this.#points[index];
      context.moveTo(x.map(px) + radius, y.map(py));
      context.arc(x.map(px), y.map(py), radius, 0, 2 * Math.PI);
    }
    context.setLineDash([]);
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.stroke();
  }

  /** @param {CanvasRenderingContext2D} context @param {Run} run */
  #paintLine(context, run) {
    const pieces = this.#trace(context, this.#theta(run));
    context.setLineDash([]);
    context.strokeStyle = this.theme.paper;
    context.lineWidth = LINE + 2;
    context.stroke();
    setLine(context, run, this.theme);
    context.stroke();
    return pieces;
  }

  /** @param {CanvasRenderingContext2D} context @param {Run} run */
  #paintResiduals(context, run) {
    if (this.#points.length > MANY) return;
    const theta = this.#theta(run);
    const { x, y } = this.transform;
    context.beginPath();
    for (const [px, py] of this.#points) {
      context.moveTo(x.map(px), y.map(py));
      context.lineTo(x.map(px), y.map(Math.min(1e9, Math.max(-1e9, this.#predict(theta, px)))));
    }
    context.setLineDash([]);
    context.globalAlpha = 0.75;
    context.strokeStyle = colourOf(this.theme, run);
    context.lineWidth = 1.25;
    context.stroke();
    context.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} context */
  #paintPoints(context) {
    const { x, y } = this.transform;
    const few = this.#points.length <= MANY;
    const radius = few ? 3.5 : 1.6;
    context.beginPath();
    for (const [px, py] of this.#points) {
      const [cx, cy] = [x.map(px), y.map(py)];
      context.moveTo(cx + radius, cy);
      context.arc(cx, cy, radius, 0, 2 * Math.PI);
    }
    context.setLineDash([]);
    context.strokeStyle = this.theme.paper;
    context.lineWidth = 2;
    if (few) context.stroke();
    context.fillStyle = this.theme.ink;
    context.globalAlpha = few ? 1 : 0.45;
    context.fill();
    context.globalAlpha = 1;
  }
}

/** The data with some air around; a point or a row of points still gets an area. @param {(readonly number[])[]} points @returns {View} */
function viewOf(points) {
  const axis = (/** @type {0 | 1} */ which) => {
    let [lo, hi] = [Infinity, -Infinity];
    for (const point of points) {
      lo = Math.min(lo, point[which]);
      hi = Math.max(hi, point[which]);
    }
    if (!(lo <= hi)) [lo, hi] = [0, 1];
    const air = (hi > lo ? hi - lo : Math.abs(lo) || 1) * (which ? 0.16 : 0.12);
    return /** @type {[number, number]} */ ([lo - air, hi + air]);
  };
  return { x: axis(0), y: axis(1) };
}

/** Height of a curve at a pixel column, or at its end when it ends before. @param {Float64Array} points @param {number} column */
function heightAt(points, column) {
  let i = points.length - 2;
  while (i > 1 && points[i - 2] > column) i -= 2;
  if (i < 2 || points[i] <= column) return points[i + 1];
  const t = (column - points[i - 2]) / (points[i] - points[i - 2]);
  return points[i - 1] + t * (points[i + 1] - points[i - 1]);
}
