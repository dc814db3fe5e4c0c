/** Numbers as a textbook prints them: a real minus, × 10ⁿ with raised digits, and widths that do not change while they run. */

const RAISED = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
const MINUS = "\u2212";
const FIGURE_SPACE = "\u2007";

/** @param {number} exponent  a whole number */
export function raised(exponent) {
  const digits = [...String(Math.abs(exponent))].map((d) => RAISED[Number(d)]).join("");
  return (exponent < 0 ? "⁻" : "") + digits;
}

/** @param {string} digits  as JavaScript writes a number */
function typeset(digits) {
  const [mantissa, exponent] = digits.split("e");
  const body = mantissa.replace("-", MINUS);
  if (exponent === undefined) return body;
  return `${body}×10${raised(Number(exponent))}`;
}

/** @param {number} value @returns {string | null} */
function odd(value) {
  if (Number.isNaN(value)) return "–";
  if (value === Infinity) return "∞";
  if (value === -Infinity) return `${MINUS}∞`;
  return null;
}

/**
 * `digits` significant digits, trailing zeros kept so that a running number keeps its length: 0.03100, 12.30, 1235, 1.235×10⁴.
 * @param {number} value @param {number} [digits]
 */
export function figure(value, digits = 4) {
  const special = odd(value);
  if (special !== null) return special;
  if (value === 0) return (0).toFixed(digits - 1);
  const scientific = value.toExponential(digits - 1);
  const exponent = Number(scientific.slice(scientific.indexOf("e") + 1));
  if (exponent >= digits || exponent < -3) return typeset(scientific);
  return typeset(Number(scientific).toFixed(digits - 1 - exponent));
}

/**
 * Like `figure`, without trailing zeros: for a number that stands still.
 * @param {number} value @param {number} [digits]
 */
export function short(value, digits = 4) {
  const special = odd(value);
  if (special !== null) return special;
  if (value === 0) return "0";
  const scientific = value.toExponential(digits - 1);
  const exponent = Number(scientific.slice(scientific.indexOf("e") + 1));
  if (exponent >= digits || exponent < -3) return typeset(trimmed(scientific)).replace(/^(\u2212?)1×/, "$1");
  return typeset(String(Number(scientific)));
}

/** "1.000e-5" → "1e-5". @param {string} scientific */
function trimmed(scientific) {
  const [mantissa, exponent] = scientific.split("e");
  return `${Number(mantissa)}e${Number(exponent)}`;
}

/** The longest that `figure` gets with four digits: −1.234×10⁻¹². */
export const FIGURE_WIDTH = 12;

/**
 * `figure` filled up on the left with blanks as wide as a digit.
 * @param {number} value @param {number} [width] @param {number} [digits]
 */
export function fixed(value, width = FIGURE_WIDTH, digits = 4) {
  return figure(value, digits).padStart(width, FIGURE_SPACE);
}

/** Every digit that the double has: the shortest text that reads back as the same number. @param {number} value */
export function full(value) {
  return odd(value) ?? typeset(String(value + 0));
}

/**
 * A number on an axis whose neighbours are `step` away: as many decimals as the step needs.
 * @param {number} value @param {number} step
 */
export function tick(value, step) {
  if (value === 0) return "0";
  const size = Math.max(Math.abs(value), step);
  if (size >= 1e5 || size < 1e-3) {
    const digits = Math.max(0, Math.floor(Math.log10(Math.abs(value)) + 1e-9) - Math.floor(Math.log10(step) + 1e-9));
    return typeset(trimmed(value.toExponential(Math.min(12, digits))));
  }
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  return typeset(value.toFixed(decimals));
}

/**
 * A number on a log axis, as 10ⁿ with a leading digit where there is one; written out when `plain`.
 * @param {number} value @param {boolean} [plain]
 */
export function powerTick(value, plain = false) {
  if (value === 0) return "0";
  const [mantissa, exponent] = Math.abs(value).toExponential(3).split("e").map(Number);
  const sign = value < 0 ? MINUS : "";
  if (plain) return sign + String(Number(`${mantissa}e${exponent}`));
  return `${sign}${mantissa === 1 ? "" : `${mantissa}×`}10${raised(exponent)}`;
}
