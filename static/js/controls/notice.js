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
      root.replaceChildren(...(title === null ? [] : [h("p", { class: "notice-title" }, title)]), ...lines.flatMap((fault) => [h("p", {}, fault.detail), ...(title === null ? [] : written(fault))]));
      title = null;
    });
  }
}

/** The text of the address that a fault was found in, with the very place marked. @param {any} fault */
function written({ parameter, line, column }) {
  const text = column && new URLSearchParams(location.search).get(parameter)?.split("\n")[line - 1];
  if (!text) return [];
  const [before, from] = [[...text].slice(0, column - 1).join(""), [...text].slice(column - 1).join("")];
  const [found] = /^\w+|^.?/u.exec(from) ?? [""];
  return [h("p", {}, h("code", {}, before, h("mark", {}, found || "\u00a0"), from.slice(found.length)))];
}
