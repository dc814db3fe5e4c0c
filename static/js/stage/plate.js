/**
 * The figure as a page of its own: title and step, the panels with their names and losses, the curves. It is laid out once and drawn at any
 * position, by twins of the figures of the page; onto a canvas, or onto a sheet that becomes an SVG file.
 */

import { figure as digits } from "#app/core/format.js";
import { frames } from "#app/core/frames.js";
import { colourOf, dashOf } from "#app/figures/palette.js";
import { FINE, WORDS, block, font } from "#app/figures/text.js";
import { twinOf } from "#app/stage/twin.js";

/** In CSS pixels at the page's usual text size, as on the page. */
const EDGE = 16;
const GAP = 16;
const TITLE = 18;
const HEAD = 28;
const ROW = 22;
const KEY = 30;
/** Between a key, a name and a number. */
const SPACE = 8;
/** Of a curve that the page does not show at this moment. */
const CURVE = 200;

/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/** @typedef {{twin: any, box: Box, run: any, name: string}} Cell  run: whose name and loss stand above it; null: of several */

export class Plate {
  /**
   * @param {import("#app/stage/stage.js").Stage} stage
   * @param {object} how
   * @param {string} how.title
   * @param {number} [how.width]     CSS pixels; by itself panels are as wide as on the page
   * @param {number} how.ratio       pixels a CSS pixel
   * @param {boolean} how.curve      whether the curves stand below
   * @param {number} [how.narrowest]  panels become no narrower: there are rather fewer columns
   * @param {boolean} [how.moving]   it will be drawn at many positions: what has to be fetched for each of them is left out
   * @param {(width: number, height: number) => any} how.canvas  makes what is drawn on, of so many pixels
   */
  constructor(stage, { title, width, ratio, curve, narrowest = 0, moving = false, canvas }) {
    this.make = canvas;
    this.words = stage.context.words;
    const { answer, palette } = stage.context.store.state;
    this.theme = /** @type {import("#app/figures/palette.js").Palette} */ (palette);
    this.steps = answer.scene.steps;
    this.ratio = ratio;
    this.unit = this.theme.scale;
    // Everything stands on whole pixels, or pictures laid onto others would be blurred.
    const grain = Number.isInteger(ratio) ? 1 : 2;
    this.snap = (/** @type {number} */ length) => Math.round(length / grain) * grain;
    this.title = title;
    this.edge = this.snap(EDGE * this.unit);
    this.width = this.snap(width ?? stage.places.panels.clientWidth + 2 * this.edge);
    this.inner = this.width - 2 * this.edge;
    this.measure = this.make(1, 1).getContext("2d");
    /** @type {Cell[]} */
    this.cells = [];
    const runs = stage.panels.flatMap(({ landscape }) => landscape.runs);
    this.runs = runs.filter((run) => run.visible !== false);
    const alone = stage.panels.length > 1 || stage.panels[0].landscape.runs.length === 1;
    const shown = alone && this.runs.length > 0 ? stage.panels.filter(({ landscape }) => landscape.runs[0].visible !== false) : stage.panels;

    this.numbers = this.#numbers();
    let y = this.#head();
    this.legend = alone ? null : this.#key(y);
    y += this.legend ? this.legend.height : 0;
    y = this.#panels(stage, shown, alone, y, narrowest);
    const { figure } = stage.curves;
    if (curve && figure.series.length > 0) {
      const height = this.snap(!moving && figure.height > 2 ? figure.height : CURVE * this.unit);
      this.cells.push({ twin: figure, box: { x: this.edge, y: y + GAP, width: this.inner, height }, run: null, name: "" });
      y += GAP + height;
    }
    this.foot = y + this.snap(1.9 * FINE * this.unit);
    this.height = this.foot + this.snap(0.7 * FINE * this.unit);
    this.#twins(moving, moving && stage.layers ? stage.layers.still(stage.context.store.state) : undefined);
    this.canvas = this.make(this.columns, this.rows);
    this.context = this.canvas.getContext("2d", { willReadFrequently: moving });
  }

  /** In pixels. */
  get columns() {
    return Math.round(this.width * this.ratio);
  }

  get rows() {
    return Math.round(this.height * this.ratio);
  }

