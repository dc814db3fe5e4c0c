/** What chance decides: the seed, and the order in which data are drawn. */
import { freshId, h, options } from "#app/controls/dom.js";
import { NumberField } from "#app/controls/fields.js";

const SAMPLINGS = ["shuffle", "cyclic", "replace"];

export class ChanceFields {
  /** @param {import("#app/model.js").Context} context */
  constructor({ words, propose, limits }) {
    this.words = words;
    const id = freshId("sampling");
    this.seed = new NumberField(words, {
      label: words.say("seed.label"),
      minimum: 0,
      maximum: limits.seed,
      whole: true,
      nudge: (value, direction) => value + direction,
      onLive: (seed) => propose((scene) => ({ ...scene, seed }), { live: true }),
      onSettle: (seed) => propose((scene) => ({ ...scene, seed })),
    });
    this.sampling = h(
      "select",
      { id, onchange: () => propose((scene) => ({ ...scene, sampling: this.sampling.value })) },
      ...options(SAMPLINGS.map((value) => ({ value, label: words.say(`sampling.${value}`) }))),
    );
    this.order = h("div", { class: "pair", "data-pointer": "/sampling" }, h("label", { class: "label", for: id }, words.say("sampling.label")), this.sampling);
    this.summary = h("summary", {}, "");
    this.element = h(
      "details",
      { class: "dice" },
      this.summary,
      h("div", { class: "pair", "data-pointer": "/seed" }, h("span", { class: "label" }, words.say("seed.label")), this.seed.element, this.seed.error),
      this.order,
      h("p", { class: "hint" }, words.say("dice.hint")),
    );
  }

  /** @param {import("#app/scene.js").Scene} scene */
  show({ problem, runs, seed, sampling }) {
    const fit = problem.kind === "fit";
    this.seed.value = seed;
    this.sampling.value = sampling;
    this.element.hidden = !fit && !runs.some((run) => run.noise > 0 || run.batch_size !== null);
    this.order.hidden = !fit;
    this.summary.textContent = this.words.say("dice.summary", { seed: String(seed) });
  }
}
