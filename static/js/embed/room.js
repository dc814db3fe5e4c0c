/** How high the pictures would like to be, from their number and the width of the frame alone: the host may then follow. Pure. */

/** As panels.css has them. */
const GAP = 12;
const HEAD = 28;
const NARROW = 700;
/** As embed.css has it: the row of the pictures is never less. */
const LEAST = 180;

const clamp = (low, value, high) => Math.min(high, Math.max(low, value));

/** @param {number} cells  pictures @param {number} width  of the frame, pixels */
export function roomFor(cells, width) {
  const columns = Math.min(cells, width < NARROW ? 2 : cells === 4 ? 2 : 3);
  const rows = Math.ceil(cells / columns);
  const picture = (width - GAP * (columns - 1)) / columns;
  const height = HEAD + (columns === 1 ? clamp(220, picture * 0.62, 480) : clamp(130, picture * 0.75, 340));
  return Math.max(LEAST, Math.round(rows * height + GAP * (rows - 1)));
}
