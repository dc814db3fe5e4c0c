/** What stands in place of a canvas and of its context while an SVG file is drawn (svg.js). */

import { IDENTITY, PathPen, scaleOf, brief, times } from "#app/core/svgpath.js";
import { attributes, escaped, plain } from "#app/core/svgtext.js";

/** @typedef {import("#app/core/svgpath.js").Matrix} Matrix */
/** @typedef {import("#app/core/svg.js").Drawing} Drawing */

/** What save keeps beside the transform. */
const STATE = ["strokeStyle", "fillStyle", "lineWidth", "lineJoin", "lineCap", "miterLimit", "dash", "lineDashOffset", "globalAlpha", "font", "textAlign", "textBaseline"];
const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" };

/** Fonts with italic letters, one of which is nearly everywhere; not every program knows what "serif" is. */
const ITALICS = "STIX Two Text, Times New Roman, Liberation Serif, DejaVu Serif, serif";

/** As much of a canvas as figures need. */
export class Sheet extends EventTarget {
  #width = 0;
  #height = 0;

  /** @param {Drawing} drawing @param {number} width @param {number} height */
  constructor(drawing, width, height) {
    super();
    this.drawing = drawing;
    this.#width = width;
    this.#height = height;
    this.style = {};
    this.ownerDocument = { createElement: () => drawing.sheet(), documentElement: null };
    this.context = new SvgContext(this);
  }

  get width() {
    return this.#width;
  }

  set width(width) {
    this.#width = width;
    this.context.reset();
  }

  get height() {
    return this.#height;
  }

  set height(height) {
    this.#height = height;
    this.context.reset();
  }

  getContext() {
    return this.context;
  }
}

