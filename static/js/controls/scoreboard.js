/** The runs at the cursor and what became of each: legend, numbers and outcome sentences in one list. */
import { h, setText } from "#app/controls/dom.js";
import { swatch } from "#app/controls/swatch.js";
import { figure } from "#app/core/format.js";
import { variantOf } from "#app/edits.js";
import { namesOf } from "#app/naming.js";

/** While a hand moves, sentences change no more often than this. */
const READABLE = 200;

export class Scoreboard {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, context) {
    this.context = context;
    /** @type {any[]} */
    this.rows = [];
    this.saidAt = -Infinity;
    this.list = h("ol", { class: "scores" });
    this.live = h("p", { class: "spoken", role: "status", "aria-live": "polite" });
    root.append(this.list, this.live);
    const { store } = context;
    store.subscribe((state) => state.answer, () => this.#fill());
    store.subscribe((state) => state.palette, () => this.#fill());
    store.subscribe((state) => state.hidden, () => this.#mark());
    store.subscribe((state) => state.selected, () => this.#mark());
    store.subscribe((state) => state.settled, () => this.#announce());
  }

  #fill() {
    const { store, words, catalogue } = this.context;
    const { answer, palette, moving } = store.state;
    if (!palette) return;
    const names = namesOf(answer.scene, catalogue, words);
    const frameworks = answer.trajectories.map((trajectory) => words.pick(variantOf(catalogue, trajectory).name));
    const shape = JSON.stringify([names, frameworks, palette.paper]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.rows = names.map((name, index) => this.#row(name, frameworks[index], index, palette));
      this.list.replaceChildren(...this.rows.map(({ element }) => element));
      this.#mark();
    }
    answer.trajectories.forEach(({ loss }, index) => (this.rows[index].loss = loss));
    this.show(this.position ?? 0);
    // Nobody reads sentences at sixty a second, and laying them out takes as long as drawing a panel.
    if (moving && performance.now() - this.saidAt < READABLE) return;
    this.saidAt = performance.now();
    answer.trajectories.forEach(({ outcome }, index) => {
      this.rows[index].element.dataset.outcome = outcome.kind;
      setText(this.rows[index].outcome, words.pick(outcome.message));
    });
  }

  #row(name, framework, index, palette) {
    const { words } = this.context;
    const eye = h(
      "button",
      {
        type: "button",
        class: "swatch-button",
        title: words.say("run.show"),
        "aria-label": words.say("run.show_named", { name, number: String(index + 1) }),
        onclick: () => this.context.toggleRun(index),
      },
      swatch(palette, index),
    );
    const choose = h(
      "button",
      { type: "button", class: "score-name", onclick: () => this.context.select(index) },
      name,
      !name.includes(framework) && h("span", { class: "framework-tag" }, framework),
    );
    const value = h("span", { class: "score-value number loss" });
    const outcome = h("p", { class: "outcome" });
    return { element: h("li", { class: "score" }, eye, choose, value, outcome), eye, choose, value, outcome, loss: [] };
  }

  #mark() {
    const { hidden, selected } = this.context.store.state;
    this.rows.forEach(({ element, eye, choose }, index) => {
      eye.setAttribute("aria-pressed", String(!hidden.includes(index)));
      element.toggleAttribute("data-hidden", hidden.includes(index));
      element.toggleAttribute("data-selected", index === selected);
      if (index === selected) choose.setAttribute("aria-current", "true");
      else choose.removeAttribute("aria-current");
    });
  }

  /** Numbers at a position of the race; an ended run keeps its last. @param {number} position */
  show(position) {
    this.position = position;
    const step = Math.floor(position + 1e-9);
    for (const { value, loss } of this.rows) setText(value, figure(loss[Math.min(step, loss.length - 1)]));
  }

  /** Says once, when a change has come to rest, what became of all runs. */
  #announce() {
    const { words, store, catalogue } = this.context;
    const { answer } = store.state;
    const names = namesOf(answer.scene, catalogue, words);
    const sentences = answer.trajectories.map(({ outcome }, index) =>
      words.say("summary.run", { name: names[index], outcome: words.pick(outcome.message) }),
    );
    this.live.textContent = sentences.join(" ");
  }
}
