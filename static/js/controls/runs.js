/** The list of runs: each with its card, taken by its sign and moved, and the way to one more. */
import { h, icon } from "#app/controls/dom.js";
import { RunCard } from "#app/controls/run.js";
import { addRun } from "#app/edits.js";

/** How many points there are to draw batches from; known once they have been raced on. */
const pointsOf = ({ scene, answer }) => (scene.problem.kind === "fit" ? (answer.problem.points?.length ?? 0) : 0);

/** A press that moves less than this chooses the run. */
const STILL = 6;

export class RunList {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, context) {
    this.context = context;
    const { words, catalogue, propose, store } = context;
    /** @type {RunCard[]} */
    this.cards = [];
    this.list = h("ol", { class: "run-list", onkeydown: (event) => this.#pressed(event), onpointerdown: (event) => this.#taken(event) });
    this.add = h(
      "button",
      {
        type: "button",
        class: "quiet-button add-run",
        onclick: () => {
          propose((scene) => addRun(scene, catalogue), { select: store.state.scene.runs.length });
          this.cards.at(-1).element.scrollIntoView({ block: "nearest" });
        },
      },
      icon("plus"),
      words.say("run.add"),
    );
    this.said = h("p", { class: "spoken", role: "status" });
    root.append(h("div", { "data-pointer": "/runs" }, this.list), this.add, this.said);
    store.subscribe((state) => state.scene.runs, () => this.#show());
    store.subscribe(pointsOf, () => this.#show());
  }

  #show() {
    const { scene } = this.context.store.state;
    const points = pointsOf(this.context.store.state);
    while (this.cards.length > scene.runs.length) this.cards.pop().destroy();
    while (this.cards.length < scene.runs.length) {
      const card = new RunCard(this.context, this.cards.length, this);
      this.cards.push(card);
      this.list.append(card.element);
    }
    for (const card of this.cards) card.show(scene, points);
    this.add.disabled = scene.runs.length >= this.context.limits.runs;
  }

  /** @param {number} from @param {number} to  its new place; out of the list is as far as it goes */
  move(from, to) {
    const place = Math.min(this.cards.length - 1, Math.max(0, to));
    if (place === from) return;
    this.#unfolded((open) => open.splice(place, 0, ...open.splice(from, 1)));
    this.context.moveRun(from, place);
    this.cards[place].swatch.focus();
    this.said.textContent = this.context.words.say("run.moved", { from: String(from + 1), to: String(place + 1) });
  }

  /** @param {number} index */
  remove(index) {
    this.#unfolded((open) => open.splice(index, 1));
    this.context.removeRun(index);
    this.cards[Math.min(index, this.cards.length - 1)].swatch.focus();
  }

  /** What was unfolded stays so, wherever its run goes. */
  #unfolded(change) {
    const open = this.cards.map(({ details }) => details.open);
    change(open);
    this.cards.forEach(({ details }, index) => (details.open = open[index] ?? false));
  }

  /** The card whose sign an event is on, or nothing. */
  #held(event) {
    return this.cards.find(({ swatch }) => swatch.contains(event.target));
  }

  #pressed(event) {
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const card = this.#held(event);
    if (!direction || !card || !event.altKey) return;
    event.preventDefault();
    this.move(card.index, card.index + direction);
  }

  /** A hand takes a run by its sign: a line says where it would go, and letting go puts it there. */
  #taken(down) {
    const card = this.#held(down);
    if (!card || down.button !== 0 || this.cards.length < 2) return;
    const stop = new AbortController();
    const { signal } = stop;
    const middles = this.cards.map(({ element }) => {
      const { top, height } = element.getBoundingClientRect();
      return top + height / 2;
    });
    let to = null;
    const mark = (place) => {
      to = place;
      this.cards.forEach(({ element }, index) => {
        const before = place !== null && place < card.index && index === place;
        const after = place !== null && place > card.index && index === place;
        element.toggleAttribute("data-drop-before", before);
        element.toggleAttribute("data-drop-after", after);
      });
      card.element.toggleAttribute("data-held", place !== null);
    };
    const end = (put) => {
      stop.abort();
      const place = to;
      mark(null);
      if (put && place !== null) this.move(card.index, place);
    };
    const moved = (event) => {
      if (to === null && Math.abs(event.clientY - down.clientY) < STILL) return;
      mark(middles.filter((middle, index) => index !== card.index && middle < event.clientY).length);
    };
    const pressed = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      end(false);
    };
    addEventListener("pointermove", moved, { signal });
    addEventListener("pointerup", () => end(true), { signal });
    addEventListener("pointercancel", () => end(false), { signal });
    addEventListener("keydown", pressed, { signal, capture: true });
  }
}
