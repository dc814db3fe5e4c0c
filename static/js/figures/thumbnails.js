/** Small pictures of surfaces, asked for when they are about to be seen. */
import { Transform } from "#app/core/scale.js";
import { Figure } from "#app/figures/figure.js";
import { drawTerrain } from "#app/figures/terrain.js";

/** Nodes of the field along the longer side. */
const NODES = 100;

class Thumbnail extends Figure {
  /** @param {HTMLCanvasElement} canvas @param {string} problem @param {import("#app/figures/types.js").View} view */
  constructor(canvas, problem, view) {
    super(canvas);
    this.problem = problem;
    this.view = view;
    /** @type {import("#app/figures/types.js").Field | null} */
    this.field = null;
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    if (this.field === null) return;
    const transform = new Transform(this.view, { left: 0, top: 0, right: this.width, bottom: this.height });
    drawTerrain(context, this.field, transform, this.theme, [], false);
  }
}

export class Thumbnails {
  /**
   * @param {(problem: string, view: import("#app/figures/types.js").View, nx: number, ny: number) => Promise<Float32Array | null>} ask
   *   for the values of a problem; null where there are none to be had
   */
  constructor(ask) {
    this.ask = ask;
    /** @type {Thumbnail[]} */
    this.all = [];
    /** @type {Map<Element, Thumbnail>} */
    this.waiting = new Map();
    this.seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && this.#draw(target)), {
      rootMargin: "300px",
    });
  }

  /** @param {HTMLCanvasElement} canvas @param {string} problem  its part of an address @param {import("#app/figures/types.js").View} view */
  add(canvas, problem, view) {
    const figure = new Thumbnail(canvas, problem, view);
    this.all.push(figure);
    this.waiting.set(canvas, figure);
    this.seen.observe(canvas);
  }

  set theme(palette) {
    for (const figure of this.all) figure.theme = palette;
  }

  /** The next that nobody has looked at yet. @returns {Promise<boolean>}  whether there was one */
  async next() {
    const [canvas] = this.waiting.keys();
    if (canvas) await this.#draw(canvas);
    return canvas !== undefined;
  }

  /** @param {Element} canvas */
  async #draw(canvas) {
    const figure = this.waiting.get(canvas);
    if (!figure) return;
    this.waiting.delete(canvas);
    this.seen.unobserve(canvas);
    const { view } = figure;
    const { clientWidth: width, clientHeight: height } = figure.canvas;
    const longer = Math.max(width, height, 1);
    const [nx, ny] = [width, height].map((side) => Math.max(16, Math.round((NODES * side) / longer)));
    const values = await this.ask(figure.problem, view, nx, ny);
    if (values === null) return; // an empty frame beside the surface's name says enough
    figure.field = { x0: view.x[0], x1: view.x[1], y0: view.y[0], y1: view.y[1], nx, ny, values, minimum: null };
    figure.changed();
    figure.canvas.dataset.ready = "";
  }
}
