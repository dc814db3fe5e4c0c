/** How much of a value axis is shown. */

/**
 * @typedef {object} Range
 * @property {"log" | "symlog" | "linear"} kind
 * @property {[number, number]} domain
 * @property {number} threshold  symlog; else 0
 */

/** Curves that sink further below their highest point than this many decades leave the axis at the bottom. */
const DEEPEST = 20;

/** A run that diverges may lift the axis (or lower) by this factor beyond everybody else; then its curve leaves. */
const HEADROOM = 1e3;
/** … and this on a linear axis, where a greater one would flatten everybody else. */
const LINEAR_HEADROOM = 2;

/**
 * The axis for some columns of values. Values that are not finite are passed over.
 * @param {{values: ArrayLike<number>, broken: boolean}[]} columns  broken: the run ended without arriving
 * @param {"auto" | "log" | "symlog" | "linear"} wanted  auto: log while nothing is below zero, else symlog; log falls back likewise
 * @returns {Range}
 */
export function rangeOf(columns, wanted = "auto") {
  let [least, most, floor, cap] = [Infinity, -Infinity, Infinity, -Infinity];
  let smallest = Infinity;
  for (const { values, broken } of columns) {
    for (let i = 0; i < values.length; i++) {
      const v = values[i];
      if (!Number.isFinite(v)) continue;
      if (v < least) least = v;
      if (v > most) most = v;
      if (v > 0 && v < smallest) smallest = v;
      if (broken && i > 0) continue;
      if (v < floor) floor = v;
      if (v > cap) cap = v;
    }
  }
  if (!(least <= most)) return { kind: wanted === "linear" ? "linear" : "log", domain: [0.1, 10], threshold: 0 };
  const reach = (wanted === "linear" ? LINEAR_HEADROOM : HEADROOM) * Math.max(Math.abs(floor), Math.abs(cap));
  if (reach > 0) [least, most] = [Math.max(least, -reach), Math.min(most, reach)];
  const log = wanted === "log" || wanted === "auto";
  if (log && least >= 0 && smallest < Infinity) {
    const high = roundUp(most);
    const low = roundDown(Math.max(smallest, high * 10 ** -DEEPEST));
    return { kind: "log", domain: low < high ? [low, high] : [low / 2, high * 2], threshold: 0 };
  }
  if (wanted === "linear" || least === most) {
    const pad = 0.05 * (most - least) || Math.abs(most) / 2 || 1;
    // Sizes that begin near zero are read from zero on.
    const low = wanted === "linear" && least >= 0 && least <= most / 2 ? 0 : least - pad;
    return { kind: "linear", domain: [low, most + pad], threshold: 0 };
  }
  const threshold = 10 ** Math.floor(Math.log10(typical(columns) || Math.max(-least, most) / 1000));
  return { kind: "symlog", domain: [outward(least, -1), outward(most, 1)], threshold };
}

/** The median size of what is not zero; 0 when all is. @param {{values: ArrayLike<number>}[]} columns */
function typical(columns) {
  const sizes = columns.flatMap(({ values }) => Array.from(values, Math.abs)).filter((v) => v > 0 && v < Infinity);
  return sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
}

/** The next of 1, 2, 5 × 10ⁿ up. An axis that ends on one stands still while its curves move a little. @param {number} v  above 0 */
export function roundUp(v) {
  const power = 10 ** Math.floor(Math.log10(v));
  for (const digit of [1, 2, 5]) if (v <= digit * power * (1 + 1e-9)) return digit * power;
  return 10 * power;
}

/** … and down. @param {number} v  above 0 */
export function roundDown(v) {
  const power = 10 ** Math.floor(Math.log10(v) + 1e-12);
  for (const digit of [5, 2, 1]) if (v >= digit * power * (1 - 1e-9)) return digit * power;
  return power / 2;
}

/** Away from (sign the same) or towards zero, whichever widens the axis. @param {number} v @param {1 | -1} side */
function outward(v, side) {
  if (v === 0) return 0;
  return Math.sign(v) === side ? side * roundUp(Math.abs(v)) : -side * roundDown(Math.abs(v));
}

/**
 * A curve with at most four points a pixel column: its first, lowest, highest and last there, each where it is. It draws the same pixels as all
 * the points would.
 * @param {ArrayLike<number>} pixels  height of each step; not finite: a gap
 * @param {(step: number) => number} across  step → pixel
 * @param {(x: number, y: number, pen: boolean) => void} visit  pen: false after a gap
 */
export function thinned(pixels, across, visit) {
  let pen = false;
  const last = pixels.length - 1;
  let i = 0;
  while (i <= last) {
    if (!Number.isFinite(pixels[i])) {
      pen = false;
      i++;
      continue;
    }
    const column = Math.floor(across(i));
    let [low, high, end] = [i, i, i];
    while (end < last && Number.isFinite(pixels[end + 1]) && Math.floor(across(end + 1)) === column) {
      end++;
      if (pixels[end] < pixels[low]) low = end;
      if (pixels[end] > pixels[high]) high = end;
    }
    let before = -1;
    for (const step of [i, Math.min(low, high), Math.max(low, high), end]) {
      if (step === before) continue;
      visit(across(step), pixels[step], pen);
      pen = true;
      before = step;
    }
    i = end + 1;
  }
}
