/** A fit to data: where the points come from, what is fitted to them, by which loss, and whether x is standardised. */
import { Refusal } from "#app/api.js";
import { freshId, h, options } from "#app/controls/dom.js";
import { FormulaField } from "#app/controls/formula.js";
import { mathematics } from "#app/controls/mathematics.js";
import { SwitchRow } from "#app/controls/quantity.js";
import { CoefficientRows } from "#app/controls/surface.js";
import { short } from "#app/core/format.js";
import { written } from "#app/edits.js";
import { problemKey } from "#app/model.js";
import { withPoints } from "#app/points.js";

/** @typedef {import("#app/model.js").Context} Context */

/** Typing rests this long before a table is read. */
const REST = 250;

/** A text area lays out a longer text for seconds when it is pasted, and at once when it is set. */
const LONG_PASTE = 20_000;

/** What a model may speak of, and a loss. */
const NAMES = { model: ["theta_0", "theta_1", "x"], loss: ["y_hat", "y"] };

/** In the list of models or losses: a formula of one's own. */
const OWN = "";

export class FitFields {
  /** @param {Context} context */
  constructor(context) {
    const { words, catalogue, store, propose } = context;
    this.points = new PointsField(context);
    const data = new CoefficientRows(context, "dataset_coefficients");
    const parts = [new PartField(context, "model", catalogue.models), new PartField(context, "loss", catalogue.losses)];
    const name = words.say("standardize.name");
    const scaled = new SwitchRow(words, {
      spec: /** @type {any} */ ({ name, symbol: name, scale: "switch", description: { [words.language]: words.say("standardize.hint") } }),
      pointer: "/problem/standardize",
      owner: words.say("standardize.owner"),
      onLive: () => {},
      onSettle: (on) => propose((scene) => ({ ...scene, problem: { ...scene.problem, standardize: on === 1 } })),
    });
    const effect = h("p", { class: "hint number" });
    this.elements = [this.points.element, data.element, ...parts.map(({ element }) => element), scaled.element, effect];
    store.subscribe((state) => state.scene.problem, (problem) => {
      if (problem.kind !== "fit") return;
      this.points.show(problem);
      data.show(catalogue.datasets.find(({ id }) => id === problem.dataset), problem);
      parts.forEach((part) => part.show(problem));
      scaled.value = problem.standardize ? 1 : 0;
    });
    store.subscribe((state) => problemKey(state.answer), () => {
      const { scene, problem } = store.state.answer;
      parts.forEach((part) => part.print(scene.problem, problem.printed));
      effect.textContent = effectOf(words, problem.standardization);
    });
    store.subscribe((state) => state.faults, (faults) => parts.forEach((part) => part.complain(faults)));
  }
}

/** What standardising x does to the curvature. */
function effectOf(words, standardization) {
  if (!standardization) return "";
  const { mean, std, before, after } = standardization;
  const told = before.edge && after.edge;
  const change = (key) => `${before[key] === null ? "∞" : short(before[key])} → ${after[key] === null ? "∞" : short(after[key])}`;
  return words.say("standardize.scale", { mean, std }) + (told ? words.say("standardize.effect", { condition: change("condition"), edge: change("edge") }) : "");
}

