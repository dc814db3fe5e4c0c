/**
 * Hands on a landscape: mouse, pen, touch and keys, turned into a start and a view.
 *
 * The ring is dragged; a click or tap elsewhere puts the start there. Where views can change (onView was given), dragging empty ground pans, two
 * fingers pinch, and the wheel zooms while the figure has the focus or Ctrl is held; a double click goes back to `home`. Where they cannot,
 * dragging from anywhere takes the start along. One finger on empty ground scrolls the page.
 * Focused: arrows move the start by a hundredth of the view (with shift a tenth), + − zoom, 0 goes home. Keys that are used do not travel on.
 */

import { niceStep } from "#app/core/ticks.js";
import { panned, sameView, zoomed } from "#app/core/scale.js";
import { within } from "#app/core/path.js";

/** @typedef {import("#app/figures/types.js").Point} Point */
/** @typedef {import("#app/figures/types.js").View} View */
/** @typedef {import("#app/figures/landscape.js").Landscape} Landscape */

/** How near to the ring's middle one must press to hold it. */
export const REACH = { mouse: 13, pen: 16, touch: 26 };

/** A press that moves less than this is a click. */
export const STILL = 4;

/** @type {Record<string, [number, number]>} */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Grip {
  /** @param {Landscape} figure */
  constructor(figure) {
    this.figure = figure;
    /** @type {"idle" | "ring" | "press" | "pan" | "pinch"} */
    this.state = "idle";
    /** One finger drags as a mouse does, and takes empty ground along even where views cannot change. */
    this.swipes = false;
    this.hovered = false;
    this.focused = false;
    /** Pointers that are down, in pixels of the figure. @type {Map<number, Point>} */
    this.pointers = new Map();
    this.from = { x: 0, y: 0 };
    this.offset = { x: 0, y: 0 };
    /** @type {View} */
    this.fromView = figure.view;
    /** Where the start was before the last click, for a click that turns out to be the first of two. @type {Point | null} */
    this.before = null;
    /** Where held keys have taken the start. @type {Point | null} */
    this.nudged = null;
    const { canvas } = figure;
    if (canvas.tabIndex < 0) canvas.tabIndex = 0;
    canvas.style.touchAction = "pan-x pan-y";
    this.abort = new AbortController();
    const { signal } = this.abort;
    canvas.addEventListener("pointerdown", (event) => this.down(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.move(event), { signal });
    canvas.addEventListener("pointerup", (event) => this.up(event, true), { signal });
    canvas.addEventListener("pointercancel", (event) => this.up(event, false), { signal });
    canvas.addEventListener("pointerleave", () => (this.hover(false), figure.onPoint?.(null)), { signal });
    canvas.addEventListener("touchstart", (event) => this.touch(event), { signal, passive: false });
    canvas.addEventListener("wheel", (event) => this.wheel(event), { signal, passive: false });
    canvas.addEventListener("dblclick", () => this.home(), { signal });
    canvas.addEventListener("keydown", (event) => this.key(event, false), { signal });
    canvas.addEventListener("keyup", (event) => this.key(event, true), { signal });
    canvas.addEventListener("focus", () => this.focus(canvas.matches(":focus-visible")), { signal });
    canvas.addEventListener("blur", () => this.focus(false), { signal });
  }

  destroy() {
    this.abort.abort();
  }

  /** Whether the ring shows that it can be moved. */
  get held() {
    return this.state === "ring" || this.hovered || this.focused;
  }

  /** @param {boolean} focused */
  focus(focused) {
    this.focused = focused;
    this.nudged = null;
    this.figure.changed("none");
  }

  /** @param {boolean} hovered */
  hover(hovered) {
    if (hovered === this.hovered) return;
    this.hovered = hovered;
    this.figure.changed("none");
  }

  /** @param {MouseEvent} event @returns {Point} */
  pixel(event) {
    const box = this.figure.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {Point} pixel @param {string} kind */
  onRing(pixel, kind) {
    const { start } = this.figure.marks;
    if (!start || !this.figure.onStart) return false;
    const ring = this.figure.transform.toPixel(start);
    return Math.hypot(pixel.x - ring.x, pixel.y - ring.y) <= (REACH[/** @type {"mouse"} */ (kind)] ?? REACH.mouse);
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0) return;
    const pixel = this.pixel(event);
    this.pointers.set(event.pointerId, pixel);
    if (this.pointers.size === 2) {
      if (this.state === "ring") return;
      this.state = this.figure.onView ? "pinch" : "idle";
    } else if (this.onRing(pixel, event.pointerType)) {
      const ring = this.figure.transform.toPixel(/** @type {Point} */ (this.figure.marks.start));
      this.state = "ring";
      this.offset = { x: ring.x - pixel.x, y: ring.y - pixel.y };
    } else if (within(pixel.x, pixel.y, this.figure.transform.rect)) {
      this.state = "press";
      this.offset = { x: 0, y: 0 };
    } else return;
    this.from = pixel;
    this.fromView = this.figure.view;
    this.figure.onPoint?.(null);
    this.figure.canvas.setPointerCapture(event.pointerId);
    this.cursor(pixel, event.pointerType);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const pixel = this.pixel(event);
    const last = this.pointers.get(event.pointerId);
    if (!last) {
      this.hover(this.onRing(pixel, event.pointerType));
      if (event.pointerType === "mouse") this.point(pixel);
      this.cursor(pixel, event.pointerType);
      return;
    }
    if (this.state === "pinch") this.pinch(event.pointerId, pixel);
    this.pointers.set(event.pointerId, pixel);
    if (this.state === "press" && Math.hypot(pixel.x - this.from.x, pixel.y - this.from.y) > STILL) {
      // A finger that slides over empty ground scrolls the page, and the browser takes it from here.
      if (this.swipes || (this.figure.onView && event.pointerType !== "touch")) this.state = "pan";
      else if (this.figure.onStart && event.pointerType !== "touch") this.state = "ring";
    }
    if (this.state === "ring") this.start(pixel, false);
    if (this.state === "pan") this.pan(pixel, false);
    this.cursor(pixel, event.pointerType);
  }

  /** @param {Point} pixel */
  point(pixel) {
    const { transform, onPoint } = this.figure;
    const inside = within(pixel.x, pixel.y, transform.rect);
    const { x, y } = transform.toUnit(pixel);
    onPoint?.(inside ? { x: rounded(x, transform.grain.x), y: rounded(y, transform.grain.y) } : null);
  }

  /** @param {PointerEvent} event @param {boolean} meant  false: the browser took the pointer away */
  up(event, meant) {
    const pixel = this.pixel(event);
    if (!this.pointers.delete(event.pointerId)) return;
    if (this.state === "ring") this.start(pixel, true);
    else if (this.state === "pan") this.pan(pixel, true);
    else if (this.state === "press" && meant && Math.hypot(pixel.x - this.from.x, pixel.y - this.from.y) <= STILL) {
      if (event.detail < 2) this.before = this.figure.marks.start ?? null;
      this.start(pixel, true);
    }
    this.state = "idle";
    this.hover(meant && event.pointerType === "mouse" && this.onRing(pixel, event.pointerType));
    this.cursor(pixel, event.pointerType);
  }

  /** @param {Point} pixel @param {string} kind */
  cursor(pixel, kind) {
    const { canvas, onStart, transform } = this.figure;
    const over = this.onRing(pixel, kind);
    const kinds = { ring: "grabbing", pan: "move", pinch: "move", press: "crosshair", idle: over ? "grab" : "crosshair" };
    canvas.style.cursor = this.state !== "idle" || (onStart && within(pixel.x, pixel.y, transform.rect)) ? kinds[this.state] : "default";
  }

  /** The start under the pointer, kept inside the frame and rounded to what a pixel can tell. @param {Point} pixel @param {boolean} done */
  start(pixel, done) {
    const { transform, onStart } = this.figure;
    const { left, top, right, bottom } = transform.rect;
    const x = Math.min(right, Math.max(left, pixel.x + this.offset.x));
    const y = Math.min(bottom, Math.max(top, pixel.y + this.offset.y));
    const unit = transform.toUnit({ x, y });
    onStart?.({ x: rounded(unit.x, transform.grain.x), y: rounded(unit.y, transform.grain.y) }, { done });
  }

  /** @param {Point} pixel @param {boolean} done */
  pan(pixel, done) {
    const { grain } = this.figure.transform;
    const view = panned(this.fromView, (this.from.x - pixel.x) * grain.x, (pixel.y - this.from.y) * grain.y);
    this.figure.onView?.(view, { done, reset: false });
  }

  /** @param {number} id @param {Point} pixel */
  pinch(id, pixel) {
    const other = [...this.pointers].find(([key]) => key !== id)?.[1];
    const last = this.pointers.get(id);
    if (!other || !last) return;
    const factor = Math.hypot(pixel.x - other.x, pixel.y - other.y) / Math.max(1, Math.hypot(last.x - other.x, last.y - other.y));
    this.zoom(factor, other);
  }

  /** @param {number} factor @param {Point} pixel  stays where it is */
  zoom(factor, pixel) {
    const { view, transform } = this.figure;
    const next = zoomed(view, factor, transform.toUnit(pixel));
    if (next !== view) this.figure.onView?.(next, { done: true, reset: false });
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    const { canvas, onView, transform } = this.figure;
    const pixel = this.pixel(event);
    const meant = event.ctrlKey || event.metaKey || canvas.ownerDocument.activeElement === canvas;
    if (!onView || !meant || !within(pixel.x, pixel.y, transform.rect)) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    this.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), pixel);
  }

  /** Only a finger on the ring, or a second finger, is ours; the rest scrolls. @param {TouchEvent} event */
  touch(event) {
    const [first] = event.touches;
    const box = this.figure.canvas.getBoundingClientRect();
    const onRing = this.onRing({ x: first.clientX - box.left, y: first.clientY - box.top }, "touch");
    if (event.cancelable && (onRing || (event.touches.length > 1 && this.figure.onView))) event.preventDefault();
  }

  home() {
    const { home, view, onView, onStart } = this.figure;
    if (!onView || !home || sameView(home, view)) return;
    // The first click of the two has moved the start; nobody wanted that.
    if (this.before) onStart?.(this.before, { done: true });
    onView(home, { done: true, reset: true });
  }

  /** @param {KeyboardEvent} event @param {boolean} released */
  key(event, released) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { figure } = this;
    const arrow = ARROWS[event.key];
    if (arrow && figure.onStart) this.nudge(arrow, event.shiftKey ? 10 : 1, released);
    else if (figure.onView && "+=-_0".includes(event.key) && event.key.length === 1) {
      const { left, top, right, bottom } = figure.transform.rect;
      if (released) return;
      if (event.key === "0") {
        this.before = null;
        this.home();
      } else this.zoom("+=".includes(event.key) ? 1.25 : 0.8, { x: (left + right) / 2, y: (top + bottom) / 2 });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {[number, number]} direction @param {number} times @param {boolean} released */
  nudge([dx, dy], times, released) {
    const { view, marks, onStart } = this.figure;
    // The mark moves when its race has been run; the key that is held goes on from where it has got to.
    const start = this.nudged ?? marks.start;
    if (!start) return;
    if (!this.focused) this.focus(true);
    const axis = (/** @type {number} */ v, /** @type {number} */ d, /** @type {[number, number]} */ [lo, hi]) => {
      const step = niceStep((hi - lo) / 200);
      return d ? Math.min(hi, Math.max(lo, rounded(v + d * times * step, step))) : v;
    };
    const moved = released ? start : { x: axis(start.x, dx, view.x), y: axis(start.y, dy, view.y) };
    this.nudged = released ? null : moved;
    onStart?.(moved, { done: released });
  }
}

/** To the decimals that `grain` has, so that an address stays short. @param {number} value @param {number} grain */
export function rounded(value, grain) {
  const exponent = Math.floor(Math.log10(grain) + 1e-9);
  const unit = 10 ** Math.abs(exponent);
  return (exponent < 0 ? Math.round(value * unit) / unit : Math.round(value / unit) * unit) + 0;
}
