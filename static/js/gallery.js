/** All that can be raced on, in pictures. Fetched when first opened. */
import { choiceOf, choices, choose } from "#app/controls/choice.js";
import { createChooser } from "#app/controls/chooser.js";
import { h } from "#app/controls/dom.js";
import { Figure } from "#app/figures/figure.js";
import { Thumbnails } from "#app/figures/thumbnails.js";

/** A data set as dots. */
class Dots extends Figure {
  /** @param {HTMLCanvasElement} canvas @param {[number, number][]} points */
  constructor(canvas, points) {
    super(canvas);
    this.points = points;
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    const { width, height, theme, points } = this;
    const [xs, ys] = [0, 1].map((axis) => {
      const values = points.map((point) => point[axis]);
      const low = Math.min(...values);
      return (value) => 0.1 + (0.8 * (value - low)) / (Math.max(...values) - low || 1);
    });
    context.fillStyle = theme.soft;
    for (const [x, y] of points) {
      context.beginPath();
      context.arc(xs(x) * width, (1 - ys(y)) * height, points.length > 60 ? 1.5 : 2.5, 0, 7);
      context.fill();
    }
  }
}

/** @type {ReturnType<typeof createChooser> | null} */
let chooser = null;

/** @param {import("#app/model.js").Context} context @param {import("#app/api.js").Api} api @param {HTMLElement} opener */
export function openGallery(context, api, opener) {
  chooser ??= create(context, api);
  chooser.open(opener, choiceOf(context.store.state.scene.problem));
}

function create(context, api) {
  const { words, store } = context;
  const pictures = new Thumbnails((problem, view, nx, ny) => api.field(problem, view, nx, ny, new AbortController().signal).catch(() => null));
  /** @type {(() => void)[]} */
  const drawn = [];
  const dots = [];
  /** @param {import("#app/controls/choice.js").Entry} entry */
  const picture = ({ value, item }) => {
    if (!item) return h("span", { class: "thumb own", "aria-hidden": "true" }, value === "formula:" ? "f(x, y)" : "(x, y)");
    const canvas = h("canvas", { class: "thumb", "aria-hidden": "true" });
    // A figure measures its canvas, which must be on the page.
    drawn.push(() => (value.startsWith("surface:") ? pictures.add(canvas, value.replace(":", "="), item.view) : dots.push(new Dots(canvas, item.points ?? []))));
    return canvas;
  };
  const made = createChooser(words, {
    kind: "gallery",
    title: words.say("gallery.title"),
    groups: choices(context).map(({ label, items }) => ({
      label,
      items: items.map((entry) => ({
        value: entry.value,
        title: entry.item && words.pick(entry.item.idea),
        text: [entry.label, ...["name", "idea", "lesson"].flatMap((key) => Object.values(entry.item?.[key] ?? {}))].join(" "),
        face: [picture(entry), h("span", {}, entry.label)],
      })),
    })),
    onChoose: (value) => choose(context, value),
  });
  for (const draw of drawn) draw();
  store.subscribe((state) => state.palette, (palette) => {
    if (palette === null) return;
    pictures.theme = palette;
    for (const figure of dots) figure.theme = palette;
  });
  return made;
}
