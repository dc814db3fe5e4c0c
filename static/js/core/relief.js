/**
 * How the heights of a field become colours and contour levels.
 *
 * The ground of a loss surface spans many orders of magnitude, so heights count in the logarithm of f − f_min, with f_min the known
 * minimum or, when nobody knows it, the lowest ground in view, as long as that lies inside the view. A function that sinks
 * beyond the view's border has no such ground: it is drawn in powers of ten above and below zero, or evenly when it spans little.
 */

import { linearTicks } from "#app/core/ticks.js";

/** @typedef {{value: number, strong: boolean}} Level */
/**
 * @typedef {object} Relief
 * @property {"log" | "symlog" | "linear"} kind
 * @property {number} base  log: heights are measured from here; else 0
 * @property {number} low  smallest height (log), threshold (symlog) or value (linear) that is told apart
 * @property {number} high  largest
 * @property {(value: number) => number} tone  value of f → place on the ramp, 0…1, cut at the ends
 * @property {Level[]} levels  ascending values of f; every fifth is strong and a round number above the base
 */

/** Contour lines at most; a third more never hurts. */
const MOST_LEVELS = 22;

/** Contours around less than this share of the area would be specks. */
const SPECK = 0.002;

/** The lowest ground of this share of the area has one colour, or the rest would have to share the upper half of the ramp. */
const LOWLAND = 0.012;

/** Between its nodes a refined field may sink below the known minimum by this share of its lower ground: a ripple, and no lower minimum. */
const RIPPLE = 0.01;

/** Under this many decades, even steps say more than geometric ones. */
const FEW_DECADES = 0.5;

/**
 * @param {{values: ArrayLike<number>, nx: number, ny: number, minimum?: number | null}} field @returns {Relief}
 */
export function relief({ values, nx, ny, minimum = null }) {
  const { sorted, lowest, at } = survey(values);
  if (!sorted.length) return even(sorted, 0, 0);
  const floor = sorted[0];
  const top = quantile(sorted, 0.998);
  if (!(top > floor)) return even(sorted, floor, floor);
  const inside = at % nx > 0 && at % nx < nx - 1 && at >= nx && at < nx * (ny - 1);
  if (minimum !== null || inside) {
    const ripple = RIPPLE * (quantile(sorted, 0.05) - lowest);
    const base = minimum === null ? lowest - dip(values, nx, at) : lowest < minimum - ripple ? lowest : minimum;
    const heights = sorted.map((v) => v - base);
    const high = quantile(heights, 0.998);
    const low = Math.max(firstPositive(heights), quantile(heights, SPECK), high * 1e-18);
    // Far from the minimum, all ground is high and differs little.
    if (Math.log10(high / low) < FEW_DECADES) return even(sorted, floor, top);
    return geometric(heights, base, low, high, Math.max(low, quantile(heights, LOWLAND)));
  }
  if (floor >= 0 && top > 50 * quantile(sorted, 0.01) && firstPositive(sorted) < top / 50) {
    return geometric(sorted, 0, Math.max(firstPositive(sorted), quantile(sorted, 0.01)), top);
  }
  const sizes = sorted.map(Math.abs).sort();
  const [middle, far] = [quantile(sizes, 0.5), quantile(sizes, 0.998)];
  if (floor < 0 && top > 0 && far > 30 * middle) return symmetric(floor, top, Math.max(firstPositive(sizes), quantile(sizes, 0.05)));
  return even(sorted, floor, top);
}

/** Finite values in order (a sample of them when there are many), the lowest and where it is. @param {ArrayLike<number>} values */
function survey(values) {
  const stride = Math.max(1, Math.floor(values.length / 20000));
  const sample = [];
  let lowest = Infinity;
  let at = 0;
  for (let k = 0; k < values.length; k++) {
    const v = values[k];
    if (!Number.isFinite(v)) continue;
    if (v < lowest) [lowest, at] = [v, k];
    if (k % stride === 0) sample.push(v);
  }
  if (sample.length && lowest < Infinity) sample.push(lowest);
  return { sorted: Float64Array.from(sample).sort(), lowest, at };
}

/** @param {Float64Array} sorted @param {number} share */
function quantile(sorted, share) {
  return sorted[Math.round(share * (sorted.length - 1))];
}

/** @param {Float64Array} sorted */
function firstPositive(sorted) {
  return sorted.find((v) => v > 0) ?? Number.MIN_VALUE;
}

