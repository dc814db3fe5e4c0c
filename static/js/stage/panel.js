/** One picture of the plane with its caption: which runs it shows, and where they stand. */
import { h, setText } from "#app/controls/dom.js";
import { swatch } from "#app/controls/swatch.js";
import { figure } from "#app/core/format.js";

export class Panel {
  /**
   * @param {import("#app/model.js").Context} context
   * @param {object} hands
   * @param {(point: {x: number, y: number}, state: {done: boolean}) => void} hands.onStart
   * @param {(view: import("#app/figures/types.js").View, state: {done: boolean, reset: boolean}) => void} hands.onView
   * @param {(point: import("#app/figures/types.js").Point | null) => void} hands.onPoint
   * @param {any} Figure  what draws: Landscape, or what stands in its place
   */
  constructor(context, hands, Figure) {
    this.context = context;
    this.caption = h("figcaption", { class: "panel-head" });
    this.canvas = h("canvas", { tabindex: 0, role: "img" });
    this.element = h("figure", { class: "panel" }, this.caption, this.canvas);
    this.Figure = Figure;
    this.landscape = new Figure(this.canvas, { ...hands, say: context.words.say });
    /** @type {{run: any, value: HTMLElement}[]} */
    this.entries = [];
  }

  /** @param {import("#app/figures/types.js").Run[]} runs */
  show(runs) {
    const { words, store } = this.context;
    const { palette, selected } = store.state;
    this.landscape.runs = runs;
    const sign = runs.map((run) => `${run.id} ${run.name} ${run.visible} ${run.style}`).join() + selected + palette.paper;
    if (sign !== this.sign) {
      this.sign = sign;
      const alone = runs.length === 1;
      this.entries = runs.map((run) => ({ run, value: h("span", { class: "panel-value number loss" }) }));
      this.caption.replaceChildren(
        ...this.entries.map(({ run, value }) =>
          h(
            "button",
            {
              type: "button",
              class: "panel-name",
              title: run.name,
              "aria-current": run.id === selected ? "true" : null,
              "data-hidden": run.visible === false,
              onclick: () => this.context.select(run.id),
            },
            swatch(palette, run.style),
            ...nameParts(run.name),
            alone && value,
          ),
        ),
      );
      this.element.toggleAttribute("data-alone", alone);
      this.element.toggleAttribute("data-selected", alone && runs[0].id === selected);
      this.canvas.setAttribute("aria-label", words.say(this.Figure.label, { runs: words.list(runs.map((run) => run.name)) }));
    }
    this.entries.forEach((entry, i) => (entry.run = runs[i]));
  }

  /** @param {number} position */
  draw(position) {
    this.landscape.draw(position);
    const step = Math.floor(position + 1e-9);
    for (const { run, value } of this.entries) setText(value, figure(run.loss[Math.min(step, run.loss.length - 1)]));
  }

  destroy() {
    this.landscape.destroy();
    this.element.remove();
  }
}

/** Where there is little room, the name gives way before what tells it from its like. */
function nameParts(name) {
  const [first, ...traits] = name.split(" · ");
  return [h("span", { class: "name-first" }, first), traits.length > 0 && h("span", { class: "name-traits" }, traits.join(" · "))];
}
