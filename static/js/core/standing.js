/** What a run has come to, in numbers that can be compared. Pure. */

/**
 * How many gradients a run has evaluated when it stands on a point. Where every update evaluates as many, the answer names that number.
 * @param {any} trajectory  as the API gives it @param {number} step
 */
export function evaluationsAt({ evaluations_each: { gradient } }, step) {
  if (!Array.isArray(gradient)) return gradient * step;
  return gradient.slice(0, step).reduce((sum, each) => sum + each, 0);
}

/**
 * @typedef {object} Standing  null where there is none: no minimum is known, or the tolerance was never met
 * @property {number} final
 * @property {number} best
 * @property {number | null} distance   to the nearest minimum, of the last point
 * @property {number | null} steps      to the first point within the tolerance
 * @property {number | null} evaluations  of the gradient, to that point
 */

/**
 * The standing of every run. A loss is within the tolerance where it exceeds the lowest that is known by no more; where nobody knows it,
 * the lowest of the runs that count takes its place.
 *
 * @param {any} answer @param {number} tolerance @param {(index: number) => boolean} counts
 * @returns {Standing[]}
 */
export function standings({ problem, trajectories }, tolerance, counts) {
  const [p, q] = problem.parameters;
  const lowest = trajectories.map(({ loss }) => loss.reduce((least, each) => Math.min(least, each), Infinity));
  const counted = lowest.filter((_, index) => counts(index));
  const reference = problem.minimum ?? Math.min(...(counted.length > 0 ? counted : lowest));
  const minima = (problem.minima ?? []).map((point) => [point.x ?? point[p], point.y ?? point[q]]);
  return trajectories.map((trajectory, index) => {
    const { loss, path } = trajectory;
    const found = loss.findIndex((each) => each - reference <= tolerance);
    const distances = minima.map(([x, y]) => Math.hypot(path[p].at(-1) - x, path[q].at(-1) - y));
    return {
      final: loss.at(-1),
      best: lowest[index],
      distance: distances.length > 0 ? Math.min(...distances) : null,
      steps: found < 0 ? null : found,
      evaluations: found < 0 ? null : evaluationsAt(trajectory, found),
    };
  });
}

/**
 * The order of rows by a column; those without a value stand at the end, whichever way the others run.
 * @param {(number | null)[]} values @param {"ascending" | "descending" | "none"} direction @returns {number[]}
 */
export function ordered(values, direction) {
  const order = values.map((_, index) => index);
  if (direction === "none") return order;
  const sign = direction === "ascending" ? 1 : -1;
  const rank = (a, b) => (values[a] === null ? 1 : 0) - (values[b] === null ? 1 : 0) || sign * (/** @type {number} */ (values[a]) - /** @type {number} */ (values[b]));
  return order.sort((a, b) => rank(a, b) || a - b);
}
