/**
 * Contour lines of a field by marching squares, joined into polylines in units.
 *
 * Along an edge of the grid the function is taken as linear. In a cell whose corners alternate, the value of the bilinear saddle decides
 * which corners belong together (G. Nielson and B. Hamann, "The asymptotic decider", 1991). Cells with a corner that is not finite
 * are left out, so that no line crosses a hole.
 */

/** @typedef {{closed: boolean, points: Float64Array}} Line  points: x, y, x, y …; a closed line ends on its first point */
/**
 * @typedef {object} Grid
 * @property {number} x0 @property {number} x1 @property {number} y0 @property {number} y1
 * @property {number} nx @property {number} ny
 * @property {ArrayLike<number>} values  rows of y
 */

/**
 * The lines on which the field has the value `level`. A corner on the level counts as above it.
 * @param {Grid} grid @param {number} level @returns {Line[]}
 */
export function contour(grid, level) {
  return contours(grid, [level])[0];
}

/**
 * The lines of many levels. @param {Grid} grid @param {number[]} levels  ascending @returns {Line[][]}  one list a level
 */
export function contours(grid, levels) {
  const cells = sortCells(grid, levels);
  // Two neighbours for each edge of the grid: first the horizontal edges, then the vertical ones; −1: none yet.
  const links = new Int32Array(4 * grid.nx * grid.ny).fill(-1);
  return levels.map((level, l) => trace(grid, level, segments(grid, level, cells[l], links), links));
}

/** No value: above every number of levels. */
const HOLE = 0xffff;

/** Which cells each level passes through. @param {Grid} grid @param {number[]} levels @returns {number[][]} */
function sortCells({ nx, ny, values }, levels) {
  /** @type {number[][]} */
  const cells = levels.map(() => []);
  // How many levels each node has reached; most cells have the same number at all corners and are done with that.
  const reached = new Uint16Array(nx * ny);
  for (let k = 0; k < reached.length; k++) reached[k] = Number.isFinite(values[k]) ? levelsUpTo(levels, values[k]) : HOLE;
  for (let j = 0; j + 1 < ny; j++) {
    for (let k = j * nx; k + 1 < (j + 1) * nx; k++) {
      const [a, b, c, d] = [reached[k], reached[k + 1], reached[k + nx + 1], reached[k + nx]];
      if (a === b && b === c && c === d) continue;
      const high = Math.max(a, b, c, d);
      if (high === HOLE) continue;
      for (let l = Math.min(a, b, c, d); l < high; l++) cells[l].push(k);
    }
  }
  return cells;
}

/** @param {number[]} levels @param {number} value */
function levelsUpTo(levels, value) {
  let [from, to] = [0, levels.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (levels[middle] <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Link the edges that the level crosses. @returns {number[]} the edges, each at least once
 * @param {Grid} grid @param {number} level @param {number[]} cells @param {Int32Array} links
 */
function segments({ nx, ny, values }, level, cells, links) {
  const vertical = nx * ny;
  /** @type {number[]} */
  const touched = [];
  const link = (/** @type {number} */ from, /** @type {number} */ to) => {
    links[2 * from + (links[2 * from] < 0 ? 0 : 1)] = to;
    links[2 * to + (links[2 * to] < 0 ? 0 : 1)] = from;
    touched.push(from, to);
  };
  for (const k of cells) {
    const [a, b, c, d] = [values[k], values[k + 1], values[k + nx + 1], values[k + nx]];
    const [south, east, north, west] = [k, vertical + k + 1, k + nx, vertical + k];
    let code = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
    if (code === 5 || code === 10) {
      const saddle = (a * c - b * d) / (a + c - b - d);
      // The pair of corners on the saddle's side is joined; the other two are cut off one by one.
      if (saddle >= level === (code === 5)) {
        link(south, east);
        link(north, west);
      } else {
        link(south, west);
        link(north, east);
      }
      continue;
    }
    if (code > 7) code = 15 - code;
    if (code === 1) link(south, west);
    else if (code === 2) link(south, east);
    else if (code === 3) link(west, east);
    else if (code === 4) link(north, east);
    else if (code === 6) link(south, north);
    else if (code === 7) link(north, west);
  }
  return touched;
}

/**
 * Walk the links: open lines from their ends, then what is left, which is closed. Leaves the links empty.
 * @param {Grid} grid @param {number} level @param {number[]} touched @param {Int32Array} links @returns {Line[]}
 */
function trace(grid, level, touched, links) {
  /** @type {Line[]} */
  const lines = [];
  const walk = (/** @type {number} */ start) => {
    const edges = [start];
    let here = start;
    for (;;) {
      const slot = links[2 * here] >= 0 ? 2 * here : 2 * here + 1;
      const next = links[slot];
      if (next < 0) break;
      links[slot] = -1;
      links[2 * next + (links[2 * next] === here ? 0 : 1)] = -1;
      edges.push(next);
      here = next;
      if (here === start) break;
    }
    const points = new Float64Array(2 * edges.length);
    edges.forEach((edge, n) => place(grid, level, edge, points, 2 * n));
    lines.push({ closed: here === start && edges.length > 1, points });
  };
  for (const edge of touched) if (links[2 * edge] >= 0 !== links[2 * edge + 1] >= 0) walk(edge);
  for (const edge of touched) if (links[2 * edge] >= 0) walk(edge);
  return lines;
}

/** @param {Grid} grid @param {number} level @param {number} edge @param {Float64Array} points @param {number} at */
function place({ x0, x1, y0, y1, nx, ny, values }, level, edge, points, at) {
  const upright = edge >= nx * ny;
  const k = upright ? edge - nx * ny : edge;
  const other = upright ? k + nx : k + 1;
  const t = (level - values[k]) / (values[other] - values[k]);
  const [i, j] = [k % nx, Math.floor(k / nx)];
  points[at] = x0 + ((x1 - x0) * (i + (upright ? 0 : t))) / (nx - 1);
  points[at + 1] = y0 + ((y1 - y0) * (j + (upright ? t : 0))) / (ny - 1);
}