/** Model or loss: one of the catalogue with its numbers, or a formula. */
class PartField {
  /** @param {Context} context @param {"model" | "loss"} key @param {any[]} items */
  constructor(context, key, items) {
    const { words, propose, store } = context;
    this.key = key;
    this.items = items;
    const id = freshId(key);
    const change = (value, live, anew) =>
      propose((scene) => {
        const next = { ...scene, problem: { ...scene.problem, [key]: value, [`${key}_coefficients`]: undefined } };
        // The parameters of another model mean something else.
        if (anew && key === "model") delete next.start;
        return next;
      }, { live });
    this.select = h(
      "select",
      { id, class: "wide", onchange: () => change(this.select.value === OWN ? this.#formulaOf(store.state.scene.problem) : this.select.value, false, this.select.value !== OWN) },
      ...options([...items.map((item) => ({ value: item.id, label: words.pick(item.name) })), { value: OWN, label: words.say("problem.own_formula") }]),
    );
    this.line = h("div", { class: "pair" }, h("label", { class: "label", for: id }, words.say(`fit.${key}`)), this.select);
    this.formula = new FormulaField(context, {
      label: words.say(`fit.${key}_formula`),
      hint: words.say(`fit.${key}_hint`),
      pointer: this.pointer,
      names: NAMES[key],
      onFormula: (formula, { live }) => change(formula, live, false),
    });
    this.printed = h("div", { class: "printed" });
    this.rows = new CoefficientRows(context, `${key}_coefficients`);
    this.element = h("div", {}, this.line, this.formula.element, this.printed, this.rows.element);
  }

  get pointer() {
    return `/problem/${this.key}`;
  }

  #item = (problem) => this.items.find(({ id }) => id === problem[this.key]);

  /** One's own begins with the one that is on the page. */
  #formulaOf(problem) {
    const item = this.#item(problem);
    const numbers = Object.fromEntries(item.coefficients.map((each) => [each.name, each.default]));
    const text = written(item.formula, { ...numbers, ...problem[`${this.key}_coefficients`] });
    return text.replace(/[A-Za-z_]\w*/g, (name) => NAMES.model[item.parameters?.indexOf(name)] ?? name);
  }

  /** @param {any} problem  of the scene */
  show(problem) {
    const item = this.#item(problem);
    this.select.value = item ? item.id : OWN;
    this.rows.show(item, problem);
    this.formula.element.hidden = Boolean(item);
    if (!item) this.formula.value = problem[this.key];
    // A fault belongs to the field that is seen.
    const [seen, unseen] = item ? [this.line, this.formula.element] : [this.formula.element, this.line];
    seen.dataset.pointer = this.pointer;
    delete unseen.dataset.pointer;
  }

  /** @param {any} problem  of the answered scene @param {any} printed  its own formulas as MathML */
  print(problem, printed) {
    if (problem.kind !== "fit") return;
    const mathml = this.#item(problem)?.mathml ?? printed?.[this.key];
    this.printed.replaceChildren(...(mathml ? [mathematics(mathml)] : []));
  }

  complain(faults) {
    this.formula.point(faults.find(({ pointer }) => pointer === this.pointer) ?? null);
  }
}

/** One's own points: typed, pasted, or out of a file. */
class PointsField {
  /** @param {Context} context */
  constructor(context) {
    const { words, propose, store, tabulate } = context;
    const id = freshId("points");
    /** What was read last, as it came, and how. @type {{table: string | File, answer: any} | null} */
    this.read = null;
    this.columns = h("div", { hidden: true });
    /** @type {import("#app/controls/columns.js").ColumnChoice | undefined} */
    this.choice = undefined;
    this.error = h("p", { class: "error", id: `${id}-error` });
    this.notes = h("p", { class: "hint" });
    const refused = (live, file, faults) => {
      const said = faults.map((fault) => (file ? { ...fault, detail: `${file.name}: ${fault.detail}` } : fault));
      // A file may be dropped where there is no field yet.
      if (this.element.closest("[hidden]")) store.update({ faults: said.map(({ detail }) => ({ detail })) });
      else this.#say(said);
    };
    const conversation = tabulate(({ table, live, file, columns }, answer, error) => {
      if (!file && !columns && (table !== this.input.value || this.element.closest("[hidden]"))) return;
      if (error) return refused(live, file, error instanceof Refusal ? error.faults : [{ detail: words.say("error.silence") }]);
      this.#say([]);
      const long = answer.address === null ? [words.say("points.long")] : [];
      this.notes.textContent = [...answer.notes.map(words.pick), ...long].join(" ");
      this.read = { table, answer };
      propose((scene) => withPoints(scene, answer.points), { live });
      if (file || columns) this.#print(answer.points);
    });
    /** Other columns of the same table. @param {[number, number]} columns */
    this.pick = (columns) => conversation.want({ table: this.read.table, file: typeof this.read.table === "string" ? null : this.read.table, columns }, { final: true });
    const ask = (live) => () => {
      clearTimeout(this.rest);
      if (this.input.value.trim() && !this.element.closest("[hidden]")) conversation.want({ table: this.input.value, live }, { final: !live });
    };
    /** @param {File} file */
    this.take = (file) => conversation.want({ table: file, file }, { final: true });
    this.input = h("textarea", {
      id,
      rows: 5,
      spellcheck: "false",
      class: "formula-input",
      "aria-describedby": this.error.id,
      onpaste: (event) => {
        const text = event.clipboardData?.getData("text/plain") ?? "";
        if (text.length < LONG_PASTE) return;
        event.preventDefault();
        const { value, selectionStart, selectionEnd } = this.input;
        this.input.value = value.slice(0, selectionStart) + text + value.slice(selectionEnd);
        // What a script has set is no change to the browser, which would tell of it when the field is left.
        ask(false)();
      },
      oninput: () => {
        clearTimeout(this.rest);
        this.rest = setTimeout(ask(true), REST);
      },
      onchange: ask(false),
    });
    const file = h("input", {
      type: "file",
      class: "spoken",
      accept: ".csv,.tsv,.txt,text/*",
      onchange: () => {
        if (file.files[0]) this.take(file.files[0]);
        file.value = "";
      },
    });
    this.element = h(
      "div",
      { class: "points", "data-pointer": "/problem/points" },
      h("div", { class: "points-head" }, h("label", { class: "label", for: id }, words.say("points.label")), h("label", { class: "quiet-button" }, words.say("points.open"), file)),
      this.input,
      this.error,
      this.columns,
      this.notes,
      h("p", { class: "hint" }, words.say("points.hint")),
    );
    store.subscribe((state) => state.scene.problem.points, (points) => this.#choose(context, points));
  }

  /** Which columns of a wider table are x and y may be chosen for as long as its points are those of the scene. */
  async #choose(context, points) {
    const read = this.read;
    const own = read && points && read.answer.width > 2 && sameBy(points, read.answer.points);
    this.columns.hidden = !own;
    if (!own) return;
    const { ColumnChoice } = await import("#app/controls/columns.js");
    if (this.read !== read) return;
    this.choice ??= new ColumnChoice(this.columns, context.words, this.pick);
    this.choice.show(read.answer);
  }

  #say(faults) {
    this.error.replaceChildren(...faults.map(({ detail }) => h("span", {}, detail)));
    this.error.toggleAttribute("data-local", faults.length > 0);
    if (faults.length > 0) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  /** @param {any} problem  of the scene */
  show({ dataset, points }) {
    this.element.hidden = Boolean(dataset);
    if (dataset || document.activeElement === this.input || points === this.shown) return;
    this.#print(points);
    this.#say([]);
  }

  #print(points) {
    this.shown = points;
    this.input.value = points.map((point) => point.join(", ")).join("\n");
  }
}

const sameBy = (one, other) => one === other || (one.length === other.length && one.every(([x, y], i) => x === other[i][0] && y === other[i][1]));
