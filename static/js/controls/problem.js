/** What is raced on: a surface, a person's own formula, or a fit to data; where from, how long, with which dice. */
import { freshId, h, options } from "#app/controls/dom.js";
import { NumberField } from "#app/controls/fields.js";
import { quantityRow } from "#app/controls/quantity.js";
import { FormulaField, ViewFields } from "#app/controls/formula.js";
import { problemKey } from "#app/model.js";
import { withCoefficient, withProblem, withStart, written } from "#app/edits.js";

const OWN_FORMULA = "formula:";
const OWN_POINTS = "points:";
const SAMPLINGS = ["shuffle", "cyclic", "replace"];

/** @typedef {import("#app/model.js").Context} Context */

export class ProblemPanel {
  /** @param {HTMLElement} root @param {Context} context */
  constructor(root, context) {
    this.context = context;
    const { words, limits } = context;
    const chooser = freshId("problem");
    this.select = h("select", { id: chooser, class: "wide", onchange: () => this.#choose(this.select.value) }, ...options(this.#entries()));
    this.about = h("div", { class: "about" });
    this.formula = new FormulaField(words, {
      maximumLength: limits.formula_characters,
      onLive: (formula) => this.#change({ formula }, true),
      onSettle: (formula) => this.#change({ formula }, false),
    });
    this.view = new ViewFields(words, {
      limit: limits.magnitude,
      onLive: (view) => this.#change({ view }, true),
      onSettle: (view) => this.#change({ view }, false),
    });
    this.points = this.#pointsField();
    this.coefficients = h("div", { class: "rows" });
    /** @type {Record<string, ReturnType<typeof quantityRow>>} */
    this.coefficientRows = {};
    this.start = this.#startFields();
    this.steps = quantityRow(words, {
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
      onLive: (steps) => context.propose((scene) => ({ ...scene, steps }), { live: true }),
      onSettle: (steps) => context.propose((scene) => ({ ...scene, steps })),
    });
    this.dice = this.#diceFields();
    root.append(
      h("div", { "data-pointer": "/problem" }, h("label", { class: "spoken", for: chooser }, words.say("problem.label")), this.select),
      this.formula.element,
      this.view.element,
      this.points.element,
      this.about,
      this.coefficients,
      this.start.element,
      this.steps.element,
      this.dice.element,
    );
    context.store.subscribe((state) => state.scene, (scene) => this.#show(scene));
    context.store.subscribe((state) => state.faults, (faults) =>
      this.formula.point(faults.find((fault) => fault.pointer === "/problem/formula") ?? null),
    );
    context.store.subscribe((state) => problemKey(state.answer), () => this.#describe());
  }

  #entries() {
    const { words, catalogue } = this.context;
    const groups = new Map();
    for (const { id, name, group } of catalogue.surfaces) {
      const key = group ?? "bowls";
      groups.set(key, [...(groups.get(key) ?? []), { value: `surface:${id}`, label: words.pick(name) }]);
    }
    return [
      ...[...groups].map(([group, items]) => ({ label: words.say(`group.${group}`), items })),
      {
        label: words.say("group.data"),
        items: [
          ...catalogue.datasets.map(({ id, name }) => ({ value: `dataset:${id}`, label: words.pick(name) })),
          { value: OWN_POINTS, label: words.say("problem.own_points") },
        ],
      },
      { label: words.say("group.own"), items: [{ value: OWN_FORMULA, label: words.say("problem.own_formula") }] },
    ];
  }

  #choose(value) {
    const [kind, id] = value.split(":");
    const fit = { kind: "fit", model: "linear", loss: "mse" };
    if (kind === "surface") this.#propose({ kind, id });
    else if (kind === "dataset") this.#propose({ ...fit, dataset: id });
    else if (kind === "points") this.#propose({ ...fit, points: this.#presentPoints() });
    else this.context.propose((scene) => ({ ...withProblem(scene, this.#presentFormula()), start: scene.start }));
  }

  #propose(problem) {
    this.context.propose((scene) => withProblem(scene, problem));
  }

  /** One's own formula begins with the one that is on the page. */
  #presentFormula() {
    const { scene, answer } = this.context.store.state;
    const surface = this.context.catalogue.surfaces.find((item) => item.id === scene.problem.id);
    if (surface) return { kind: "formula", formula: written(surface.formula, scene.problem.coefficients), view: answer.problem.view };
    return { kind: "formula", formula: "x**2 + 10*y**2", view: { x: [-3, 3], y: [-2, 2] } };
  }

  /** One's own points begin with those on the page. */
  #presentPoints() {
    const { answer } = this.context.store.state;
    return answer.problem.points ?? this.context.catalogue.datasets[0].points;
  }

  #change(change, live) {
    this.context.propose((scene) => ({ ...scene, problem: { ...scene.problem, ...change } }), { live });
  }

  #pointsField() {
    const { words, propose } = this.context;
    const id = freshId("points");
    const error = h("p", { class: "error" });
    const tell = (live) => () => {
      const rows = input.value.split(/[;\n；]+/).map((row) => row.trim()).filter(Boolean);
      const points = rows.map((row) => row.split(/[\s,，]+/).map(Number));
      const bad = points.findIndex((point) => point.length !== 2 || !point.every(Number.isFinite));
      error.textContent = bad < 0 ? "" : words.say("points.bad", { row: String(bad + 1), given: rows[bad] });
      error.toggleAttribute("data-local", bad >= 0);
      if (bad < 0 && points.length > 0) propose((scene) => ({ ...scene, problem: { ...scene.problem, points } }), { live });
    };
    const input = h("textarea", { id, rows: 4, spellcheck: "false", class: "formula-input", oninput: tell(true), onchange: tell(false) });
    const element = h(
      "div",
      { "data-pointer": "/problem/points" },
      h("label", { class: "label", for: id }, words.say("points.label")),
      input,
      error,
      h("p", { class: "hint" }, words.say("points.hint")),
    );
    return { element, input };
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

  #diceFields() {
    const { words, propose, limits } = this.context;
    const samplingId = freshId("sampling");
    const seed = new NumberField(words, {
      label: words.say("seed.label"),
      minimum: 0,
      maximum: limits.seed,
      whole: true,
      nudge: (value, direction) => value + direction,
      onLive: (value) => propose((scene) => ({ ...scene, seed: value }), { live: true }),
      onSettle: (value) => propose((scene) => ({ ...scene, seed: value })),
    });
    const sampling = h(
      "select",
      { id: samplingId, onchange: () => propose((scene) => ({ ...scene, sampling: sampling.value })) },
      ...options(SAMPLINGS.map((value) => ({ value, label: words.say(`sampling.${value}`) }))),
    );
    const summary = h("summary", {}, "");
    const element = h(
      "details",
      { class: "dice" },
      summary,
      h("div", { class: "pair", "data-pointer": "/seed" }, h("span", { class: "label" }, words.say("seed.label")), seed.element, seed.error),
      h("div", { class: "pair", "data-pointer": "/sampling" }, h("label", { class: "label", for: samplingId }, words.say("sampling.label")), sampling),
      h("p", { class: "hint" }, words.say("dice.hint")),
    );
    return { element, seed, sampling, summary };
  }

  #show(scene) {
    if (scene.start) this.start.fields.forEach((field, i) => (field.value = scene.start[i]));
    // A hand that drags the start changes nothing else.
    const same = this.scene && Object.keys(scene).every((key) => key === "start" || scene[key] === this.scene[key]);
    this.scene = scene;
    if (same) return;
    const { problem } = scene;
    const { words } = this.context;
    const formula = problem.kind === "formula";
    const own = problem.kind === "fit" && !problem.dataset;
    this.select.value = formula
      ? OWN_FORMULA
      : own
        ? OWN_POINTS
        : problem.kind === "fit"
          ? `dataset:${problem.dataset}`
          : `surface:${problem.id}`;
    this.formula.element.hidden = !formula;
    this.view.element.hidden = !formula;
    this.points.element.hidden = !own;
    if (formula) {
      this.formula.value = problem.formula;
      if (problem.view) this.view.value = problem.view;
    }
    if (own && document.activeElement !== this.points.input) {
      this.points.input.value = problem.points.map((point) => point.join(", ")).join("\n");
    }
    this.#showCoefficients(problem);
    this.steps.value = scene.steps;
    this.dice.seed.value = scene.seed;
    this.dice.sampling.value = scene.sampling;
    const fit = problem.kind === "fit";
    const chance = scene.runs.some((run) => run.noise > 0 || run.batch_size !== null);
    this.dice.element.hidden = !(chance || fit);
    this.dice.sampling.closest(".pair").hidden = !fit;
    this.dice.summary.textContent = words.say("dice.summary", { seed: String(scene.seed) });
  }

