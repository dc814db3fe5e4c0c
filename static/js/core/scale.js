/** From units to pixels and back. One transform a figure: nothing else multiplies by a scale. */

/**
 * @typedef {object} Scale
 * @property {"linear" | "log" | "symlog"} kind
 * @property {[number, number]} domain
 * @property {[number, number]} range
 * @property {number} threshold  symlog: where the straight part ends; else 0
 * @property {(value: number) => number} map  unit → pixel
 * @property {(pixel: number) => number} invert  pixel → unit
 */

/** @typedef {{x: [number, number], y: [number, number]}} View */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Rect */

/**
 * @param {Scale["kind"]} kind
 * @param {[number, number]} domain
 * @param {[number, number]} range
 * @param {(value: number) => number} forward
 * @param {(bent: number) => number} back
 * @param {number} threshold
 * @returns {Scale}
 */
function bent(kind, domain, range, forward, back, threshold) {
  const [lo, hi] = domain;
  if (!(Number.isFinite(lo) && Number.isFinite(hi) && lo < hi)) {
    throw new RangeError(`a domain is two finite numbers, the smaller first, not [${lo}, ${hi}]`);
  }
  const [start, end] = [forward(lo), forward(hi)];
  const [from, to] = range;
  const slope = (to - from) / (end - start);
  return {
    kind,
    domain,
    range,
    threshold,
    map: (value) => from + (forward(value) - start) * slope,
    invert: (pixel) => back(start + (pixel - from) / slope),
  };
}

/** @param {[number, number]} domain @param {[number, number]} range */
export function linear(domain, range) {
  const same = (/** @type {number} */ v) => v;
  return bent("linear", domain, range, same, same, 0);
}

/** Zero and below map to −∞ or NaN: the caller says what that looks like. @param {[number, number]} domain @param {[number, number]} range */
export function log(domain, range) {
  if (!(domain[0] > 0)) throw new RangeError(`a log scale starts above 0, not at ${domain[0]}`);
  return bent("log", domain, range, Math.log10, (v) => 10 ** v, 0);
}

/**
 * Straight within ±threshold, logarithmic beyond; the two parts meet smoothly: sign(v)·log10(1 + |v| / threshold).
 * @param {[number, number]} domain @param {[number, number]} range @param {number} threshold
 */
export function symlog(domain, range, threshold) {
  if (!(threshold > 0)) throw new RangeError(`a symlog scale needs a threshold above 0, not ${threshold}`);
  const forward = (/** @type {number} */ v) => (Math.sign(v) * Math.log1p(Math.abs(v) / threshold)) / Math.LN10;
  const back = (/** @type {number} */ v) => Math.sign(v) * threshold * Math.expm1(Math.abs(v) * Math.LN10);
  return bent("symlog", domain, range, forward, back, threshold);
}

/** A view laid into a rectangle of pixels, y upwards. */
export class Transform {
  /** @param {View} view @param {Rect} rect */
  constructor(view, rect) {
    this.view = view;
    this.rect = rect;
    this.x = linear(view.x, [rect.left, rect.right]);
    this.y = linear(view.y, [rect.bottom, rect.top]);
  }

  /** @param {{x: number, y: number}} point units @returns {{x: number, y: number}} pixels */
  toPixel(point) {
    return { x: this.x.map(point.x), y: this.y.map(point.y) };
  }

  /** @param {{x: number, y: number}} pixel @returns {{x: number, y: number}} units */
  toUnit(pixel) {
    return { x: this.x.invert(pixel.x), y: this.y.invert(pixel.y) };
  }

  /** A displacement at a point, in pixels. @param {{x: number, y: number}} point @param {number} dx @param {number} dy @returns {[number, number]} */
  along(point, dx, dy) {
    const { grain } = this;
    return [dx / grain.x, -dy / grain.y];
  }

  /** Units a pixel, each axis. */
  get grain() {
    const { view, rect } = this;
    return { x: (view.x[1] - view.x[0]) / (rect.right - rect.left), y: (view.y[1] - view.y[0]) / (rect.bottom - rect.top) };
  }

  /**
   * A path as pixels, x and y alternating. What is further than FARTHEST counts as there, so that differences stay finite.
   * @param {ArrayLike<number>} xs @param {ArrayLike<number>} ys @returns {Float64Array}
   */
  project(xs, ys) {
    const pixels = new Float64Array(2 * xs.length);
    for (let i = 0; i < xs.length; i++) {
      pixels[2 * i] = near(this.x.map(xs[i]));
      pixels[2 * i + 1] = near(this.y.map(ys[i]));
    }
    return pixels;
  }
}

const FARTHEST = 1e12;

/** @param {number} pixel */
function near(pixel) {
  return Math.min(FARTHEST, Math.max(-FARTHEST, pixel));
}

/** A view never gets thinner than doubles can tell apart, nor wider than the engine accepts. */
const THINNEST = 1e-9;
const WIDEST = 1e12;

/**
 * The view magnified `factor` times (below 1: shrunk) so that `at` stays where it is; the same view when it would leave the limits.
 * @param {View} view @param {number} factor @param {{x: number, y: number}} at @returns {View}
 */
export function zoomed(view, factor, at) {
  const axis = (/** @type {[number, number]} */ [lo, hi], /** @type {number} */ c) =>
    /** @type {[number, number]} */ ([c + (lo - c) / factor, c + (hi - c) / factor]);
  const next = { x: axis(view.x, at.x), y: axis(view.y, at.y) };
  const fits = [next.x, next.y].every(([lo, hi]) => {
    const reach = Math.max(Math.abs(lo), Math.abs(hi));
    return hi - lo > THINNEST * Math.max(1e-3, reach) && reach < WIDEST;
  });
  return fits ? next : view;
}

/** The view moved by so many units. @param {View} view @param {number} dx @param {number} dy @returns {View} */
export function panned(view, dx, dy) {
  return { x: [view.x[0] + dx, view.x[1] + dx], y: [view.y[0] + dy, view.y[1] + dy] };
}

/** @param {View} p @param {View} q */
export function sameView(p, q) {
  return p.x[0] === q.x[0] && p.x[1] === q.x[1] && p.y[0] === q.y[0] && p.y[1] === q.y[1];
}
