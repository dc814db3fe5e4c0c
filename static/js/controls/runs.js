/** The list of runs, and the way to one more. */
import { h, icon } from "#app/controls/dom.js";
import { RunCard } from "#app/controls/run.js";
import { addRun } from "#app/edits.js";

/** How many points there are to draw batches from; known once they have been raced on. */
const pointsOf = ({ scene, answer }) => (scene.problem.kind === "fit" ? (answer.problem.points?.length ?? 0) : 0);

export class RunList {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, context) {
    this.context = context;
    const { words, catalogue, propose, store } = context;
    /** @type {RunCard[]} */
    this.cards = [];
    this.list = h("ol", { class: "run-list" });
    this.add = h(
      "button",
      {
        type: "button",
        class: "quiet-button add-run",
        onclick: () => {
          propose((scene) => addRun(scene, catalogue));
          context.select(store.state.scene.runs.length - 1);
          this.cards.at(-1).element.scrollIntoView({ block: "nearest" });
        },
      },
      icon("plus"),
      words.say("run.add"),
    );
    root.append(h("div", { "data-pointer": "/runs" }, this.list), this.add);
    store.subscribe((state) => state.scene.runs, () => this.#show());
    store.subscribe(pointsOf, () => this.#show());
  }

  #show() {
    const { scene } = this.context.store.state;
    const points = pointsOf(this.context.store.state);
    while (this.cards.length > scene.runs.length) this.cards.pop().destroy();
    while (this.cards.length < scene.runs.length) {
      const card = new RunCard(this.context, this.cards.length);
      this.cards.push(card);
      this.list.append(card.element);
    }
    for (const card of this.cards) card.show(scene, points);
    this.add.disabled = scene.runs.length >= this.context.limits.runs;
  }
}
