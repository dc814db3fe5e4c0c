/** A row for whatever the catalogue describes: a slider with its number, or a switch. */
import { h } from "#app/controls/dom.js";
import { QuantityRow, termOf } from "#app/controls/fields.js";

/** A quantity that is 0 or 1: off or on. */
export class SwitchRow {
  /**
   * @param {import("#app/words.js").Words} words
   * @param {ConstructorParameters<typeof QuantityRow>[1]} options
   */
  constructor(words, { spec, pointer, owner, onSettle }) {
    this.spec = spec;
    const { term, hint } = termOf(words, spec);
    this.box = h("input", {
      type: "checkbox",
      role: "switch",
      "aria-label": words.say("quantity.label", { name: spec.name, owner }),
      "aria-describedby": hint.id,
      onchange: () => onSettle(this.box.checked ? 1 : 0),
    });
    this.element = h("div", { class: "quantity", "data-pointer": pointer }, term, this.box, hint);
  }

  set value(value) {
    this.box.checked = value === 1;
  }
}

/**
 * @param {import("#app/words.js").Words} words
 * @param {ConstructorParameters<typeof QuantityRow>[1]} options
 * @returns {QuantityRow | SwitchRow}
 */
export const quantityRow = (words, options) =>
  options.spec.scale === "switch" ? new SwitchRow(words, options) : new QuantityRow(words, options);
