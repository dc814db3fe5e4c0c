/** The rule of the selected run: idea, formula, how this framework differs, where it was published; and, once it is seen, its numbers. */
import { h } from "#app/controls/dom.js";
import { mathematics } from "#app/controls/mathematics.js";
import { variantOf } from "#app/edits.js";

export class RulePanel {
  /**
   * @param {HTMLElement} root @param {import("#app/model.js").Context} context
   * @param {ConstructorParameters<typeof import("#app/controls/inspector.js").Inspector>[2]} ask
   * @param {Record<string, string>} printed  the rules that are seen before there are numbers, by optimizer and framework
   */
  constructor(root, context, ask, printed) {
    const { store, words, catalogue } = context;
    const key = ({ scene, selected }) => {
      const run = scene.runs[Math.min(selected, scene.runs.length - 1)];
      return `${run.optimizer} ${run.framework}`;
    };
    this.position = 0;
    this.head = h("div", {});
    this.symbols = h("div", {});
    this.numbers = h("div", { class: "inspector" });
    this.foot = h("div", {});
    root.append(this.head, this.symbols, this.numbers, this.foot);
    store.subscribe(key, (chosen) => {
      const [id, framework] = chosen.split(" ");
      const optimizer = catalogue.optimizers.find((item) => item.id === id);
      const variant = variantOf(catalogue, { optimizer: id, framework });
      const { paper } = optimizer;
      this.head.replaceChildren(
        h("h3", {}, words.pick(optimizer.name), h("span", { class: "framework-tag" }, words.pick(variant.name))),
        h("p", { class: "idea" }, words.pick(optimizer.idea)),
      );
      if (!this.inspector?.data) this.symbols.replaceChildren(...(printed[chosen] ? [mathematics(printed[chosen])] : []));
      this.foot.replaceChildren(
        h("p", { class: "differs" }, words.pick(variant.differs)),
        h("p", { class: "quiet" }, paper.authors, " ", String(paper.year), ". ", h("a", { href: paper.url, rel: "noreferrer", target: "_blank" }, paper.title), "."),
      );
    });
    // Numbers that nobody sees are neither asked for nor written.
    new IntersectionObserver(([entry]) => {
      this.seen = entry.isIntersecting;
      if (this.seen) this.#open(context, ask);
    }).observe(root);
  }

  async #open(context, ask) {
    if (!this.opening) {
      this.opening = import("#app/controls/inspector.js");
      const { Inspector } = await this.opening;
      this.inspector = new Inspector(this.numbers, context, ask, this.symbols);
      for (const part of ["answer", "selected", "moving"]) {
        context.store.subscribe((state) => state[part], () => this.seen && this.inspector.refresh());
      }
    }
    if (!this.inspector) return;
    this.inspector.refresh();
    this.show(this.position);
  }

  /** @param {number} position */
  show(position) {
    this.position = position;
    if (this.seen) this.inspector?.show(position);
  }
}