/**
 * How far under the lowest node the bottom lies: the vertex of a parabola along each axis.
 * @param {ArrayLike<number>} values @param {number} nx @param {number} at  an inner node
 */
function dip(values, nx, at) {
  let depth = 0;
  for (const stride of [1, nx]) {
    const [before, here, after] = [values[at - stride], values[at], values[at + stride]];
    const bend = before + after - 2 * here;
    if (Number.isFinite(bend) && bend > 0) depth += (after - before) ** 2 / (8 * bend);
  }
  return depth;
}

/**
 * Whether a good part of the ground is at this height, give or take: a contour there would trace ripples.
 * @param {Float64Array} sorted @param {number} height @param {number} margin
 */
function plateau(sorted, height, margin) {
  return rank(sorted, height + margin) - rank(sorted, height - margin) > 0.25 * sorted.length;
}

/** How many are below. @param {Float64Array} sorted @param {number} limit */
function rank(sorted, limit) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** @param {number} t */
function cut(t) {
  return t > 0 ? Math.min(1, t) : 0;
}

/**
 * @param {Float64Array} heights  in order @param {number} base @param {number} low @param {number} high
 * @param {number} [lowland]  height with which the ramp begins @returns {Relief}
 */
function geometric(heights, base, low, high, lowland = low) {
  const [from, span] = [Math.log(lowland), Math.log(high / lowland)];
  const levels = geometricHeights(low, high)
    .filter(({ value }) => !plateau(heights, value, 0.01 * value))
    .map(({ value, strong }) => ({ value: base + value, strong }));
  return { kind: "log", base, low, high, tone: (v) => (v > base ? cut((Math.log(v - base) - from) / span) : 0), levels };
}

/**
 * Heights between low and high: round strong ones, four geometric ones between each two.
 * @param {number} low @param {number} high @returns {Level[]}
 */
export function geometricHeights(low, high) {
  const decades = Math.log10(high / low);
  const digits = decades * 15 <= MOST_LEVELS ? [1, 2, 5] : decades * 10 <= MOST_LEVELS ? [1, 3] : [1];
  const stride = digits.length > 1 ? 1 : Math.max(1, Math.ceil((decades * 5) / MOST_LEVELS));
  const strong = [];
  const first = Math.floor(Math.log10(low));
  for (let e = first - (((first % stride) + stride) % stride); strong.length < 2 || strong[strong.length - 2] < high; e += stride) {
    for (const digit of digits) strong.push(Number(`${digit}e${e}`));
  }
  const levels = [];
  for (let s = 0; s + 1 < strong.length; s++) {
    const ratio = strong[s + 1] / strong[s];
    for (let k = 0; k < 5; k++) levels.push({ value: strong[s] * ratio ** (k / 5), strong: k === 0 });
  }
  return levels.filter(({ value }) => value > low && value < high);
}

/** @param {number} floor @param {number} top @param {number} threshold @returns {Relief} */
function symmetric(floor, top, threshold) {
  const bend = (/** @type {number} */ v) => Math.sign(v) * Math.log1p(Math.abs(v) / threshold);
  const [from, span] = [bend(floor), bend(top) - bend(floor)];
  const reach = Math.max(-floor, top);
  const heights = geometricHeights(threshold, reach);
  const levels = [
    ...heights.map(({ value, strong }) => ({ value: -value, strong })).reverse(),
    { value: 0, strong: true },
    ...heights,
  ].filter(({ value }) => value > floor && value < top);
  return { kind: "symlog", base: 0, low: threshold, high: reach, tone: (v) => cut((bend(v) - from) / span), levels };
}

/** @param {Float64Array} sorted @param {number} floor @param {number} top @returns {Relief} */
function even(sorted, floor, top) {
  const span = top - floor;
  if (!(span > 0)) return { kind: "linear", base: 0, low: floor, high: top, tone: () => 0, levels: [] };
  const { values, step } = linearTicks(floor, top, MOST_LEVELS);
  const levels = values
    .filter((value) => value > floor && value < top && !plateau(sorted, value, 0.01 * span))
    .map((value) => ({ value, strong: Math.round(value / step) % 5 === 0 }));
  return { kind: "linear", base: 0, low: floor, high: top, tone: (v) => cut((v - floor) / span), levels };
}
