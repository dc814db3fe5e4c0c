/**
 * What every figure shares: a canvas as sharp as the screen, layers that are redrawn only when what they depend on changed,
 * and one draw a frame however many properties were set.
 *
 * The canvas takes its size from CSS (give it a width and a height or an aspect-ratio; never leave it to its attributes). One that stands on no
 * page has it as `canvas.size`: {width, height, ratio}, in CSS pixels and device pixels a CSS pixel.
 */

import { frames } from "#app/core/frames.js";
import { readPalette } from "#app/figures/palette.js";

export class Figure {
  /** @param {HTMLCanvasElement & {size?: {width: number, height: number, ratio: number}}} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    /** @type {CanvasRenderingContext2D} */
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    /** Size in CSS pixels (often not whole), in device pixels, and device pixels a CSS pixel. */
    this.width = 0;
    this.height = 0;
    this.columns = 0;
    this.rows = 0;
    this.ratio = 1;
    this.position = 0;
    /** How often each layer was drawn: what tests and the frame-time benchmark read. @type {Record<string, number>} */
    this.drawn = {};
    /** @type {Map<string, {canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, fresh: boolean}>} */
    this.layers = new Map();
    /** Cheap layers that did not change since the last draw. @type {Set<string>} */
    this.still = new Set();
    /** @type {import("#app/figures/palette.js").Palette | null} */
    this.palette = null;
    this.destroyed = false;
    this.render = () => this.#render();
    this.observer = canvas.size ? null : observed(canvas, (device) => this.resize(device));
    // Fonts that come late are drawn when they are there.
    this.fonts = () => {
      this.refreshed();
      this.changed();
    };
    canvas.ownerDocument.fonts?.addEventListener("loadingdone", this.fonts);
    // Not resize(): what extends this class is not there yet.
    this.#measure();
    frames.invalidate(this.render);
  }

  /** Colours, fonts and lines; read from the canvas's own CSS when nobody set it. */
  get theme() {
    this.palette ??= readPalette(this.canvas);
    return this.palette;
  }

  set theme(palette) {
    this.palette = palette;
    this.refreshed();
    this.changed();
  }

  /** Size, density, colours or type are others: forget what was computed from them. */
  refreshed() {}

  /** Show the race at a position (float step). Drawn once in this frame, whoever else asks. @param {number} position */
  draw(position) {
    this.position = position;
    frames.invalidate(this.render);
  }

  /** Something changed: the named layers (all when none is named) are redrawn with the next draw. @param {...string} names */
  changed(...names) {
    for (const [name, layer] of this.layers) if (!names.length || names.includes(name)) layer.fresh = false;
    if (names.length) for (const name of names) this.still.delete(name);
    else this.still.clear();
    frames.invalidate(this.render);
  }

  /**
   * Read the canvas's size and the screen's density again. The figure does so itself when the canvas changes its size.
   * @param {ResizeObserverSize} [device]  its size in device pixels, where the browser tells
   */
  resize(device) {
    if (!this.#measure(device)) return;
    this.refreshed();
    this.changed();
  }

  /** @param {ResizeObserverSize} [device] */
  #measure(device) {
    const { size } = this.canvas;
    const ratio = size?.ratio ?? Math.min(4, globalThis.devicePixelRatio || 1);
    const { width, height } = size ?? this.canvas.getBoundingClientRect();
    // An emulated density is not that of the screen, which the observer tells: it has a say in the rounding only.
    const whole = (/** @type {number} */ exact, /** @type {number | undefined} */ told) =>
      told !== undefined && Math.abs(told - exact) < 2 ? told : Math.round(exact);
    const columns = whole(width * ratio, device?.inlineSize);
    const rows = whole(height * ratio, device?.blockSize);
    const same = columns === this.columns && rows === this.rows && width === this.width && height === this.height;
    Object.assign(this, { width, height, columns, rows, ratio });
    return !same;
  }

  destroy() {
    this.destroyed = true;
    frames.forget(this.render);
    this.observer?.disconnect();
    this.canvas.ownerDocument.fonts?.removeEventListener("loadingdone", this.fonts);
    this.layers.clear();
  }

  /**
   * A canvas of the figure's size that keeps its picture until `changed` names it; `paint` draws it when it is out of date.
   * @param {string} name
   * @param {(context: CanvasRenderingContext2D) => void} paint  in CSS pixels
   * @returns {HTMLCanvasElement}
   */
  layer(name, paint) {
    let layer = this.layers.get(name);
    if (!layer) {
      const canvas = this.canvas.ownerDocument.createElement("canvas");
      layer = { canvas, context: /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")), fresh: false };
      this.layers.set(name, layer);
    }
    if (!layer.fresh) {
      clear(layer.canvas, layer.context, this);
      layer.context.save();
      paint(layer.context);
      layer.context.restore();
      layer.fresh = true;
      this.drawn[name] = (this.drawn[name] ?? 0) + 1;
    }
    return layer.canvas;
  }

  /**
   * Put a layer onto the figure that is cheap to paint. While it changes with every draw (somebody drags), it is painted straight onto the
   * figure: handing a fresh canvas to another costs more than the strokes on it. It becomes a layer once it has stood still for a draw.
   * @param {string} name
   * @param {(context: CanvasRenderingContext2D) => void} paint  in CSS pixels
   */
  show(name, paint) {
    if (this.still.has(name)) {
      this.lay(this.layer(name, paint));
      return;
    }
    this.still.add(name);
    this.context.save();
    paint(this.context);
    this.context.restore();
    this.drawn[name] = (this.drawn[name] ?? 0) + 1;
  }

  /** Lay a layer onto the figure, pixel on pixel. @param {HTMLCanvasElement} canvas */
  lay(canvas) {
    this.context.drawImage(canvas, 0, 0, this.width, this.height);
  }

  #render() {
    if (this.destroyed || this.width < 2 || this.height < 2) return;
    clear(this.canvas, this.context, this);
    this.context.save();
    this.paint(this.context);
    this.context.restore();
    this.drawn.figure = (this.drawn.figure ?? 0) + 1;
  }

  /** The figure's own drawing, in CSS pixels. @param {CanvasRenderingContext2D} context */
  paint(context) {
    void context;
  }
}

/**
 * Empty a canvas and make its unit a CSS pixel.
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2D} context
 * @param {{width: number, height: number, columns: number, rows: number}} size
 */
function clear(canvas, context, { width, height, columns, rows }) {
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  } else {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, columns, rows);
  }
  context.setTransform(columns / width, 0, 0, rows / height, 0, 0);
}

/**
 * Watch a canvas's size, in device pixels where the browser can: a canvas of 352.5 CSS pixels is sharp only when it has as many
 * pixels as the screen gave it, and moving to a denser screen changes nothing else.
 * @param {HTMLCanvasElement} canvas @param {(device?: ResizeObserverSize) => void} changed
 */
function observed(canvas, changed) {
  if (typeof ResizeObserver === "undefined") return null;
  const observer = new ResizeObserver((entries) => changed(entries.at(-1)?.devicePixelContentBoxSize?.[0]));
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(canvas);
  }
  return observer;
}
