/**
 * Paths in pixels: where a run is at a moment, what of it is inside the figure, where it left.
 * Nothing here smooths or moves a point: what is drawn is what was computed.
 */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Rect */

/**
 * A part of a path that is inside a rectangle. Its ends may lie between two steps.
 * @typedef {object} Piece
 * @property {Float64Array} steps  step (float at cut ends) of each corner, ascending
 * @property {Float64Array} points  x, y of each corner
 */

/**
 * Where a path leaves the rectangle.
 * @typedef {object} Exit
 * @property {number} step  float; NaN for a path that never was inside
 * @property {number} since  from this whole step on every point is outside, though a line between two of them may still pass through
 * @property {number} x
 * @property {number} y
 * @property {number} angle  heading in radians, y downwards
 */

/**
 * A column at a float step: between two steps in between, beyond the last step the last.
 * @param {ArrayLike<number>} column @param {number} position @returns {number}  NaN for an empty column
 */
export function at(column, position) {
  const last = column.length - 1;
  if (last < 0) return NaN;
  if (position >= last) return column[last];
  if (!(position > 0)) return column[0];
  const step = Math.floor(position);
  const t = position - step;
  return t === 0 ? column[step] : column[step] + t * (column[step + 1] - column[step]);
}

/**
 * The float index at which an ascending column has a value: between two entries in between, beyond either end that end.
 * Of entries that are the same, the last.
 * @param {ArrayLike<number>} column @param {number} value
 */
export function placeIn(column, value) {
  const last = column.length - 1;
  let [from, to] = [0, last + 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (column[middle] <= value) from = middle + 1;
    else to = middle;
  }
  if (from === 0 || from > last) return Math.max(0, Math.min(from - 1, last));
  return from - 1 + (value - column[from - 1]) / (column[from] - column[from - 1]);
}

/** @type {[number, number]} */
const WHOLE = [0, 1];

/**
 * The part of a segment that lies in the rectangle, by Liang and Barsky; null when none does.
 * @param {number} ax @param {number} ay @param {number} bx @param {number} by @param {Rect} rect
 * @returns {[number, number] | null}  from and to along the segment, 0…1
 */
