/** Which layers lie over the paths. */
import { h } from "#app/controls/dom.js";
import { LAYERS } from "#app/options.js";

export class LayerMenu {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, { words, store }) {
    const boxes = LAYERS.map((layer) => {
      const box = h("input", { type: "checkbox", value: layer, onchange: () => choose() });
      root.append(h("label", { class: "choice" }, box, h("span", {}, words.say(`layers.${layer}`), h("span", { class: "hint" }, words.say(`layers.${layer}.means`)))));
      return box;
    });
    const choose = () => store.update({ layers: boxes.filter(({ checked }) => checked).map(({ value }) => value).join() });
    const menu = /** @type {HTMLDetailsElement} */ (root.closest("details"));
    store.subscribe((state) => state.layers, (layers) => {
      const on = layers.split(",");
      boxes.forEach((box) => (box.checked = on.includes(box.value)));
      menu.toggleAttribute("data-on", layers !== "");
    });
    // A menu closes when one goes elsewhere.
    menu.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !menu.contains(/** @type {Node} */ (relatedTarget)) && (menu.open = false));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
      event.stopPropagation();
    });
    addEventListener("pointerdown", ({ target }) => menu.contains(/** @type {Node} */ (target)) || (menu.open = false));
  }
}