export class SvgContext {
  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.sheet = sheet;
    /** Pictures are made of pixels, on a real page. */
    this.canvas = { ownerDocument: sheet.drawing.document };
    this.reset();
  }

  reset() {
    /** @type {string[]} */
    this.out = [];
    this.open = 0;
    /** @type {any[]} */
    this.stack = [];
    /** @type {Matrix} */
    this.matrix = IDENTITY;
    this.pen = new PathPen();
    this.strokeStyle = this.fillStyle = "#000000";
    this.lineWidth = 1;
    this.lineJoin = "miter";
    this.lineCap = "butt";
    this.miterLimit = 10;
    /** @type {number[]} */
    this.dash = [];
    this.lineDashOffset = 0;
    this.globalAlpha = 1;
    this.font = "10px sans-serif";
    this.textAlign = "start";
    this.textBaseline = "alphabetic";
    this.imageSmoothingEnabled = true;
    this.imageSmoothingQuality = "low";
  }

  /** What has been drawn, with what is still open closed. */
  get content() {
    return this.out.join("") + "</g>".repeat(this.open);
  }

  save() {
    this.stack.push([this.matrix, this.open, ...STATE.map((name) => this[name])]);
  }

  restore() {
    const kept = this.stack.pop();
    if (!kept) return;
    const [matrix, open, ...values] = kept;
    this.matrix = matrix;
    this.out.push("</g>".repeat(this.open - open));
    this.open = open;
    STATE.forEach((name, n) => (this[name] = values[n]));
  }

  setTransform(a, b, c, d, e, f) {
    this.matrix = [a, b, c, d, e, f];
  }

  translate(x, y) {
    this.matrix = times(this.matrix, [1, 0, 0, 1, x, y]);
  }

  rotate(angle) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = times(this.matrix, [c, s, -s, c, 0, 0]);
  }

  scale(x, y) {
    this.matrix = times(this.matrix, [x, 0, 0, y, 0, 0]);
  }

  setLineDash(dash) {
    this.dash = [...dash];
  }

  getLineDash() {
    return [...this.dash];
  }

  beginPath() {
    this.pen = new PathPen();
  }

  moveTo(x, y) {
    this.pen.move(this.matrix, x, y);
  }

  lineTo(x, y) {
    this.pen.line(this.matrix, x, y);
  }

  closePath() {
    this.pen.close();
  }

  arc(x, y, radius, from, to, back = false) {
    this.pen.arc(this.matrix, x, y, radius, from, to, back);
  }

  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  roundRect(x, y, width, height, radius) {
    const [right, bottom, quarter] = [x + width - radius, y + height - radius, Math.PI / 2];
    this.moveTo(x + radius, y);
    this.arc(right, y + radius, radius, -quarter, 0);
    this.arc(right, bottom, radius, 0, quarter);
    this.arc(x + radius, bottom, radius, quarter, 2 * quarter);
    this.arc(x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
    this.closePath();
  }

  fillRect(x, y, width, height) {
    const { pen } = this;
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
    this.pen = pen;
  }

  /** Only a whole sheet is ever wiped. */
  clearRect() {
    this.reset();
  }

  clip() {
    this.out.push(`<g clip-path="url(#${this.sheet.drawing.clip(this.pen.d)})">`);
    this.open++;
  }

  fill() {
    if (!this.pen.empty) this.out.push(`<path d="${this.pen.d}"${attributes({ fill: this.fillStyle, "fill-opacity": this.#alpha })}/>`);
  }

  stroke() {
    if (!this.pen.empty) this.out.push(`<path d="${this.pen.d}" fill="none"${this.#line()}/>`);
  }

  fillText(text, x, y) {
    this.#text(text, x, y, attributes({ fill: this.fillStyle, "fill-opacity": this.#alpha }));
  }

  strokeText(text, x, y) {
    this.#text(text, x, y, ` fill="none"${this.#line()}`);
  }

  measureText(text) {
    const { measure } = this.sheet.drawing;
    measure.font = this.font;
    return measure.measureText(text);
  }

  /** A picture's pixels, or another sheet. @param {any} image */
  drawImage(image, x, y, width, height) {
    const { drawing } = this.sheet;
    if (image instanceof Sheet) {
      const matrix = times(this.matrix, [width / image.width, 0, 0, height / image.height, x, y]);
      this.out.push(drawing.part(image.context.content, transformOf(matrix)));
      return;
    }
    const href = drawing.pictures.get(image) ?? image.toDataURL();
    drawing.pictures.set(image, href);
    const place = attributes({ x: brief(x), y: brief(y), width: brief(width), height: brief(height), transform: transformOf(this.matrix), opacity: this.#alpha });
    this.out.push(`<image href="${href}" preserveAspectRatio="none"${place}/>`);
  }

  get #alpha() {
    return this.globalAlpha === 1 ? null : brief(this.globalAlpha);
  }

  #line() {
    const scale = scaleOf(this.matrix);
    const dash = this.dash.map((length) => brief(scale * length)).join(" ");
    return attributes({
      stroke: this.strokeStyle,
      "stroke-width": brief(scale * this.lineWidth),
      "stroke-linejoin": this.lineJoin === "miter" ? null : this.lineJoin,
      "stroke-linecap": this.lineCap === "butt" ? null : this.lineCap,
      "stroke-dasharray": dash || null,
      "stroke-dashoffset": dash && this.lineDashOffset ? brief(scale * this.lineDashOffset) : null,
      "stroke-opacity": this.#alpha,
    });
  }

  #text(text, x, y, paint) {
    const [, style, size, family] = /^(.*?)([\d.]+)px (.*)$/.exec(this.font.replace(/\s+/g, " ")) ?? [null, "", "10", "sans-serif"];
    const place = transformOf(times(this.matrix, [1, 0, 0, 1, x, y + this.#drop(text)]));
    const { text: letters, italic } = plain(text);
    const face = attributes({
      transform: place,
      "font-family": italic ? ITALICS : family,
      "font-size": brief(Number(size)),
      "font-style": italic || /italic/.test(style) ? "italic" : null,
      "font-weight": /bold|\d{3}/.exec(style)?.[0],
      "text-anchor": ANCHORS[this.textAlign] === "start" ? null : ANCHORS[this.textAlign],
    });
    this.out.push(`<text${face}${paint}>${escaped(letters)}</text>`);
  }

  /** How far the foot of the letters is below the line that was asked for: viewers disagree about all other lines. */
  #drop(text) {
    if (this.textBaseline === "alphabetic") return 0;
    const { measure } = this.sheet.drawing;
    measure.font = this.font;
    const [foot, asked] = ["alphabetic", this.textBaseline].map((baseline) => {
      measure.textBaseline = baseline;
      return measure.measureText(text).actualBoundingBoxAscent ?? 0;
    });
    measure.textBaseline = "alphabetic";
    return foot - asked;
  }
}

/** @param {Matrix} matrix */
function transformOf(matrix) {
  const [a, b, c, d, e, f] = matrix.map((value) => Math.round(1e5 * value) / 1e5 || 0);
  if (a === 1 && b === 0 && c === 0 && d === 1) return e || f ? `translate(${brief(e)} ${brief(f)})` : "";
  return `matrix(${a} ${b} ${c} ${d} ${brief(e)} ${brief(f)})`;
}
