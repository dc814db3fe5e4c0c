/** Which columns of a pasted table are x and y. Fetched with the first table that has more than two. */
import { freshId, h, options } from "#app/controls/dom.js";

export class ColumnChoice {
  /** @param {HTMLElement} root @param {import("#app/words.js").Words} words @param {(columns: [number, number]) => void} pick  columns from 1 */
  constructor(root, words, pick) {
    this.words = words;
    this.selects = ["x", "y"].map((axis, place) => {
      const label = words.say("points.column_of", { axis });
      return h("select", { id: freshId("column"), "aria-label": label, title: label, onchange: () => pick(this.#picked(place)) });
    });
    const [x, y] = this.selects;
    const named = (select, axis) => h("label", { class: "column" }, h("i", {}, axis), select);
    root.classList.add("columns");
    root.replaceChildren(h("span", { class: "label" }, words.say("points.columns")), named(x, "x"), named(y, "y"));
    this.places = [1, 2];
  }

  /** One column cannot be both: the other axis takes what is left free. @param {number} place @returns {[number, number]} */
  #picked(place) {
    const picked = this.selects.map(({ value }) => Number(value));
    if (picked[0] === picked[1]) picked[1 - place] = this.places[place];
    return /** @type {[number, number]} */ (picked);
  }

  /** @param {{header: string[], width: number, places: [number, number]}} table  as it was read */
  show({ header, width, places }) {
    const names = Array.from({ length: width }, (_, i) => header[i] || this.words.say("points.column", { number: String(i + 1) }));
    const sign = names.join("\n");
    if (sign !== this.sign) {
      this.sign = sign;
      const all = names.map((label, i) => ({ value: String(i + 1), label }));
      for (const select of this.selects) select.replaceChildren(...options(all));
    }
    this.places = places;
    this.selects.forEach((select, i) => (select.value = String(places[i])));
  }
}