  /** The step's text stands beside the title, or below it where there is no room. @returns {number} where the head ends */
  #head() {
    const { measure, theme, unit, words } = this;
    const size = TITLE * unit;
    measure.font = font(theme, size / unit, "600");
    const title = block(measure, this.title, this.inner, 1.3 * size, 2);
    measure.font = font(theme, WORDS);
    const step = measure.measureText(words.say("player.at", { step: String(this.steps), steps: String(this.steps) })).width;
    this.lines = title.lines;
    this.leading = title.leading;
    this.first = this.edge + size;
    this.beside = title.lines.length === 1 && title.width + 2 * SPACE + step <= this.inner;
    this.stepLine = this.beside ? this.first : this.first + (title.lines.length - 1) * title.leading + 1.6 * WORDS * unit;
    return this.snap(Math.max(this.stepLine, this.first + (title.lines.length - 1) * title.leading) + SPACE * unit);
  }

  /** Room for any loss that will be said: the smallest and the largest are the longest. */
  #numbers() {
    const { measure, theme } = this;
    measure.font = font(theme, WORDS);
    const widths = this.runs.flatMap(({ loss }) => {
      let [least, most] = [Infinity, 0];
      for (let k = 0; k < loss.length; k++) {
        const size = Math.abs(loss[k]);
        if (size > 0 && size < least) least = size;
        if (size > most && size < Infinity) most = size;
      }
      return [least, most].map((size) => measure.measureText(this.#loss(-size)).width);
    });
    return Math.max(0, ...widths);
  }

  /** Pixels that the longest of names takes. @param {{name: string}[]} runs */
  #names(runs) {
    this.measure.font = font(this.theme, WORDS, "600");
    return Math.max(0, ...runs.map(({ name }) => this.measure.measureText(name).width));
  }

  /** Keys to the runs of one panel, in columns of one width, so that running numbers move nothing. @param {number} y */
  #key(y) {
    const wanted = KEY + 3 * SPACE + this.#names(this.runs) + this.numbers;
    const across = Math.max(1, Math.min(this.runs.length, Math.floor((this.inner + 2 * GAP) / (wanted + 2 * GAP))));
    const each = Math.min(wanted, (this.inner - (across - 1) * 2 * GAP) / across);
    return { y, across, each, height: Math.ceil(this.runs.length / across) * this.snap(ROW * this.unit) };
  }

  /** @returns {number} where the panels end */
  #panels(stage, shown, alone, top, narrowest) {
    const count = shown.length + (stage.data ? 1 : 0);
    const present = Number(stage.places.panels.style.getPropertyValue("--columns")) || 1;
    // Where there is more room than on the page, there may be more columns; where there is less, fewer.
    const wanted = Math.max(present, Math.floor((present * this.inner) / Math.max(1, stage.places.panels.clientWidth)));
    const columns = Math.max(1, Math.min(count, wanted, Math.floor((this.inner + GAP) / (narrowest * this.unit + GAP))));
    const each = this.snap((this.inner - (columns - 1) * GAP) / columns - 0.5);
    const wide = (/** @type {number} */ span) => each * span + (span - 1) * GAP;
    // Where there is no room for both, a name and a number stand below one another.
    const own = alone ? shown.map(({ landscape }) => landscape.runs[0]) : [];
    this.stacked = KEY + 3 * SPACE + this.#names(own) + (alone ? this.numbers : 0) > wide(1) - SPACE;
    const above = this.snap(alone || stage.data ? (HEAD + (this.stacked ? ROW : 0)) * this.unit : 0.4 * GAP);
    // Within its axes a panel keeps its proportions: what is round stays round.
    const { landscape } = shown[0];
    const { left, right, top: up, bottom } = landscape.transform.rect;
    const [around, over] = [landscape.width - (right - left), landscape.height - (bottom - up)];
    const height = this.snap(over + ((wide(1) - around) * (bottom - up)) / (right - left));
    const rows = Math.ceil(count / columns);
    const cells = [...shown.map((panel) => ({ figure: panel.landscape, span: 1, run: alone ? panel.landscape.runs[0] : null, name: "" }))];
    if (stage.data) cells.push({ figure: stage.data.plot, span: columns * rows - count + 1, run: null, name: this.words.say("figure.data_title") });
    cells.forEach(({ figure, span, run, name }, n) => {
      const x = this.edge + (n % columns) * (wide(1) + GAP);
      const y = top + above + Math.floor(n / columns) * (height + above + GAP);
      this.cells.push({ twin: figure, box: { x, y, width: wide(span), height }, run, name });
    });
    return top + rows * (height + above + GAP) - GAP;
  }

  /** In place of the page's figures, twins of the size that there is here. @param {boolean} moving @param {any} overlay  what lies over the paths; undefined: what does on the page */
  #twins(moving, overlay) {
    for (const cell of this.cells) {
      const { width, height } = cell.box;
      const canvas = this.make(width * this.ratio, height * this.ratio);
      canvas.getContext("2d", { willReadFrequently: moving });
      canvas.size = { width, height, ratio: this.ratio };
      const figure = cell.twin;
      cell.twin = twinOf(figure, canvas);
      if (overlay !== undefined && figure.overlay) cell.twin.overlay = overlay;
    }
  }

  /** @param {number} position */
  draw(position) {
    for (const { twin } of this.cells) twin.draw(position);
    frames.flush();
    const { context, theme, words, ratio } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = theme.paper;
    context.fillRect(0, 0, this.width, this.height);
    const step = Math.floor(position + 1e-9);
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    context.fillStyle = theme.ink;
    context.font = font(theme, TITLE, "600");
    this.lines?.forEach((line, n) => context.fillText(line, this.edge, this.first + n * this.leading));
    context.font = font(theme, WORDS);
    context.fillStyle = theme.soft;
    context.textAlign = this.beside ? "right" : "left";
    context.fillText(words.say("player.at", { step: String(step), steps: String(this.steps) }), this.beside ? this.width - this.edge : this.edge, this.stepLine);
    this.#drawLegend(step);
    for (const cell of this.cells) this.#drawCell(cell, step);
    context.font = font(theme, FINE);
    context.fillStyle = theme.faint;
    context.textAlign = "right";
    context.fillText(words.say("page.title"), this.width - this.edge, this.foot);
  }

  #drawLegend(step) {
    if (!this.legend) return;
    const { y, across, each } = this.legend;
    const row = this.snap(ROW * this.unit);
    this.runs.forEach((run, n) => {
      const x = this.edge + (n % across) * (each + 2 * GAP);
      this.#drawName(run, x, y + (Math.floor(n / across) + 0.5) * row, each, step, this.numbers);
    });
  }

  /** @param {Cell} cell @param {number} step */
  #drawCell({ twin, box, run, name }, step) {
    const { context, theme } = this;
    const middle = box.y - (0.5 * HEAD + (this.stacked && run ? ROW : 0)) * this.unit;
    // The number ends where the frame does, clear of the next panel's key.
    if (run) this.#drawName(run, box.x, middle, twin.transform.rect.right, step);
    if (name) {
      context.font = font(theme, WORDS, "600");
      context.fillStyle = theme.ink;
      context.textAlign = "left";
      context.fillText(name, box.x, middle + 0.36 * WORDS * this.unit);
    }
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.drawImage(twin.canvas, box.x, box.y, box.width, box.height);
    context.restore();
  }

  /**
   * The run's line, its name and its loss: at the right end, or with its left end where there are so many pixels left, below others; or
   * below the name.
   */
  #drawName(run, x, middle, width, step, number = 0) {
    const { context, theme, unit } = this;
    const stacked = this.stacked && !number;
    context.beginPath();
    context.moveTo(x, middle);
    context.lineTo(x + KEY, middle);
    context.lineWidth = 2.5;
    context.lineCap = "butt";
    context.setLineDash(dashOf(run));
    context.strokeStyle = colourOf(theme, run);
    context.stroke();
    context.setLineDash([]);
    const base = middle + 0.36 * WORDS * unit;
    const loss = this.#lossAt(run, step);
    context.font = font(theme, WORDS);
    context.fillStyle = theme.soft;
    context.textAlign = number || stacked ? "left" : "right";
    context.fillText(loss, stacked ? x + KEY + SPACE : x + width - number, stacked ? base + ROW * unit : base);
    const room = width - KEY - SPACE - (stacked ? 0 : 2 * SPACE + (number || context.measureText(loss).width));
    context.font = font(theme, WORDS, "600");
    context.fillStyle = theme.ink;
    context.textAlign = "left";
    // What was measured by itself must not fail by a hair.
    context.fillText(block(context, run.name, room + 1, WORDS, 1).lines[0] ?? "", x + KEY + SPACE, base);
  }

  #lossAt(run, step) {
    return this.#loss(run.loss[Math.min(step, run.loss.length - 1)]);
  }

  /** In words, for those who do not see it. @param {number} position */
  told(position) {
    const { words } = this;
    const step = Math.floor(position + 1e-9);
    const runs = this.runs.map((run) => words.say("summary.run", { name: run.name, outcome: this.#lossAt(run, step) }));
    return words.list([this.title, words.say("player.at", { step: String(step), steps: String(this.steps) }), ...runs]);
  }

  #loss(value) {
    return this.words.say("picture.loss", { loss: digits(value) });
  }

  destroy() {
    for (const { twin } of this.cells) twin.destroy();
  }
}
