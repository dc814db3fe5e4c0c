/**
 * Where a value stands on its slider and back. Pure.
 *
 * A slider runs from 0 to 1 over the useful range that the catalogue names; the number field beside it takes
 * every allowed number. Values off a slider are rounded to what the eye can tell apart, so that addresses stay short.
 */

/**
 * @typedef {object} Quantity   as the catalogue describes it
 * @property {string} name
 * @property {string} symbol
 * @property {number} default
 * @property {number | null} minimum    allowed, included; null where there is no bound
 * @property {number | null} maximum
 * @property {[number, number]} slider  useful
 * @property {"linear" | "log" | "integer" | "switch"} scale
 * @property {boolean} [whole]          whole numbers only, whatever the scale
 * @property {Record<string, string>} description   by language
 */

/** A log slider of a quantity that is off by default (weight decay) has 0 at its left end. */
const offAtLeft = (spec) => spec.scale === "log" && spec.default === 0;

export const isWhole = (spec) => spec.whole === true || spec.scale === "integer" || spec.scale === "switch";

/** @param {Quantity} spec @param {number} value @returns {number} 0…1 */
export function toSlider(spec, value) {
  const [low, high] = spec.slider;
  const inside = Math.min(high, Math.max(low, value));
  if (spec.scale === "log") return Math.log(inside / low) / Math.log(high / low);
  return (inside - low) / (high - low);
}

/** @param {Quantity} spec @param {number} place 0…1 @returns {number} */
export function fromSlider(spec, place) {
  const [low, high] = spec.slider;
  if (spec.scale === "log") {
    if (place <= 0) return offAtLeft(spec) ? 0 : low;
    if (place >= 1) return high;
    const value = low * (high / low) ** place;
    return isWhole(spec) ? Math.round(Number(value.toPrecision(2))) : Number(value.toPrecision(3));
  }
  const value = low + (high - low) * place;
  if (isWhole(spec)) return Math.round(value);
  if (place <= 0 || place >= 1) return place <= 0 ? low : high;
  const digits = Math.max(0, 3 - Math.floor(Math.log10(high - low)));
  return Number(value.toFixed(digits));
}

/**
 * One press of an arrow key: a tenth of a decade, a hundredth of a linear range, one of a count.
 * @param {Quantity} spec @param {number} value @param {number} direction  ±1, ±10 for a page
 */
export function nudge(spec, value, direction) {
  const [low, high] = spec.slider;
  if (spec.scale === "log") {
    if (value <= 0) return direction > 0 ? low : value;
    const next = value * 10 ** (direction / 10);
    if (next < low * 0.999 && offAtLeft(spec)) return 0;
    if (isWhole(spec)) return Math.max(low, direction > 0 ? Math.ceil(next) : Math.floor(next));
    return Number(next.toPrecision(3));
  }
  const step = isWhole(spec) ? 1 : (high - low) / 100;
  return within(spec, Number((value + direction * step).toPrecision(6)));
}

/** The nearest allowed value. */
export const within = (spec, value) =>
  Math.min(spec.maximum ?? Infinity, Math.max(spec.minimum ?? -Infinity, value));

/**
 * A typed number. Full-width digits and a real minus are as good as ASCII.
 * @returns {{value?: number, error?: "number" | "whole" | "range"}}   one of the two
 */
export function readNumber(text, { minimum = null, maximum = null, whole = false } = {}) {
  const plain = text.normalize("NFKC").replaceAll("−", "-").replaceAll("。", ".").replace(/\s*[×x]\s*10\^?/, "e").trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return { error: "number" };
  const value = Number(plain);
  if (!Number.isFinite(value)) return { error: "number" };
  if (whole && !Number.isInteger(value)) return { error: "whole" };
  if ((minimum !== null && value < minimum) || (maximum !== null && value > maximum)) return { error: "range" };
  return { value };
}
