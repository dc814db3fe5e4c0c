/** A fit to data: a person's own points, and what is fitted to them. */
import { freshId, h } from "#app/controls/dom.js";
import { mathematics } from "#app/controls/mathematics.js";

export class FitFields {
  /** @param {import("#app/model.js").Context} context */
  constructor({ words, propose }) {
    const id = freshId("points");
    const error = h("p", { class: "error" });
    const tell = (live) => () => {
      const rows = this.input.value.split(/[;\n；]+/).map((row) => row.trim()).filter(Boolean);
      const points = rows.map((row) => row.split(/[\s,，]+/).map(Number));
      const bad = points.findIndex((point) => point.length !== 2 || !point.every(Number.isFinite));
      error.textContent = bad < 0 ? "" : words.say("points.bad", { row: String(bad + 1), given: rows[bad] });
      error.toggleAttribute("data-local", bad >= 0);
      if (bad < 0 && points.length > 0) propose((scene) => ({ ...scene, problem: { ...scene.problem, points } }), { live });
    };
    this.input = h("textarea", { id, rows: 4, spellcheck: "false", class: "formula-input", oninput: tell(true), onchange: tell(false) });
    this.element = h(
      "div",
      { "data-pointer": "/problem/points" },
      h("label", { class: "label", for: id }, words.say("points.label")),
      this.input,
      error,
      h("p", { class: "hint" }, words.say("points.hint")),
    );
  }

  /** @param {any} problem  of the scene */
  show({ kind, dataset, points }) {
    this.element.hidden = kind !== "fit" || Boolean(dataset);
    if (this.element.hidden || document.activeElement === this.input) return;
    this.input.value = points.map((point) => point.join(", ")).join("\n");
  }
}

/** Model and loss, printed where they are the catalogue's. @param {import("#app/model.js").Context} context @param {any} problem  of the answered scene */
export function aboutFit({ words, catalogue }, { model, loss }) {
  const part = (key, kind, id) => {
    const item = catalogue[kind].find((each) => each.id === id);
    return item ? [h("div", { class: "pair" }, h("span", { class: "label" }, words.say(key)), mathematics(item.mathml))] : [];
  };
  return [...part("fit.model", "models", model), ...part("fit.loss", "losses", loss)];
}
