/**
 * Few colours for many: a palette for pictures that may have no more, and the place in it of any colour.
 *
 * Colours are split into boxes, always the box that is worst served, at its mean along its longest side (after Wu, "Efficient statistical
 * computations for optimal color quantization", Graphics Gems II, 1991). Nothing is dithered: dots that change from frame to frame would flicker.
 */

/** @typedef {import("#app/core/colormap.js").Rgb} Rgb */
/** @typedef {{colours: Int32Array, weights: Float64Array, from: number, to: number, mean: number[], axis: number, error: number}} Box */

/** How much a difference counts in red, green and blue, about as the eye sees it. */
const WEIGHTS = [2, 4, 3];
/** Beyond so many colours, of the rarest nothing is known that matters. */
const MOST_KNOWN = 60_000;

/** Counts the colours of pixels. @param {Uint32Array} pixels  RGBA in memory order, as of ImageData @param {Map<number, number>} counts */
export function tally(pixels, counts) {
  let [colour, run] = [-1, 0];
  const note = () => {
    if (run > 0 && (counts.size < MOST_KNOWN || counts.has(colour))) counts.set(colour, (counts.get(colour) ?? 0) + run);
  };
  // Neighbours are mostly alike.
  for (let i = 0; i < pixels.length; i++) {
    const here = pixels[i] & 0xffffff;
    if (here === colour) run++;
    else {
      note();
      [colour, run] = [here, 1];
    }
  }
  note();
}

/**
 * @param {Map<number, number>} counts @param {number} most  colours
 * @param {Rgb[]} [kept]  colours that are in it as they are
 * @returns {Rgb[]}
 */
export function paletteOf(counts, most, kept = []) {
  const own = new Set(kept.slice(0, most).map(packed));
  const rest = [...counts.keys()].filter((colour) => !own.has(colour));
  const free = most - own.size;
  if (rest.length <= free) return [...own, ...rest].map(unpacked);
  const colours = Int32Array.from(rest);
  // By its root: a line of a few pixels is looked at as much as the ground that it lies on.
  const weights = Float64Array.from(rest, (colour) => Math.sqrt(/** @type {number} */ (counts.get(colour))));
  const boxes = free > 0 ? [boxOf(colours, weights, 0, rest.length)] : [];
  while (boxes.length < free) {
    const worst = boxes.reduce((a, b) => (b.error > a.error ? b : a));
    if (!(worst.error > 0)) break;
    boxes.splice(boxes.indexOf(worst), 1, ...split(worst));
  }
  return [...[...own].map(unpacked), ...boxes.map(({ mean }) => /** @type {Rgb} */ (mean.map(Math.round)))];
}

/** @param {Int32Array} colours @param {Float64Array} weights @param {number} from @param {number} to @returns {Box} */
function boxOf(colours, weights, from, to) {
  let total = 0;
  const [sum, squares] = [[0, 0, 0], [0, 0, 0]];
  for (let i = from; i < to; i++) {
    const weight = weights[i];
    total += weight;
    for (let c = 0; c < 3; c++) {
      const level = (colours[i] >> (8 * c)) & 255;
      sum[c] += weight * level;
      squares[c] += weight * level * level;
    }
  }
  const mean = sum.map((one) => one / total);
  const errors = squares.map((square, c) => WEIGHTS[c] * Math.max(0, square - sum[c] * mean[c]));
  const axis = errors.indexOf(Math.max(...errors));
  // Rounding may leave a trace of an error where there is one colour only.
  const error = to - from > 1 ? errors[0] + errors[1] + errors[2] : 0;
  return { colours, weights, from, to, mean, axis, error };
}

/** Two boxes, neither of them empty. @param {Box} box @returns {Box[]} */
function split({ colours, weights, from, to, mean, axis }) {
  const edge = mean[axis];
  let middle = from;
  for (let i = from; i < to; i++) {
    if (((colours[i] >> (8 * axis)) & 255) > edge) continue;
    [colours[i], colours[middle]] = [colours[middle], colours[i]];
    [weights[i], weights[middle]] = [weights[middle], weights[i]];
    middle++;
  }
  if (middle === to) middle--;
  return [boxOf(colours, weights, from, middle), boxOf(colours, weights, middle, to)];
}

/** Finds the nearest colour of a palette, and remembers what it found. */
export class Nearest {
  /** @param {Rgb[]} colours */
  constructor(colours) {
    this.colours = colours;
    /** @type {Map<number, number>} */
    this.known = new Map();
  }

  /** @param {number} colour  red in the lowest byte, then green and blue @returns {number} its place in the palette */
  of(colour) {
    const known = this.known.get(colour);
    if (known !== undefined) return known;
    const [r, g, b] = unpacked(colour);
    let [best, least] = [0, Infinity];
    this.colours.forEach(([red, green, blue], n) => {
      const far = WEIGHTS[0] * (r - red) ** 2 + WEIGHTS[1] * (g - green) ** 2 + WEIGHTS[2] * (b - blue) ** 2;
      if (far < least) [best, least] = [n, far];
    });
    this.known.set(colour, best);
    return best;
  }
}

/** @param {Rgb} rgb */
const packed = ([r, g, b]) => r | (g << 8) | (b << 16);

/** @param {number} colour @returns {Rgb} */
const unpacked = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
