/** Paths as a canvas builds them, written as the `d` of an SVG path: turned into place at once, in hundredths of a pixel. */

/** Turned, moved and evenly scaled: [a, b, c, d, e, f] as a canvas has it. @typedef {[number, number, number, number, number, number]} Matrix */

/** @type {Matrix} */
export const IDENTITY = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. @param {Matrix} outer @param {Matrix} inner @returns {Matrix} */
export function times([a, b, c, d, e, f], [p, q, r, s, t, u]) {
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** How much longer a length becomes. @param {Matrix} matrix */
export const scaleOf = ([a, b]) => Math.hypot(a, b);

/** A number with two decimals at most, as short as it can be written. @param {number} value */
export const brief = (value) => String(Math.round(100 * value) / 100 || 0).replace(/^(-?)0\./, "$1.");

/** Numbers one behind the other: a minus needs no blank before it. @param {number[]} hundredths */
const listed = (hundredths) => hundredths.map((n) => brief(n / 100)).reduce((text, n) => (text && !n.startsWith("-") ? `${text} ${n}` : text + n), "");

export class PathPen {
  constructor() {
    this.d = "";
    this.command = "";
    /** Where the pen is and where the piece began, in hundredths, as written: what is rounded away does not add up. @type {[number, number] | null} */
    this.at = null;
    /** @type {[number, number] | null} */
    this.began = null;
    this.lifted = true;
  }

  /** Nothing has been drawn. */
  get empty() {
    return this.d === "";
  }

  /** @param {Matrix} matrix @param {number} x @param {number} y */
  move(matrix, x, y) {
    this.at = this.began = rounded(matrix, x, y);
    this.lifted = true;
  }

  /** @param {Matrix} matrix @param {number} x @param {number} y */
  line(matrix, x, y) {
    if (!this.at) return this.move(matrix, x, y);
    this.#lower();
    const [px, py] = this.at;
    this.at = rounded(matrix, x, y);
    this.#write("l", [this.at[0] - px, this.at[1] - py]);
  }

  close() {
    if (this.lifted || !this.began) return;
    this.d += "z";
    this.command = "z";
    this.at = this.began;
    this.lifted = true;
  }

  /** @param {Matrix} matrix @param {number} x @param {number} y @param {number} radius @param {number} from @param {number} to @param {boolean} back */
  arc(matrix, x, y, radius, from, to, back) {
    const turn = 2 * Math.PI;
    let sweep = back ? from - to : to - from;
    sweep = sweep >= turn ? turn : ((sweep % turn) + turn) % turn;
    const angle = (/** @type {number} */ share) => from + (back ? -1 : 1) * share * sweep;
    const point = (/** @type {number} */ share) => /** @type {const} */ ([x + radius * Math.cos(angle(share)), y + radius * Math.sin(angle(share))]);
    const first = rounded(matrix, ...point(0));
    if (!this.at) this.move(matrix, ...point(0));
    else if (String(this.at) !== String(first)) this.line(matrix, ...point(0));
    this.#lower();
    // A whole turn ends where it began, which would be no arc: two halves.
    const r = Math.round(100 * radius * scaleOf(matrix));
    for (const share of sweep > 0.99 * turn ? [0.5, 1] : [1]) {
      const [px, py] = /** @type {[number, number]} */ (this.at);
      this.at = rounded(matrix, ...point(share));
      const large = sweep > Math.PI && share === 1 && sweep <= 0.99 * turn ? 1 : 0;
      this.command = "a";
      this.d += `a${listed([r, r])} 0 ${large} ${back ? 0 : 1} ${listed([this.at[0] - px, this.at[1] - py])}`;
    }
  }

  /** The move that was waiting for something to be drawn. */
  #lower() {
    if (!this.lifted) return;
    this.#write("M", /** @type {[number, number]} */ (this.at));
    this.lifted = false;
  }

  /** @param {string} command @param {number[]} numbers */
  #write(command, numbers) {
    const text = listed(numbers);
    this.d += this.command === command && command === "l" ? (text.startsWith("-") ? text : ` ${text}`) : command + text;
    this.command = command;
  }
}

/** @param {Matrix} matrix @param {number} x @param {number} y @returns {[number, number]} */
function rounded([a, b, c, d, e, f], x, y) {
  return [Math.round(100 * (a * x + c * y + e)), Math.round(100 * (b * x + d * y + f))];
}
