/**
 * The page's one requestAnimationFrame. Whoever moves (the player) is told the time first, then every figure that
 * said it is out of date is drawn once, however often it said so. Nothing is requested while nothing happens.
 */

/** @typedef {(milliseconds: number) => void} Tick */

/** Milliseconds: less than a frame of any screen in common use, so that none is drawn twice. */
const FRAME = 7;

export class Frames {
  /** @param {(callback: Tick) => unknown} request  asks for one callback before the next repaint */
  constructor(request) {
    /** @type {(callback: Tick) => unknown} */
    this.request = request;
    /** @type {Set<Tick>} */
    this.ticks = new Set();
    /** @type {Set<() => void>} */
    this.draws = new Set();
    this.asked = false;
    this.inside = false;
    this.drawn = -Infinity;
  }

  /** Call `tick` with the time in every frame until `remove`. @param {Tick} tick */
  add(tick) {
    this.ticks.add(tick);
    this.#ask();
  }

  /** @param {Tick} tick */
  remove(tick) {
    this.ticks.delete(tick);
  }

  /** Call `draw` once in this frame, or in the next when no frame is under way. @param {() => void} draw */
  invalidate(draw) {
    this.draws.add(draw);
    this.#ask();
  }

  /** Forget a pending draw. @param {() => void} draw */
  forget(draw) {
    this.draws.delete(draw);
  }

  /** Draw now whatever is out of date (tests, pictures to save). */
  flush() {
    const draws = [...this.draws];
    this.draws.clear();
    for (const draw of draws) draw();
    if (draws.length) this.drawn = performance.now();
  }

  /**
   * Draw what is out of date without waiting for the next frame to begin, so that an answer to a hand in motion is on the screen a frame
   * earlier; but not twice within a frame.
   */
  soon() {
    if (!this.inside && performance.now() - this.drawn > FRAME) this.flush();
  }

  #ask() {
    if (this.asked || this.inside) return;
    this.asked = true;
    this.request((milliseconds) => this.#frame(milliseconds));
  }

  /** @param {number} milliseconds */
  #frame(milliseconds) {
    this.asked = false;
    this.inside = true;
    try {
      for (const tick of [...this.ticks]) if (this.ticks.has(tick)) tick(milliseconds);
      this.flush();
    } finally {
      this.inside = false;
      if (this.ticks.size || this.draws.size) this.#ask();
    }
  }
}

/** The frames of this page; in Node, where nothing is painted, they wait until `flush`. */
export const frames = new Frames((callback) => globalThis.requestAnimationFrame?.(callback));