export function clipSegment(ax, ay, bx, by, rect) {
  if (within(ax, ay, rect) && within(bx, by, rect)) return WHOLE;
  let [from, to] = [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  const sides = [-dx, ax - rect.left, dx, rect.right - ax, -dy, ay - rect.top, dy, rect.bottom - ay];
  for (let s = 0; s < 8; s += 2) {
    const [along, room] = [sides[s], sides[s + 1]];
    if (along === 0) {
      if (!(room >= 0)) return null;
    } else {
      const t = room / along;
      if (along < 0) from = Math.max(from, t);
      else to = Math.min(to, t);
      if (!(from <= to)) return null;
    }
  }
  return [from, to];
}

/**
 * A path cut to a rectangle.
 * @param {Float64Array} pixels  x, y of each step @param {Rect} rect @returns {Piece[]}
 */
export function clipPath(pixels, rect) {
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {number[]} */
  let steps = [];
  /** @type {number[]} */
  let points = [];
  const close = () => {
    if (steps.length > 1) pieces.push({ steps: Float64Array.from(steps), points: Float64Array.from(points) });
    steps = [];
    points = [];
  };
  for (let i = 0; i + 1 < pixels.length / 2; i++) {
    const [ax, ay, bx, by] = [pixels[2 * i], pixels[2 * i + 1], pixels[2 * i + 2], pixels[2 * i + 3]];
    const inside = clipSegment(ax, ay, bx, by, rect);
    if (!inside) {
      close();
      continue;
    }
    const [from, to] = inside;
    if (from > 0) close();
    if (!steps.length) {
      steps.push(i + from);
      points.push(from > 0 ? ax + from * (bx - ax) : ax, from > 0 ? ay + from * (by - ay) : ay);
    }
    steps.push(i + to);
    points.push(to < 1 ? ax + to * (bx - ax) : bx, to < 1 ? ay + to * (by - ay) : by);
    if (to < 1) close();
  }
  close();
  return pieces;
}

/**
 * Fewer corners, none of them moved: one is dropped only when it lies within `tolerance` of the corner kept before it. Both ends stay.
 * @param {Piece} piece @param {number} [tolerance]  pixels @returns {Piece}
 */
export function decimated(piece, tolerance = 0.25) {
  const { steps, points } = piece;
  const kept = [0];
  let [x, y] = [points[0], points[1]];
  for (let i = 1; i < steps.length; i++) {
    const [dx, dy] = [points[2 * i] - x, points[2 * i + 1] - y];
    if (dx * dx + dy * dy < tolerance * tolerance && i + 1 < steps.length) continue;
    kept.push(i);
    [x, y] = [points[2 * i], points[2 * i + 1]];
  }
  if (kept.length === steps.length) return piece;
  return {
    steps: Float64Array.from(kept, (i) => steps[i]),
    points: Float64Array.from({ length: 2 * kept.length }, (_, n) => points[2 * kept[n >> 1] + (n & 1)]),
  };
}

/**
 * The corners of a piece between two moments, cut between steps where a moment falls there.
 * @param {Piece} piece @param {number} from @param {number} to  float steps
 * @param {(x: number, y: number, first: boolean) => void} visit  each corner in order
 */
export function slice({ steps, points }, from, to, visit) {
  const last = steps.length - 1;
  if (to <= steps[0] || from >= steps[last] || to <= from) return;
  let i = upper(steps, from);
  let first = true;
  const cut = (/** @type {number} */ n, /** @type {number} */ moment) => {
    const t = (moment - steps[n - 1]) / (steps[n] - steps[n - 1]);
    const [ax, ay] = [points[2 * n - 2], points[2 * n - 1]];
    visit(ax + t * (points[2 * n] - ax), ay + t * (points[2 * n + 1] - ay), first);
    first = false;
  };
  if (i > 0) cut(i, from);
  for (; i <= last && steps[i] <= to; i++) {
    visit(points[2 * i], points[2 * i + 1], first);
    first = false;
  }
  if (i <= last && steps[i - 1] < to) cut(i, to);
}

/** How many of the ascending values are ≤ limit. @param {Float64Array} values @param {number} limit */
function upper(values, limit) {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle] <= limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** @param {number} x @param {number} y @param {Rect} rect */
export function within(x, y, rect) {
  return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
}

/**
 * Where a path left the rectangle for the last time before a moment at which it is outside; null when it is inside then.
 * A path that never was inside gets the point of the border nearest to where it is, and no step (NaN).
 * @param {Float64Array} pixels  x, y of each step @param {Rect} rect @param {number} position  float step
 * @returns {Exit | null}
 */
export function exit(pixels, rect, position) {
  const last = pixels.length / 2 - 1;
  if (last < 0) return null;
  const moment = Math.min(last, Math.max(0, position));
  const whole = Math.floor(moment);
  const [x, y] = [coordinate(pixels, 0, moment), coordinate(pixels, 1, moment)];
  if (within(x, y, rect)) return null;
  let since = whole + 1;
  while (since > 0 && !within(pixels[2 * since - 2], pixels[2 * since - 1], rect)) since--;
  for (let i = whole < moment ? whole : whole - 1; i >= 0; i--) {
    const [ax, ay] = [pixels[2 * i], pixels[2 * i + 1]];
    // The last segment ends where the run is now.
    const [bx, by] = i + 1 > moment ? [x, y] : [pixels[2 * i + 2], pixels[2 * i + 3]];
    const inside = clipSegment(ax, ay, bx, by, rect);
    if (!inside) continue;
    const t = inside[1];
    const length = Math.min(i + 1, moment) - i;
    return { step: i + t * length, since, x: ax + t * (bx - ax), y: ay + t * (by - ay), angle: Math.atan2(by - ay, bx - ax) };
  }
  const [nearX, nearY] = [Math.min(rect.right, Math.max(rect.left, x)), Math.min(rect.bottom, Math.max(rect.top, y))];
  return { step: NaN, since, x: nearX, y: nearY, angle: Math.atan2(y - nearY, x - nearX) };
}

/** @param {Float64Array} pixels @param {0 | 1} axis @param {number} moment */
function coordinate(pixels, axis, moment) {
  const i = Math.floor(moment);
  const t = moment - i;
  const here = pixels[2 * i + axis];
  return t === 0 ? here : here + t * (pixels[2 * i + 2 + axis] - here);
}

/**
 * The steps that stand further than `gap` from both neighbours: those whose dots do not run into each other.
 * @param {Float64Array} pixels  x, y of each step @param {number} [gap]  pixels @returns {number[]}
 */
export function apart(pixels, gap = 6) {
  const count = pixels.length / 2;
  const far = (/** @type {number} */ i) => {
    if (i < 0 || i + 1 >= count) return true;
    return Math.hypot(pixels[2 * i + 2] - pixels[2 * i], pixels[2 * i + 3] - pixels[2 * i + 1]) > gap;
  };
  const steps = [];
  for (let i = 0; i < count; i++) if (far(i - 1) && far(i)) steps.push(i);
  return steps;
}
