/** Small pictures of surfaces, drawn when they are about to be seen, and the rest while nothing else is to be done. */
import { Thumbnails } from "#app/figures/thumbnails.js";

/**
 * @param {Iterable<HTMLCanvasElement>} canvases  with the surface's id and view
 * @param {{api: import("#app/api.js").Api, store: import("#app/store.js").Store<any>}} context
 */
export function gallery(canvases, { api, store }) {
  const pictures = new Thumbnails((problem, view, nx, ny) => api.field(problem, view, nx, ny, new AbortController().signal).catch(() => null));
  for (const canvas of canvases) {
    const [x0, x1, y0, y1] = JSON.parse(canvas.dataset.view);
    pictures.add(canvas, `surface=${canvas.dataset.surface}`, { x: [x0, x1], y: [y0, y1] });
  }
  if (pictures.all.length === 0) return;
  store.subscribe((state) => state.palette, (palette) => palette !== null && (pictures.theme = palette));

  // Whoever prints the page wants them all.
  const rest = async () => {
    if (await pictures.next()) setTimeout(rest, 50);
  };
  addEventListener("load", () => setTimeout(rest, 1500), { once: true });
}
