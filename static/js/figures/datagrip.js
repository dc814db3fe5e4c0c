/**
 * Hands on the data plane: mouse, pen, touch and keys, turned into points.
 *
 * A point is dragged; a double click or tap on empty ground puts one there. Focused: page up and page down choose a point, arrows move it by
 * a hundredth of the frame (with shift a tenth), delete removes it, + puts one into the middle. Keys that are used do not travel on.
 */

import { niceStep } from "#app/core/ticks.js";
import { within } from "#app/core/path.js";
import { ARROWS, REACH, STILL, rounded } from "#app/figures/grip.js";

/** @typedef {import("#app/figures/types.js").Point} Point */

export class DataGrip {
  /**
   * @param {import("#app/figures/dataplot.js").DataPlot} plot
   * @param {(points: (readonly number[])[], state: {done: boolean}) => void} onPoints  another set of points; done when the hand lets go
   * @param {() => void} onChoose  plot.chosen is another
   */
  constructor(plot, onPoints, onChoose) {
    this.plot = plot;
    this.onPoints = onPoints;
    this.onChoose = onChoose;
    /** @type {{from: Point, offset: Point, moved: boolean} | null} */
    this.drag = null;
    this.nudged = false;
    const { canvas } = plot;
    canvas.tabIndex = 0;
    canvas.style.touchAction = "pan-x pan-y";
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => this.up());
    canvas.addEventListener("dblclick", (event) => this.#near(event, "mouse") < 0 && this.add(this.#pixel(event)));
    canvas.addEventListener("touchstart", (event) => event.cancelable && this.#near(event.touches[0], "touch") >= 0 && event.preventDefault(), { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("keyup", () => this.settle());
    canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && this.choose(Math.max(0, plot.chosen)));
    canvas.addEventListener("blur", () => this.settle());
  }

  /** @param {{clientX: number, clientY: number}} event @returns {Point} */
  #pixel({ clientX, clientY }) {
    const box = this.plot.canvas.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  /** The point under a pointer; −1: none. @param {{clientX: number, clientY: number}} event @param {string} kind */
  #near(event, kind) {
    const { points, transform } = this.plot;
    const { x, y } = this.#pixel(event);
    let [nearest, least] = [-1, REACH[/** @type {"mouse"} */ (kind)] ?? REACH.mouse];
    points.forEach((point, index) => {
      const away = Math.hypot(transform.x.map(point[0]) - x, transform.y.map(point[1]) - y);
      if (away <= least) [nearest, least] = [index, away];
    });
    return nearest;
  }

  /** @param {number} index */
  choose(index) {
    if (index === this.plot.chosen) return;
    this.plot.chosen = index;
    this.onChoose();
  }

  /** @param {(readonly number[])[]} points @param {boolean} done */
  #tell(points, done) {
    this.plot.points = points;
    this.onPoints(points, { done });
  }

  /** The chosen point stands elsewhere. @param {Point} unit @param {boolean} done */
  #put(unit, done) {
    const { grain, view } = this.plot.transform;
    const inside = (/** @type {number} */ value, /** @type {[number, number]} */ [low, high]) => Math.min(high, Math.max(low, value));
    const point = [rounded(inside(unit.x, view.x), grain.x), rounded(inside(unit.y, view.y), grain.y)];
    this.#tell(this.plot.points.with(this.plot.chosen, point), done);
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0) return;
    this.choose(this.#near(event, event.pointerType));
    const point = this.plot.points[this.plot.chosen];
    if (!point) return;
    const from = this.#pixel(event);
    const at = this.plot.transform.toPixel({ x: point[0], y: point[1] });
    this.drag = { from, offset: { x: at.x - from.x, y: at.y - from.y }, moved: false };
    this.plot.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { drag, plot } = this;
    plot.canvas.style.cursor = drag ? "grabbing" : this.#near(event, event.pointerType) >= 0 ? "grab" : "default";
    if (!drag) return;
    const pixel = this.#pixel(event);
    if (!drag.moved && Math.hypot(pixel.x - drag.from.x, pixel.y - drag.from.y) <= STILL) return;
    if (!drag.moved) plot.hold(true);
    drag.moved = true;
    this.#put(plot.transform.toUnit({ x: pixel.x + drag.offset.x, y: pixel.y + drag.offset.y }), false);
  }

  up() {
    const moved = this.drag?.moved;
    this.drag = null;
    if (moved) this.#rest();
  }

  /** A held key is one gesture, as a drag is. */
  settle() {
    if (!this.nudged) return;
    this.nudged = false;
    this.#rest();
  }

  #rest() {
    this.plot.hold(false);
    this.#tell([...this.plot.points], true);
  }

  /** @param {Point} [pixel]  the frame's middle if absent */
  add(pixel) {
    const { rect } = this.plot.transform;
    const { x, y } = pixel ?? { x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 };
    if (!within(x, y, rect)) return;
    const unit = this.plot.transform.toUnit({ x, y });
    const points = [...this.plot.points, [unit.x, unit.y]];
    this.plot.points = points;
    this.choose(points.length - 1);
    this.#put(unit, true);
  }

  /** The last one stays: without data there is nothing to fit. */
  remove() {
    const { points, chosen } = this.plot;
    if (points.length < 2 || chosen < 0) return;
    const rest = points.filter((_, index) => index !== chosen);
    this.choose(Math.min(chosen, rest.length - 1));
    this.#tell(rest, true);
    this.onChoose();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { points, chosen, transform } = this.plot;
    const point = points[chosen];
    const arrow = ARROWS[event.key];
    if (arrow && point) {
      const along = (/** @type {0 | 1} */ axis) => {
        const [low, high] = transform.view[axis ? "y" : "x"];
        const step = niceStep((high - low) / 200);
        return arrow[axis] ? rounded(point[axis] + arrow[axis] * step * (event.shiftKey ? 10 : 1), step) : point[axis];
      };
      if (!this.nudged) this.plot.hold(true);
      this.nudged = true;
      this.#tell(points.with(chosen, [along(0), along(1)]), false);
    } else if (event.key === "PageUp" || event.key === "PageDown") {
      const next = chosen + (event.key === "PageDown" ? 1 : -1);
      this.choose((next + points.length) % points.length);
    } else if (event.key === "Delete" || event.key === "Backspace") this.remove();
    else if (event.key === "+" || event.key === "Insert") this.add();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
