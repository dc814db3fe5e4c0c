/** How panels share the room, and which box of the plane each shows. Pure. */

/** @typedef {import("#app/figures/types.js").View} View */

/** Beyond this, one unit along an axis may be longer than one along the other: a box 40 wide and 1 high would be a thread. */
const LARGEST_ASPECT = 4;

/**
 * Columns for `count` cells in a room, so that a picture of the given aspect comes out largest.
 * @param {number} count @param {number} width @param {number} height @param {number} aspect  width : height
 * @param {{gap: number, head: number}} frame  between cells, and above each picture
 */
export function columnsFor(count, width, height, aspect, { gap, head }) {
  let best = { columns: 1, size: -1 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const w = (width - gap * (columns - 1)) / columns;
    const h = (height - gap * (rows - 1)) / rows - head;
    const size = Math.min(w, h * aspect);
    // An empty cell is worth a little: a full grid wins over one with holes when both are nearly as large.
    const worth = size * (1 - 0.04 * (columns * rows - count));
    if (worth > best.size + 1e-6) best = { columns, size: worth };
  }
  return best.columns;
}

/** @param {View} view */
export const aspectOf = (view) => (view.x[1] - view.x[0]) / (view.y[1] - view.y[0]);

/** Whether x and y are drawn in the same unit: in the plane of a surface, unless its box is a thread. @param {View} view */
export const sharesUnits = (view) => Math.max(aspectOf(view), 1 / aspectOf(view)) <= LARGEST_ASPECT;

/**
 * The box that a picture shows: the wanted view whole, and more of the plane on the sides where the picture has room, so that circles
 * are circles and a gradient stands upright on its contour.
 * @param {View} view @param {number} width @param {number} height @param {boolean} sameUnits @returns {View}
 */
export function boxFor(view, width, height, sameUnits) {
  if (!sameUnits || width < 2 || height < 2) return view;
  const picture = width / height;
  const own = aspectOf(view);
  if (picture > own) return { x: widened(view.x, picture / own), y: view.y };
  return { x: view.x, y: widened(view.y, own / picture) };
}

/** @param {[number, number]} edges @param {number} factor @returns {[number, number]} */
function widened([low, high], factor) {
  const middle = (low + high) / 2;
  const half = ((high - low) / 2) * factor;
  return [middle - half, middle + half];
}

/** The view with its edges cut to what an address needs of them: a thousandth of its width. @param {View} view @returns {View} */
export function tidy(view) {
  /** @param {[number, number]} edges @returns {[number, number]} */
  const cut = ([low, high]) => {
    const digits = Math.max(0, Math.min(15, 3 - Math.floor(Math.log10(high - low))));
    return [Number(low.toFixed(digits)), Number(high.toFixed(digits))];
  };
  return { x: cut(view.x), y: cut(view.y) };
}
