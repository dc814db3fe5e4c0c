/** Where an axis is marked. */

/** @typedef {{values: number[], step: number}} LinearTicks */
/** @typedef {{major: number[], minor: number[]}} LogTicks  major ones carry a number */

/** The nearest of 1, 2, 5 × 10ⁿ that is not below `rough`. @param {number} rough */
export function niceStep(rough) {
  const { digit, exponent } = nice(rough);
  return times(digit, exponent);
}

/** @param {number} rough @returns {{digit: number, exponent: number}} */
function nice(rough) {
  const exponent = Math.floor(Math.log10(rough));
  const leading = rough / power(exponent);
  // The margin forgives 2.0000000001, which the division leaves of an exact 2.
  const digit = [1, 2, 5].find((d) => leading <= d * (1 + 1e-9));
  return digit ? { digit, exponent } : { digit: 1, exponent: exponent + 1 };
}

/**
 * n × 10^exponent to the nearest double: dividing by a whole power of ten does not add 0.30000000000000004.
 * @param {number} n @param {number} exponent
 */
function times(n, exponent) {
  // Adding 0 turns −0 into 0.
  return (exponent < 0 ? n / power(-exponent) : n * power(exponent)) + 0;
}

/**
 * Multiples of a nice step within [lo, hi], about `count` of them and never more than count + 1.
 * @param {number} lo @param {number} hi @param {number} [count] @returns {LinearTicks}
 */
export function linearTicks(lo, hi, count = 5) {
  const span = hi - lo;
  if (!(span > 0) || !Number.isFinite(span)) return { values: [], step: 0 };
  const { digit, exponent } = nice(span / Math.max(1, count));
  const step = times(digit, exponent);
  const first = Math.ceil(lo / step - 1e-9);
  const last = Math.floor(hi / step + 1e-9);
  const values = [];
  for (let k = first; k <= last; k++) values.push(times(k * digit, exponent));
  return { values, step };
}

/**
 * Powers of ten within [lo, hi], thinned to about `count`; between them 2 … 9 or the powers left out. Of two powers alone, 2 and 5 between
 * and beside them carry numbers, too. About a single one: 1, 2, 5 of each decade; where those are too few, linear ticks.
 * @param {number} lo  above 0 @param {number} hi @param {number} [count] @returns {LogTicks}
 */
export function logTicks(lo, hi, count = 6) {
  const slack = 1e-9;
  const first = Math.ceil(Math.log10(lo) - slack);
  const last = Math.floor(Math.log10(hi) + slack);
  if (last <= first) {
    const round = [first - 1, first].flatMap((e) => [1, 2, 5].map((digit) => times(digit, e))).filter((v) => v >= lo * (1 - slack) && v <= hi * (1 + slack));
    if (round.length > 2 && count > 2) return { major: round, minor: [] };
    return { major: linearTicks(lo, hi, Math.min(count, 4)).values.filter((v) => v > 0), minor: [] };
  }
  const stride = Math.max(1, Math.ceil((last - first) / Math.max(1, count - 1)));
  /** @type {LogTicks} */
  const ticks = { major: [], minor: [] };
  for (let e = first; e <= last; e++) (mod(e, stride) === 0 ? ticks.major : ticks.minor).push(power(e));
  if (stride === 1 && last - first <= 6) {
    for (let e = first - 1; e <= last; e++) {
      for (let digit = 2; digit <= 9; digit++) {
        const value = digit * power(e);
        const numbered = last - first === 1 && count >= 5 && (digit === 2 || digit === 5);
        if (value >= lo && value <= hi) (numbered ? ticks.major : ticks.minor).push(value);
      }
    }
  }
  ticks.major.sort((a, b) => a - b);
  return ticks;
}

/**
 * Zero and ± powers of ten from the threshold outwards, thinned to about `count`.
 * @param {number} lo @param {number} hi @param {number} threshold @param {number} [count] @returns {LogTicks}
 */
export function symlogTicks(lo, hi, threshold, count = 6) {
  const inner = Math.ceil(Math.log10(threshold) - 1e-9);
  const decades = (/** @type {number} */ reach) => Math.max(0, Math.floor(Math.log10(Math.max(reach, threshold / 100)) + 1e-9) - inner + 1);
  const [below, above] = [decades(-lo), decades(hi)];
  const stride = Math.max(1, Math.ceil((below + above) / Math.max(1, count - 1)));
  /** @type {LogTicks} */
  const ticks = { major: [], minor: [] };
  if (lo <= 0 && hi >= 0) ticks.major.push(0);
  for (const [sign, number] of [
    [-1, below],
    [1, above],
  ]) {
    for (let i = 0; i < number; i++) {
      const value = sign * power(inner + i);
      // Count from the outermost, which says how far the axis goes.
      if (value >= lo && value <= hi) ((number - 1 - i) % stride === 0 ? ticks.major : ticks.minor).push(value);
    }
  }
  ticks.major.sort((a, b) => a - b);
  return ticks;
}

/** @param {number} e */
function power(e) {
  return Number(`1e${e}`);
}

/** @param {number} a @param {number} n */
function mod(a, n) {
  return ((a % n) + n) % n;
}
