/**
 * A field between its nodes. Valleys are often thinner than a grid is wide, and straight lines from node to node turn them into strings of beads;
 * the cubic through four nodes follows them. Where four nodes do not look smooth (a kink, a pole, a hole) it is the straight line again.
 */

/** @typedef {import("#app/core/contour.js").Grid} Grid */

/** A cubic is trusted while third differences stay under this much of the second ones. */
const SMOOTH = 0.7;

/**
 * The same field with `factor` steps for each one; the nodes keep their values.
 * @template {Grid} T
 * @param {T} grid @param {number} factor  a whole number, 1 or more
 * @returns {T & {values: Float64Array}}
 */
export function refined(grid, factor) {
  const { nx, ny, values } = grid;
  if (factor === 1 || nx < 4 || ny < 4) return { ...grid, values: Float64Array.from(values) };
  const [wide, tall] = [(nx - 1) * factor + 1, (ny - 1) * factor + 1];
  const rows = new Float64Array(wide * ny);
  for (let j = 0; j < ny; j++) stretch(values, j * nx, 1, nx, rows, j * wide, 1, factor);
  const all = new Float64Array(wide * tall);
  for (let i = 0; i < wide; i++) stretch(rows, i, wide, ny, all, i, wide, factor);
  return { ...grid, nx: wide, ny: tall, values: all };
}

/**
 * One row or column.
 * @param {ArrayLike<number>} from @param {number} start @param {number} stride @param {number} count
 * @param {Float64Array} to @param {number} toStart @param {number} toStride @param {number} factor
 */
function stretch(from, start, stride, count, to, toStart, toStride, factor) {
  let out = toStart;
  for (let k = 0; k + 1 < count; k++) {
    // Four nodes around the gap, or the four at the end.
    const first = Math.min(Math.max(k - 1, 0), count - 4);
    const at = start + first * stride;
    const [a, b, c, d] = [from[at], from[at + stride], from[at + 2 * stride], from[at + 3 * stride]];
    const [left, right] = [from[start + k * stride], from[start + (k + 1) * stride]];
    const [bendA, bendB] = [a - 2 * b + c, b - 2 * c + d];
    const twist = bendB - bendA;
    // False for NaN and infinities, too.
    const smooth = Math.abs(twist) <= SMOOTH * Math.max(Math.abs(bendA), Math.abs(bendB));
    to[out] = left;
    out += toStride;
    for (let s = 1; s < factor; s++, out += toStride) {
      const t = s / factor;
      // Newton's form from the first of the four, at u nodes from it.
      const u = k - first + t;
      to[out] = smooth ? a + u * (b - a + ((u - 1) / 2) * (bendA + ((u - 2) / 3) * twist)) : left + t * (right - left);
    }
  }
  to[out] = from[start + (count - 1) * stride];
}