  /** The numbers in a surface's formula that may be changed. */
  #showCoefficients({ kind, id, coefficients }) {
    const { words, catalogue, propose } = this.context;
    const surface = kind === "surface" ? catalogue.surfaces.find((item) => item.id === id) : undefined;
    if (this.coefficientsOf !== surface) {
      this.coefficientsOf = surface;
      const rows = (surface?.coefficients ?? []).map((spec) => {
        const change = (live) => (value) => propose((scene) => withCoefficient(scene, spec.name, value), { live });
        const options = { spec, pointer: `/problem/coefficients/${spec.name}`, owner: words.pick(surface.name) };
        return [spec.name, quantityRow(words, { ...options, onLive: change(true), onSettle: change(false) })];
      });
      this.coefficientRows = Object.fromEntries(rows);
      this.coefficients.replaceChildren(...rows.map(([, { element }]) => element));
    }
    for (const [name, row] of Object.entries(this.coefficientRows)) row.value = coefficients?.[name] ?? row.spec.default;
  }

  /** The formula and the idea of what is on the page. */
  #describe() {
    const { words, catalogue, store } = this.context;
    const { problem } = store.state.answer.scene;
    const item =
      problem.kind === "surface"
        ? catalogue.surfaces.find(({ id }) => id === problem.id)
        : catalogue.datasets.find(({ id }) => id === problem.dataset);
    const parts = [];
    if (problem.kind === "fit") {
      const model = catalogue.models.find(({ id }) => id === problem.model);
      const loss = catalogue.losses.find(({ id }) => id === problem.loss);
      for (const [key, part] of [["fit.model", model], ["fit.loss", loss]]) {
        if (part) parts.push(h("div", { class: "pair" }, h("span", { class: "label" }, words.say(key)), mathematics(part.mathml)));
      }
    } else {
      const mathml = item?.mathml ?? store.state.answer.problem.mathml;
      if (mathml) parts.push(mathematics(mathml));
    }
    if (item) parts.push(h("p", { class: "idea" }, words.pick(item.idea)));
    if (item?.lesson) {
      parts.push(h("details", {}, h("summary", {}, words.say("problem.lesson")), h("p", { class: "quiet" }, words.pick(item.lesson))));
    }
    this.about.replaceChildren(...parts);
  }
}

/** MathML as the server writes it: the catalogue's own or made from a checked tree, so never a person's text. */
export function mathematics(mathml) {
  const frame = h("div", { class: "mathematics" });
  const parsed = new DOMParser().parseFromString(mathml, "text/html").body;
  frame.append(...parsed.childNodes);
  return frame;
}
