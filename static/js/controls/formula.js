/** The field of a person's own formula, with its error under the very character, and its view. */
import { freshId, h } from "#app/controls/dom.js";
import { NumberField } from "#app/controls/fields.js";

/** Typing rests this long before the formula is tried. */
const REST = 120;

export class FormulaField {
  /**
   * @param {import("#app/words.js").Words} words
   * @param {{maximumLength: number, onLive: (formula: string) => void, onSettle: (formula: string) => void}} options
   */
  constructor(words, { maximumLength, onLive, onSettle }) {
    const id = freshId("formula");
    this.error = h("p", { class: "error", id: freshId("error") });
    this.caret = h("pre", { class: "caret", "aria-hidden": "true", hidden: true });
    this.input = h("textarea", {
      id,
      class: "formula-input",
      rows: 2,
      maxlength: maximumLength,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      "aria-describedby": `${id}-hint ${this.error.id}`,
      oninput: () => {
        clearTimeout(this.rest);
        this.rest = setTimeout(() => onLive(this.input.value.trim()), REST);
      },
      onchange: () => {
        clearTimeout(this.rest);
        onSettle(this.input.value.trim());
      },
      onkeydown: (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault(); // a formula is one line; Enter says that it is done
        clearTimeout(this.rest);
        onSettle(this.input.value.trim());
      },
    });
    this.element = h(
      "div",
      { class: "formula-field", "data-pointer": "/problem/formula" },
      h("label", { for: id, class: "label" }, words.say("formula.label")),
      this.input,
      this.caret,
      this.error,
      h("p", { class: "hint", id: `${id}-hint` }, words.say("formula.hint")),
    );
  }

  set value(formula) {
    if (this.input.value.trim() !== formula) this.input.value = formula;
  }

  /** Points at the character; null when nothing is wrong. @param {{line?: number, column?: number} | null} place */
  point(place) {
    this.caret.hidden = !place?.column;
    if (!place?.column) return;
    const line = this.input.value.split("\n")[(place.line ?? 1) - 1] ?? "";
    const before = line.slice(0, place.column - 1);
    const at = line.slice(place.column - 1, place.column) || " ";
    this.caret.replaceChildren(before, h("mark", {}, at), line.slice(place.column));
    this.caret.scrollLeft = Math.max(0, (place.column - 20) * 8);
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
