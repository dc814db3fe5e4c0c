/**
 * A formula that a person types, with its error under the very character, and the fields of a surface that is one.
 *
 * Behind the field lies the same text, unseen, in the same type and breaking its lines at the same places: what is wrong in it is
 * underlined there, so that the line stands under the character wherever the text is broken or scrolled to. The server is first asked
 * what the formula is, which it answers also where it is none; only a formula that is one is raced.
 */
import { freshId, h } from "#app/controls/dom.js";
import { NumberField } from "#app/controls/fields.js";

/** Typing rests this long before the formula is tried. */
const REST = 120;

export class FormulaField {
  /**
   * @param {import("#app/model.js").Context} context
   * @param {object} options
   * @param {string} options.label @param {string} options.hint
   * @param {string} options.pointer   where a fault of the server finds it
   * @param {string[]} options.names   of what the formula may speak
   * @param {() => number[]} [options.at]   where it must have a value
   * @param {(formula: string, options: {live: boolean}) => void} options.onFormula   it is one
   */
  constructor({ words, limits, check }, { label, hint, pointer, names, at, onFormula }) {
    const id = freshId("formula");
    this.words = words;
    /** What was last said to be done. @type {string | null} */
    this.done = null;
    this.error = h("p", { class: "error", id: freshId("error") });
    this.under = h("div", { class: "formula-input formula-under", "aria-hidden": "true" });
    this.conversation = check((question, answer) => this.#hear(question, answer));
    const ask = (live) => {
      clearTimeout(this.rest);
      // A field that something else was chosen over says that it changed when it goes: too late.
      if (this.element.closest("[hidden]")) return;
      // After Enter the field says again that it changed when it goes.
      if (!live && this.input.value === this.done) return;
      this.done = live ? null : this.input.value;
      const question = { text: this.input.value, names, at: at?.(), live, onFormula };
      this.conversation.want(question, { final: !live });
    };
    this.input = h("textarea", {
      id,
      class: "formula-input",
      rows: 2,
      maxlength: limits.formula_characters,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      "aria-describedby": `${id}-hint ${this.error.id}`,
      oninput: (event) => {
        this.point(null);
        this.done = null;
        clearTimeout(this.rest);
        // What an input method is still composing is no formula yet.
        if (!event.isComposing) this.rest = setTimeout(ask, REST, true);
      },
      oncompositionend: () => ask(true),
      onchange: () => ask(false),
      onscroll: () => this.#align(),
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault(); // a formula is one line; Enter says that it is done
        ask(false);
      },
    });
    this.element = h(
      "div",
      { class: "formula-field", "data-pointer": pointer },
      h("label", { for: id, class: "label" }, label),
      h("div", { class: "formula-box" }, this.under, this.input),
      this.error,
      h("p", { class: "hint", id: `${id}-hint` }, hint),
    );
  }

  set value(formula) {
    if (this.input.value.trim() === formula) return;
    this.input.value = formula;
    this.done = null;
    this.#say();
    this.point(null);
  }

  #hear({ text, at, live, onFormula }, answer) {
    // Further typing asks again; a server that does not answer is for the race to complain of.
    if (text !== this.input.value || this.element.closest("[hidden]")) return;
    const [fault] = answer?.errors ?? [];
    this.point(fault ?? null);
    if (fault) this.#say(this.words.pick(fault.message), fault.hint && this.words.pick(fault.hint));
    else if (answer?.defined === false) this.#say(this.words.say("formula.undefined", { x: at[0], y: at[1] }));
    else {
      this.#say();
      onFormula(text.trim(), { live });
    }
  }

  #say(...sentences) {
    this.error.replaceChildren(...sentences.filter(Boolean).map((sentence) => h("span", {}, sentence)));
    this.error.toggleAttribute("data-local", sentences.length > 0);
    if (sentences.length > 0) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  /** Underlines what is wrong; null when nothing is. @param {{line?: number, column?: number, length?: number} | null} place  from 1 */
  point(place) {
    this.under.hidden = !place?.column;
    if (!place?.column) return;
    const lines = this.input.value.split("\n");
    const line = [...(lines[(place.line ?? 1) - 1] ?? "")];
    const from = place.column - 1;
    const to = from + Math.max(1, place.length ?? 1);
    const before = [...lines.slice(0, (place.line ?? 1) - 1), line.slice(0, from).join("")].join("\n");
    const after = [line.slice(to).join(""), ...lines.slice(place.line ?? 1)].join("\n");
    // At the end of the text there is nothing to underline but a blank.
    this.under.replaceChildren(before, h("mark", {}, line.slice(from, to).join("") || "\u00a0"), after);
    this.#align();
  }

  #align() {
    this.under.scrollTop = this.input.scrollTop;
  }
}

/** A surface that is a person's own formula of x and y, and the box that it is looked at in. */
export class FormulaFields {
  /** @param {import("#app/model.js").Context} context */
  constructor(context) {
    const { words, limits, propose, store } = context;
    const change = (problem, live) => propose((scene) => ({ ...scene, problem: { ...scene.problem, ...problem } }), { live });
    this.formula = new FormulaField(context, {
      label: words.say("formula.label"),
      hint: words.say("formula.hint"),
      pointer: "/problem/formula",
      names: ["x", "y"],
      at: () => store.state.scene.start,
      onFormula: (formula, { live }) => change({ formula }, live),
    });
    this.view = new ViewFields(words, {
      limit: limits.magnitude,
      onLive: (view) => change({ view }, true),
      onSettle: (view) => change({ view }, false),
    });
    /** What it says in print stands between the two. */
    this.elements = [this.formula.element, this.view.element];
    store.subscribe((state) => state.faults, (faults) =>
      this.formula.point(faults.find((fault) => fault.pointer === "/problem/formula") ?? null),
    );
  }

  /** @param {any} problem  of the scene */
  show({ kind, formula, view }) {
    for (const element of this.elements) element.hidden = kind !== "formula";
    if (kind !== "formula") return;
    this.formula.value = formula;
    if (view) this.view.value = view;
  }
}

/** The box that a formula is looked at in: x from … to …, y from … to …. */
export class ViewFields {
  /**
   * @param {import("#app/words.js").Words} words
   * @param {{limit: number, onLive: (view: object) => void, onSettle: (view: object) => void}} options
   */
  constructor(words, { limit, onLive, onSettle }) {
    this.view = { x: [-3, 3], y: [-3, 3] };
    this.fields = {};
    const rows = ["x", "y"].map((axis) => {
      this.fields[axis] = [0, 1].map((end) => {
        const change = (tell) => (value) => {
          const edges = [...this.view[axis]];
          edges[end] = value;
          this.view = { ...this.view, [axis]: edges };
          tell(this.view);
        };
        return new NumberField(words, {
          label: words.say(end === 0 ? "view.from" : "view.to", { axis }),
          minimum: -limit,
          maximum: limit,
          onLive: change(onLive),
          onSettle: change(onSettle),
        });
      });
      const [from, to] = this.fields[axis];
      return h("div", { class: "range-fields" }, h("var", {}, axis), from.element, h("span", {}, "…"), to.element, from.error, to.error);
    });
    this.element = h(
      "fieldset",
      { class: "view-fields", "data-pointer": "/problem/view" },
      h("legend", { class: "label" }, words.say("view.label")),
      ...rows,
    );
  }

  set value(view) {
    this.view = view;
    for (const axis of ["x", "y"]) this.fields[axis].forEach((field, end) => (field.value = view[axis][end]));
  }
}
