/** The numbers in a formula of the catalogue that may be changed: a surface's, or those of a part of a fit. */
import { h } from "#app/controls/dom.js";
import { quantityRow } from "#app/controls/quantity.js";
import { withCoefficient } from "#app/edits.js";

export class CoefficientRows {
  /** @param {import("#app/model.js").Context} context @param {string} [key]  of the problem, where their values are */
  constructor(context, key = "coefficients") {
    this.context = context;
    this.key = key;
    this.element = h("div", { class: "rows" });
    /** @type {Record<string, ReturnType<typeof quantityRow>>} */
    this.rows = {};
  }

  /** @param {any} item  of the catalogue; undefined: none @param {any} problem  of the scene */
  show(item, problem) {
    const { words, propose } = this.context;
    if (this.item !== item) {
      this.item = item;
      const rows = (item?.coefficients ?? []).map((spec) => {
        const change = (live) => (value) => propose((scene) => withCoefficient(scene, spec.name, value, this.key), { live });
        const options = { spec, pointer: `/problem/${this.key}/${spec.name}`, owner: words.pick(item.name) };
        return [spec.name, quantityRow(words, { ...options, onLive: change(true), onSettle: change(false) })];
      });
      this.rows = Object.fromEntries(rows);
      this.element.replaceChildren(...rows.map(([, { element }]) => element));
    }
    for (const [name, row] of Object.entries(this.rows)) row.value = problem[this.key]?.[name] ?? row.spec.default;
  }
}
