/** What can be drawn of a run beside its path: columns with one number a step, NaN where there is none. */

/** The loss above the least that is known; the loss itself when nobody knows it. @param {ArrayLike<number>} loss @param {number | null} minimum */
export function gap(loss, minimum) {
  return minimum === null ? loss : Float64Array.from(loss, (value) => Math.max(0, value - minimum));
}

/** A column with one entry an update: each stands at the step that its update led to. @param {ArrayLike<number>} updates */
export function led(updates) {
  const column = new Float64Array(updates.length + 1);
  column[0] = NaN;
  column.set(updates, 1);
  return column;
}

/** To the nearest of some points. @param {ArrayLike<number>} x @param {ArrayLike<number>} y @param {{x: number, y: number}[]} points */
export function distances(x, y, points) {
  return Float64Array.from(x, (px, i) => Math.min(...points.map((point) => Math.hypot(px - point.x, y[i] - point.y))));
}

/** How far each update moved a coordinate. @param {ArrayLike<number>} column */
export function moves(column) {
  return Float64Array.from(column, (value, i) => (i === 0 ? NaN : Math.abs(value - column[i - 1])));
}

/**
 * Evaluations until each step.
 * @param {number | ArrayLike<number>} each  at every update; one number where that is always the same @param {number} steps  entries
 */
export function spent(each, steps) {
  let sum = 0;
  return Float64Array.from({ length: steps }, (_, i) => (i === 0 ? 0 : (sum += typeof each === "number" ? each : each[i - 1])));
}

/** What is not finite comes as null. @param {ArrayLike<number | null>} column */
export function numbers(column) {
  return Float64Array.from(column, (value) => value ?? NaN);
}
