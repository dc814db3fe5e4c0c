/** Small pictures of surfaces, drawn when they are about to be seen, and the rest while nothing else is to be done. */
import { Transform } from "#app/core/scale.js";
import { Figure } from "#app/figures/figure.js";
import { drawTerrain } from "#app/figures/terrain.js";

/** Nodes of the field along the longer side. */
const NODES = 100;

class Thumbnail extends Figure {
  /** @param {HTMLCanvasElement} canvas @param {import("#app/figures/types.js").View} view */
  constructor(canvas, view) {
    super(canvas);
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

/**
 * @param {Iterable<HTMLCanvasElement>} canvases  with the surface's id and view
 * @param {{api: import("#app/api.js").Api, store: import("#app/store.js").Store<any>}} context
 */
export function gallery(canvases, { api, store }) {
  /** @type {Map<Element, Thumbnail>} */
  const waiting = new Map();
  const all = [];
  for (const canvas of canvases) {
    const [x0, x1, y0, y1] = JSON.parse(canvas.dataset.view);
    const figure = new Thumbnail(canvas, { x: [x0, x1], y: [y0, y1] });
    waiting.set(canvas, figure);
    all.push(figure);
  }
  if (all.length === 0) return;
  store.subscribe((state) => state.palette, (palette) => {
    if (palette !== null) for (const figure of all) figure.theme = palette;
  });

  /** @param {Element} canvas */
  const draw = async (canvas) => {
    const figure = waiting.get(canvas);
    if (!figure) return;
    waiting.delete(canvas);
    seen.unobserve(canvas);
    const { view } = figure;
    const { clientWidth: width, clientHeight: height } = figure.canvas;
    const longer = Math.max(width, height, 1);
    const [nx, ny] = [width, height].map((side) => Math.max(16, Math.round((NODES * side) / longer)));
    const values = await api.field(`surface=${figure.canvas.dataset.surface}`, view, nx, ny, new AbortController().signal).catch(() => null);
    if (values === null) return; // an empty frame beside the surface's name says enough
    figure.field = { x0: view.x[0], x1: view.x[1], y0: view.y[0], y1: view.y[1], nx, ny, values, minimum: null };
    figure.changed();
    figure.canvas.dataset.ready = "";
  };

  const seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && draw(target)), {
    rootMargin: "300px",
  });
  for (const canvas of canvases) seen.observe(canvas);

  // Whoever prints the page wants them all.
  const rest = async () => {
    const [next] = waiting.keys();
    if (!next) return;
    await draw(next);
    setTimeout(rest, 50);
  };
  addEventListener("load", () => setTimeout(rest, 1500), { once: true });
}
