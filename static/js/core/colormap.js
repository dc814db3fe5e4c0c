/**
 * Sequential ramps, interpolated in OKLab and spaced evenly in it, so that equal steps of the value look like equal steps.
 * OKLab: B. Ottosson, "A perceptual color space for image processing", 2020.
 */

/** @typedef {[red: number, green: number, blue: number]} Rgb  sRGB, 0…255 */
/** @typedef {[lightness: number, a: number, b: number]} Lab  OKLab, lightness 0…1 */

/** @param {number} byte  sRGB 0…255 @returns {number} linear light 0…1 */
function linear(byte) {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** @param {number} light  linear 0…1, cut when outside @returns {number} sRGB 0…255 */
function encoded(light) {
  const c = Math.min(1, Math.max(0, light));
  return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
}

/** @param {Rgb} rgb @returns {Lab} */
export function toLab([red, green, blue]) {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** @param {Lab} lab @returns {Rgb} */
export function toRgb([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** @param {Lab} p @param {Lab} q */
export function difference(p, q) {
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** @param {Lab} p @param {Lab} q @param {number} t @returns {Lab} */
function between(p, q, t) {
  return [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), p[2] + t * (q[2] - p[2])];
}

/**
 * A ramp through the given colours: 0 is the first, 1 the last, equal steps are equally different.
 * @param {Rgb[]} stops  two or more
 * @returns {(t: number) => Rgb}  values outside 0…1 get the end colours
 */
export function ramp(stops) {
  if (stops.length < 2) throw new RangeError(`a ramp needs two colours or more, not ${stops.length}`);
  const labs = stops.map(toLab);
  const reached = [0];
  for (let i = 1; i < labs.length; i++) reached.push(reached[i - 1] + difference(labs[i - 1], labs[i]));
  const whole = reached[reached.length - 1];
  return (t) => {
    const target = Math.min(1, Math.max(0, t)) * whole;
    let i = 1;
    while (i < labs.length - 1 && reached[i] < target) i++;
    const span = reached[i] - reached[i - 1];
    return toRgb(between(labs[i - 1], labs[i], span > 0 ? (target - reached[i - 1]) / span : 0));
  };
}

/**
 * The ramp as a table of packed bytes for pictures: red, green, blue, 255 for each of `size` equal steps.
 * @param {Rgb[]} stops @param {number} [size] @returns {Uint8ClampedArray}
 */
export function rampTable(stops, size = 256) {
  const colour = ramp(stops);
  const table = new Uint8ClampedArray(4 * size);
  for (let i = 0; i < size; i++) table.set([...colour(i / (size - 1)), 255], 4 * i);
  return table;
}

/** WCAG 2 contrast, 1…21. @param {Rgb} p @param {Rgb} q */
export function contrast(p, q) {
  const [bright, dark] = [luminance(p), luminance(q)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

/** @param {Rgb} rgb */
function luminance([r, g, b]) {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/**
 * What a hexadecimal colour says, or null when it is none.
 * @param {string} text  "#rgb" or "#rrggbb" @returns {Rgb | null}
 */
export function fromHex(text) {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  if (!match) return null;
  const digits = match[1].length === 3 ? [...match[1]].map((d) => d + d) : /** @type {string[]} */ (match[1].match(/../g));
  return /** @type {Rgb} */ (digits.map((pair) => parseInt(pair, 16)));
}

/** @param {Rgb} rgb @param {number} [alpha] */
export function css([r, g, b], alpha = 1) {
  const bytes = [r, g, b].map(Math.round).join(" ");
  return alpha >= 1 ? `rgb(${bytes})` : `rgb(${bytes} / ${alpha})`;
}
