/** What is wrong and has no field of its own to stand beside. */
import { h } from "#app/controls/dom.js";
import { placeFaults } from "#app/controls/faults.js";

export class Notice {
  /**
   * @param {HTMLElement} root @param {import("#app/model.js").Context} context
   * @param {string | null} opening  said with the faults of the address that the page was opened with
   */
  constructor(root, { store }, opening) {
    store.subscribe((state) => state.faults, (faults) => {
      const homeless = placeFaults(document, faults);
      const first = store.state.settled === 0 ? opening : null;
      const lines = faults.length > 0 && first !== null ? faults : homeless;
      root.hidden = lines.length === 0;
      root.replaceChildren(
        ...(first !== null && lines.length > 0 ? [h("p", { class: "notice-title" }, first)] : []),
        ...lines.map((fault) => h("p", {}, fault.detail)),
      );
    });
  }
}
