/** A surface of the catalogue: the numbers in its formula that may be changed. */
import { h } from "#app/controls/dom.js";
import { quantityRow } from "#app/controls/quantity.js";
import { withCoefficient } from "#app/edits.js";

export class SurfaceFields {
  /** @param {import("#app/model.js").Context} context */
  constructor(context) {
    this.context = context;
    this.element = h("div", { class: "rows" });
    /** @type {Record<string, ReturnType<typeof quantityRow>>} */
    this.rows = {};
  }

  /** @param {any} problem  of the scene */
  show({ kind, id, coefficients }) {
    const { words, catalogue, propose } = this.context;
    const surface = kind === "surface" ? catalogue.surfaces.find((item) => item.id === id) : undefined;
    if (this.surface !== surface) {
      this.surface = surface;
      const rows = (surface?.coefficients ?? []).map((spec) => {
        const change = (live) => (value) => propose((scene) => withCoefficient(scene, spec.name, value), { live });
        const options = { spec, pointer: `/problem/coefficients/${spec.name}`, owner: words.pick(surface.name) };
        return [spec.name, quantityRow(words, { ...options, onLive: change(true), onSettle: change(false) })];
      });
      this.rows = Object.fromEntries(rows);
      this.element.replaceChildren(...rows.map(([, { element }]) => element));
    }
    for (const [name, row] of Object.entries(this.rows)) row.value = coefficients?.[name] ?? row.spec.default;
  }
}
