/** Where numbers stand on contour lines: on a straight stretch, level if it can be, away from the border and from one another. */

/** @typedef {import("#app/core/scale.js").Rect} Rect */
/** @typedef {{x: number, y: number, angle: number}} Spot */
/** @typedef {{text: string, width: number, lines: Float64Array[]}} Wish  a number, its width, the lines it may stand on (pixels) */

/** A stretch is straight when its chord is this much of its length. */
const STRAIGHT = 0.93;

/**
 * One spot a wish, or null where there is no room for it.
 * @param {Wish[]} wishes @param {Rect} rect @param {{x: number, y: number}[]} avoid @param {number} size  height of the numbers
 * @returns {(Spot | null)[]}
 */
export function labelSpots(wishes, rect, avoid, size) {
  /** @type {{x: number, y: number, reach: number}[]} */
  const taken = avoid.map(({ x, y }) => ({ x, y, reach: size }));
  return wishes.map(({ width, lines }) => {
    /** @type {{spot: Spot, worth: number} | null} */
    let best = null;
    for (const line of lines) {
      for (const { spot, straight, open } of stretches(line, width + 8)) {
        const border = Math.min(spot.x - rect.left, rect.right - spot.x, spot.y - rect.top, rect.bottom - spot.y);
        if (border < width / 2 + 4) continue;
        const clearance = Math.min(...taken.map((t) => Math.hypot(t.x - spot.x, t.y - spot.y) - t.reach - width / 2), 200);
        if (clearance < 4) continue;
        const worth = 4 * straight + 2 * open + Math.min(clearance, 80) / 80 + Math.cos(spot.angle) + Math.min(border, 60) / 60;
        if (!best || worth > best.worth) best = { spot, worth };
      }
    }
    if (!best) return null;
    taken.push({ ...best.spot, reach: width / 2 + size / 2 });
    return best.spot;
  });
}

/**
 * Straight stretches of a line, about one every third of their length.
 * @param {Float64Array} line @param {number} length @returns {{spot: Spot, straight: number, open: number}[]}  open: how little the line turns
 *   back nearby; beside the tip of a narrow valley a number would stand on both of its sides
 */
function stretches(line, length) {
  const count = line.length / 2;
  const along = new Float64Array(count);
  for (let i = 1; i < count; i++) {
    along[i] = along[i - 1] + Math.hypot(line[2 * i] - line[2 * i - 2], line[2 * i + 1] - line[2 * i - 1]);
  }
  const found = [];
  let end = 0;
  let next = 0;
  for (let start = 0; start < count && along[count - 1] > 2.5 * length; start++) {
    if (along[start] < next) continue;
    next = along[start] + length / 3;
    while (end < count && along[end] - along[start] < length) end++;
    if (end >= count) break;
    const [ax, ay, bx, by] = [line[2 * start], line[2 * start + 1], line[2 * end], line[2 * end + 1]];
    const straight = Math.hypot(bx - ax, by - ay) / (along[end] - along[start]);
    if (straight < STRAIGHT) continue;
    let [from, to] = [start, end];
    while (from > 0 && along[start] - along[from] < length) from--;
    while (to < count - 1 && along[to] - along[end] < length) to++;
    const open = Math.hypot(line[2 * to] - line[2 * from], line[2 * to + 1] - line[2 * from + 1]) / (along[to] - along[from]);
    let middle = start;
    while (along[middle] - along[start] < length / 2) middle++;
    // Read from left to right, whichever way the line was traced.
    const angle = bx >= ax ? Math.atan2(by - ay, bx - ax) : Math.atan2(ay - by, ax - bx);
    found.push({ spot: { x: line[2 * middle], y: line[2 * middle + 1], angle }, straight, open });
  }
  return found;
}
