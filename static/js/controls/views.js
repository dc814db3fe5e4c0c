/** One panel a run, all runs in one, or all on a relief. */
import { freshId, h, icon } from "#app/controls/dom.js";
import { LAYOUTS } from "#app/model.js";

export class ViewSwitch {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, { words, store }) {
    const name = freshId("layout");
    const inputs = LAYOUTS.map((layout) => {
      const input = h("input", { type: "radio", name, value: layout, class: "spoken", onchange: () => store.update({ layout }) });
      root.append(h("label", { class: "segment" }, input, icon(layout), h("span", {}, words.say(`layout.${layout}`))));
      return input;
    });
    root.setAttribute("role", "radiogroup");
    root.setAttribute("aria-label", words.say("layout.label"));
    store.subscribe((state) => state.layout, (layout) => inputs.forEach((input) => (input.checked = input.value === layout)));
  }
}
