/** What is wrong and has no field of its own to stand beside. */
import { h } from "#app/controls/dom.js";
import { placeFaults } from "#app/controls/faults.js";

export class Notice {
  /**
   * @param {HTMLElement} root @param {import("#app/model.js").Context} context
   * @param {string | null} opening  said with the faults of the address that the page was opened with
   */
  constructor(root, { store }, opening) {
    let title = opening;
    store.subscribe((state) => state.faults, (faults) => {
      // The fields show what was kept of a broken address, not what was wrong in it: its faults stand here.
      const lines = title === null ? placeFaults(document, faults) : faults;
      root.hidden = lines.length === 0;
      root.replaceChildren(...(title === null ? [] : [h("p", { class: "notice-title" }, title)]), ...lines.map(({ detail }) => h("p", {}, detail)));
      if (title !== null && lines.some(({ column }) => column)) this.#mark(root, lines);
      title = null;
    });
  }

  /** Where in the address each of them is. */
  async #mark(root, faults) {
    const { lastChild } = root;
    const { written } = await import("#app/controls/written.js");
    if (root.lastChild === lastChild) root.append(...faults.flatMap(written));
  }
}
