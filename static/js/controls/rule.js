/** The rule of the selected run: idea, formula, how this framework differs, and where it was published. */
import { h } from "#app/controls/dom.js";
import { mathematics } from "#app/controls/problem.js";
import { variantOf } from "#app/edits.js";

export class RulePanel {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, context) {
    const { store, words, catalogue } = context;
    const key = ({ scene, selected }) => {
      const run = scene.runs[Math.min(selected, scene.runs.length - 1)];
      return `${run.optimizer} ${run.framework}`;
    };
    store.subscribe(key, (chosen) => {
      const [id, framework] = chosen.split(" ");
      const optimizer = catalogue.optimizers.find((item) => item.id === id);
      const variant = variantOf(catalogue, { optimizer: id, framework });
      const { paper } = optimizer;
      root.replaceChildren(
        h("h3", {}, words.pick(optimizer.name), h("span", { class: "framework-tag" }, words.pick(variant.name))),
        h("p", { class: "idea" }, words.pick(optimizer.idea)),
        mathematics(variant.mathml ?? optimizer.mathml),
        h("p", { class: "differs" }, words.pick(variant.differs)),
        h("p", { class: "quiet" }, paper.authors, " ", String(paper.year), ". ", h("a", { href: paper.url, rel: "noreferrer", target: "_blank" }, paper.title), "."),
      );
    });
  }
}
