/** Pointing at, pressing and dragging over a figure whose x axis is time. A finger scrubs sideways and scrolls up and down. */

/**
 * What can be scrubbed.
 * @typedef {object} Timeline
 * @property {HTMLCanvasElement} canvas
 * @property {{x: import("#app/core/scale.js").Scale}} layout
 * @property {((position: number, state: {done: boolean}) => void) | undefined} onSeek
 * @property {(...names: string[]) => void} changed
 */

export class Scrub {
  /** @param {Timeline} figure */
  constructor(figure) {
    this.figure = figure;
    /** The whole step under the pointer. @type {number | null} */
    this.step = null;
    /** @type {number | null} */
    this.pointer = null;
    this.abort = new AbortController();
    const { signal } = this.abort;
    const { canvas } = figure;
    if (figure.onSeek) {
      canvas.style.touchAction = "pan-y";
      canvas.style.cursor = "ew-resize";
    }
    canvas.addEventListener("pointerdown", (event) => this.down(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.move(event), { signal });
    canvas.addEventListener("pointerup", (event) => this.up(event), { signal });
    canvas.addEventListener("pointercancel", () => (this.pointer = null), { signal });
    canvas.addEventListener("pointerleave", () => this.point(null), { signal });
  }

  destroy() {
    this.abort.abort();
  }

  /** @param {PointerEvent} event */
  position(event) {
    const { canvas, layout } = this.figure;
    const [first, last] = layout.x.domain;
    return Math.min(last, Math.max(first, layout.x.invert(event.clientX - canvas.getBoundingClientRect().left)));
  }

  /** @param {number | null} step */
  point(step) {
    if (step === this.step) return;
    this.step = step;
    this.figure.changed("none");
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0 || this.pointer !== null || !this.figure.onSeek) return;
    this.pointer = event.pointerId;
    this.figure.canvas.setPointerCapture(event.pointerId);
    this.point(null);
    this.figure.onSeek(this.position(event), { done: false });
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (event.pointerId === this.pointer) this.figure.onSeek?.(this.position(event), { done: false });
    else if (this.pointer === null && event.pointerType !== "touch") this.point(Math.round(this.position(event)));
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.figure.onSeek?.(this.position(event), { done: true });
  }
}
