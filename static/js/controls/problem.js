/**
 * What is raced on, where from and how long. What only one kind of problem has stands in a file of its own: surface.js, formula.js,
 * fit.js; each shows itself where the problem is of its kind.
 */
import { ChanceFields } from "#app/controls/chance.js";
import { choiceOf, choices, choose } from "#app/controls/choice.js";
import { freshId, h, iconButton, options } from "#app/controls/dom.js";
import { NumberField } from "#app/controls/fields.js";
import { FormulaFields } from "#app/controls/formula.js";
import { mathematics } from "#app/controls/mathematics.js";
import { quantityRow } from "#app/controls/quantity.js";
import { CoefficientRows } from "#app/controls/surface.js";
import { withStart } from "#app/edits.js";
import { problemKey } from "#app/model.js";

export class ProblemPanel {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, context) {
    this.context = context;
    const { words, store } = context;
    const chooser = freshId("problem");
    this.select = h("select", { id: chooser, class: "wide", onchange: () => choose(context, this.select.value) }, ...options(choices(context)));
    const browse = iconButton("browse", words.say("gallery.open"), () => context.browse(browse), { "aria-haspopup": "dialog" });
    this.about = h("div", { class: "about" });
    this.formula = new FormulaFields(context);
    this.fit = h("div", { class: "fit" });
    /** @type {Promise<import("#app/controls/fit.js").FitFields> | undefined} */
    this.fields = undefined;
    this.surface = new CoefficientRows(context);
    this.start = this.#startFields();
    this.steps = this.#stepsRow();
    this.chance = new ChanceFields(context);
    root.append(
      h("div", { class: "problem-line", "data-pointer": "/problem" }, h("label", { class: "spoken", for: chooser }, words.say("problem.label")), this.select, browse),
      this.formula.elements[0],
      this.fit,
      this.about,
      this.formula.elements[1],
      this.surface.element,
      this.start.element,
      this.steps.element,
      this.chance.element,
    );
    store.subscribe((state) => state.scene, (scene) => this.#show(scene));
    store.subscribe((state) => problemKey(state.answer), () => this.#describe());
    store.subscribe((state) => state.scene.problem.kind === "fit", (fit) => {
      this.fit.hidden = !fit;
      if (fit) this.#fitFields();
    });
    // No hand is so fast that it would drop a file before this has come.
    import("#app/controls/drop.js").then(({ takeFiles }) => takeFiles(words, async (file) => (await this.#fitFields()).points.take(file)));
  }

  /** @param {import("#app/scene.js").Scene} scene */
  #show(scene) {
    const { problem, start, steps } = scene;
    if (start) this.start.fields.forEach((field, i) => (field.value = start[i]));
    // A hand that drags the start changes nothing else.
    const same = this.scene && Object.keys(scene).every((key) => key === "start" || scene[key] === this.scene[key]);
    this.scene = scene;
    if (same) return;
    this.select.value = choiceOf(problem);
    this.formula.show(problem);
    const { surfaces } = this.context.catalogue;
    this.surface.show(problem.kind === "surface" ? surfaces.find(({ id }) => id === problem.id) : undefined, problem);
    this.steps.value = steps;
    this.chance.show(scene);
  }

  /** What a fit needs comes with the first one. @returns {Promise<import("#app/controls/fit.js").FitFields>} */
  #fitFields() {
    this.fields ??= import("#app/controls/fit.js").then(({ FitFields }) => {
      const fields = new FitFields(this.context);
      this.fit.append(...fields.elements);
      return fields;
    });
    return this.fields;
  }

  #stepsRow() {
    const { words, limits, propose } = this.context;
    return quantityRow(words, {
      spec: {
        name: words.say("steps.label"),
        symbol: words.say("steps.label"),
        default: 200,
        minimum: 1,
        maximum: limits.steps,
        slider: [10, 5000],
        scale: "log",
        whole: true,
        description: { [words.language]: words.say("steps.hint") },
      },
      pointer: "/steps",
      owner: words.say("race"),
      onLive: (steps) => propose((scene) => ({ ...scene, steps }), { live: true }),
      onSettle: (steps) => propose((scene) => ({ ...scene, steps })),
    });
  }

  #startFields() {
    const { words, propose, limits } = this.context;
    const fields = [0, 1].map((axis) => {
      const move = (live) => (value) =>
        propose((scene) => withStart(scene, ...scene.start.map((old, i) => (i === axis ? value : old))), { live });
      return new NumberField(words, {
        label: words.say(`start.${axis}`),
        minimum: -limits.magnitude,
        maximum: limits.magnitude,
        nudge: (value, direction) => Number((value + (direction * this.#width(axis)) / 100).toPrecision(4)),
        onLive: move(true),
        onSettle: move(false),
      });
    });
    const [x, y] = fields;
    const element = h(
      "div",
      { class: "start-fields", "data-pointer": "/start", role: "group", "aria-label": words.say("start.label") },
      h("span", { class: "label" }, words.say("start.label")),
      x.element,
      y.element,
      x.error,
      y.error,
    );
    return { element, fields };
  }

  #width(axis) {
    const [low, high] = this.context.store.state.answer.problem.view[axis === 0 ? "x" : "y"];
    return high - low;
  }

  /** The formula and the idea of what is on the page. */
  #describe() {
    const { words, catalogue, store } = this.context;
    const { answer } = store.state;
    const { problem } = answer.scene;
    const item =
      problem.kind === "surface"
        ? catalogue.surfaces.find(({ id }) => id === problem.id)
        : catalogue.datasets.find(({ id }) => id === problem.dataset);
    const mathml = item?.mathml ?? answer.problem.mathml;
    this.about.replaceChildren(
      ...(problem.kind !== "fit" && mathml ? [mathematics(mathml)] : []),
      ...(item ? [h("p", { class: "idea" }, words.pick(item.idea))] : []),
      ...(item?.lesson
        ? [h("details", {}, h("summary", {}, words.say("problem.lesson")), h("p", { class: "quiet" }, words.pick(item.lesson)))]
        : []),
    );
  }
}
