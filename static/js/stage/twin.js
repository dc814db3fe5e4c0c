/** A figure once more, on a canvas that no page shows: what is drawn there is drawn by the figure's own code, at any size and moment. */

/** What is set on a figure without a setter. */
const FIELDS = ["home", "lead", "base"];

/**
 * What of a figure can be read and set is its picture, and is set on its twin; what can only be set (where a pointer is) belongs to hands.
 * @template {import("#app/figures/figure.js").Figure} F
 * @param {F} figure @param {any} canvas  with a `size`, as figure.js has it @returns {F}
 */
export function twinOf(figure, canvas) {
  const { say } = /** @type {any} */ (figure);
  const Kind = /** @type {any} */ (figure.constructor);
  const twin = new Kind(canvas, { say });
  for (const name of FIELDS) if (name in figure) twin[name] = figure[name];
  for (const name of settable(figure)) twin[name] = figure[name];
  twin.settle?.();
  return twin;
}

/** Names of the properties that have a getter and a setter. @param {object} figure */
export function settable(figure) {
  const names = new Set();
  for (let kind = Object.getPrototypeOf(figure); kind !== Object.prototype; kind = Object.getPrototypeOf(kind)) {
    for (const [name, { get, set }] of Object.entries(Object.getOwnPropertyDescriptors(kind))) if (get && set) names.add(name);
  }
  return [...names];
}
