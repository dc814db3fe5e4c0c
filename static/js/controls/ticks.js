/** What happens in the race, as signs along the scrubber: each in its run's colour, with a shape for its kind and a sentence. */
import { h, svg } from "#app/controls/dom.js";
import { happenings } from "#app/core/events.js";
import { colourOf, styleOf } from "#app/figures/palette.js";
import { namesOf } from "#app/naming.js";
import { STYLE } from "#app/presentation.js";

const SHAPES = { diverged: "M1.5 1.5l6 6M7.5 1.5l-6 6", left_domain: "M1.5 1.5l6 6M7.5 1.5l-6 6", converged: "M1 4.5l2.7 3L8 1.5", leads: "M4.5 .8 8.3 8H.7z" };
/** Signs nearer to one another than this part of the scrubber stand side by side. */
const NEAR = 0.015;

export class Ticks {
  /**
   * @param {import("#app/model.js").Context} context
   * @param {import("#app/player.js").Player} player
   * @param {import("#app/controls/playerbar.js").PlayerBar} bar
   */
  constructor(context, player, bar) {
    this.context = context;
    this.player = player;
    this.bar = bar;
    this.place = h("div", { class: "ticks", "aria-hidden": "true" });
    this.list = h("ul", { class: "spoken", id: "happenings" });
    bar.track.append(this.place, this.list);
    bar.scrub.setAttribute("aria-describedby", this.list.id);
    const { store } = context;
    for (const part of ["answer", "hidden", "palette"]) store.subscribe((state) => state[part], () => this.#show());
  }

  #show() {
    const { words, catalogue, store } = this.context;
    const { answer, hidden, palette, moving } = store.state;
    // A race that changes with every frame has no events yet.
    this.place.hidden = moving;
    if (moving || !palette) return;
    const { steps } = answer.scene;
    const names = namesOf(answer.scene, catalogue, words);
    const found = happenings(answer.trajectories, steps, (run) => !hidden.includes(run)).map((one) => ({
      ...one,
      sentence: words.say(`happens.${one.kind}`, { name: names[one.run], step: String(one.step) }),
    }));
    /** @type {Record<string, {step: number, aside: number}>} */
    const before = {};
    this.place.replaceChildren(
      ...found.map(({ kind, run, step, sentence }) => {
        const row = kind === "leads" ? kind : "ends";
        const last = before[row];
        const aside = last && step - last.step <= NEAR * steps ? last.aside + 1 : 0;
        before[row] = { step, aside };
        const colour = colourOf(palette, styleOf(answer.scene.runs[run][STYLE]));
        const shape = svg("path", { d: SHAPES[kind], ...(kind === "leads" ? { fill: colour } : { fill: "none", stroke: colour, "stroke-width": 1.8 }) });
        const sign = svg("svg", { viewBox: "0 0 9 9", width: 9, height: 9 }, shape);
        const tick = h("span", { class: `tick ${row}`, title: sentence, onclick: () => (this.player.pause(), this.player.seek(step)) }, sign);
        tick.style.setProperty("--at", String(step / steps));
        tick.style.setProperty("--aside", String(aside));
        return tick;
      }),
    );
    this.list.replaceChildren(...found.map(({ sentence }) => h("li", {}, sentence)));
    this.bar.told = new Map();
    for (const { step, sentence } of found) this.bar.told.set(step, `${this.bar.told.get(step) ?? ""} ${sentence}`.trim());
    this.player.stops = found.map(({ step }) => step);
  }
}
