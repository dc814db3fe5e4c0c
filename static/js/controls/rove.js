/** Arrow keys in a grid of buttons: one of them is in the tab order, the arrows go to the nearest in their direction. */

/**
 * @param {HTMLElement} grid
 * @param {string} selector  of what is in the grid
 * @returns {(element: Element | null) => void} makes one of them the one that Tab comes to
 */
export function rove(grid, selector) {
  const all = () => /** @type {HTMLElement[]} */ ([...grid.querySelectorAll(selector)].filter((element) => element.checkVisibility()));
  const enter = (element) => {
    for (const other of grid.querySelectorAll(selector)) /** @type {HTMLElement} */ (other).tabIndex = other === element ? 0 : -1;
  };
  grid.addEventListener("focusin", ({ target }) => {
    const element = /** @type {Element} */ (target).closest(selector);
    if (element) enter(element);
  });
  grid.addEventListener("keydown", (event) => {
    const from = /** @type {Element} */ (event.target).closest(selector);
    if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { Home: () => all()[0], End: () => all().at(-1) }[event.key] ?? (() => nearest(from, all(), event.key));
    const element = to();
    if (!element) return;
    event.preventDefault();
    element.focus();
  });
  return enter;
}

/** Left and right go along the order of reading, up and down to the row before or after, where it is nearest. */
function nearest(from, all, key) {
  const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (side) return all[all.indexOf(from) + side];
  const down = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (!down) return undefined;
  const boxes = new Map(all.map((element) => [element, element.getBoundingClientRect()]));
  const own = boxes.get(from);
  let best;
  let least = Infinity;
  for (const [element, box] of boxes) {
    const away = (box.top - own.top) * down;
    if (away < own.height / 2) continue;
    // A nearer row is always nearer, however far aside.
    const distance = away * 1e4 + Math.abs(box.left - own.left);
    if (distance < least) [best, least] = [element, distance];
  }
  return best;
}
