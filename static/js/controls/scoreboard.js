/** The runs at the cursor and what became of each: legend, numbers that can be sorted, and outcome sentences in one table. */
import { h, setText } from "#app/controls/dom.js";
import { NumberField } from "#app/controls/fields.js";
import { swatch } from "#app/controls/swatch.js";
import { figure, short } from "#app/core/format.js";
import { ordered, standings } from "#app/core/standing.js";
import { variantOf } from "#app/edits.js";
import { namesOf } from "#app/naming.js";
import { STYLE } from "#app/presentation.js";

/** While a hand moves, sentences change no more often than this. */
const READABLE = 200;

const COLUMNS = ["final", "best", "distance", "steps", "evaluations"];
/** One press after another. @type {Record<string, "none" | "ascending" | "descending">} */
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
/** How far above the lowest loss is near enough, until the person says so. */
const NEAR = 1e-3;

/** Of numbers in a narrow column, those with an exponent give up a digit for it. @param {number | null} value */
function brief(value) {
  if (value === null) return "–";
  const said = short(value, 3);
  return said.includes("×") ? short(value, 2) : said;
}

export class Scoreboard {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, context) {
    this.context = context;
    /** @type {any[]} */
    this.rows = [];
    this.saidAt = -Infinity;
    /** @type {{column: string, direction: "none" | "ascending" | "descending"}} */
    this.sort = { column: "final", direction: "none" };
    const { store, words } = context;
    this.heads = COLUMNS.map((column) => {
      const title = words.say(`scores.${column}.long`);
      const press = () => {
        this.sort = { column, direction: column === this.sort.column ? NEXT[this.sort.direction] : "ascending" };
        this.#order();
      };
      return h("th", { scope: "col" }, h("button", { type: "button", title, "aria-description": title, onclick: press }, words.say(`scores.${column}`)));
    });
    this.list = h("table", { class: "scores" }, h("caption", { class: "spoken" }, words.say("scores.caption")), h("thead", {}, h("tr", {}, ...this.heads)));
    this.tolerance = NEAR;
    const settle = (tolerance) => {
      this.tolerance = tolerance;
      this.#measure();
    };
    this.field = new NumberField(words, {
      label: words.say("scores.tolerance"),
      minimum: 0,
      maximum: context.limits.magnitude,
      nudge: (value, direction) => Number((value * 10 ** (Math.sign(direction) / (Math.abs(direction) > 1 ? 1 : 10))).toPrecision(3)),
      onLive: settle,
      onSettle: settle,
    });
    this.field.value = NEAR;
    this.within = h("span", {});
    this.live = h("p", { class: "spoken", role: "status", "aria-live": "polite" });
    root.append(h("div", { class: "tolerance quiet" }, this.within, this.field.element, this.field.error), this.list, this.live);
    store.subscribe((state) => state.answer, () => this.#fill());
    store.subscribe((state) => state.palette, () => this.#fill());
    store.subscribe((state) => state.hidden, () => (this.#mark(), this.#measure()));
    store.subscribe((state) => state.selected, () => this.#mark());
    store.subscribe((state) => state.settled, () => this.#announce());
  }

  #fill() {
    const { store, words, catalogue } = this.context;
    const { answer, palette, moving } = store.state;
    if (!palette) return;
    const names = namesOf(answer.scene, catalogue, words);
    const frameworks = answer.trajectories.map((trajectory) => words.pick(variantOf(catalogue, trajectory).name));
    const shape = JSON.stringify([names, frameworks, palette.paper, answer.scene.runs.map((run) => run[STYLE])]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.rows = names.map((name, index) => this.#row(name, frameworks[index], index, palette));
      this.list.replaceChildren(...this.list.querySelectorAll("caption, thead"), ...this.rows.map(({ element }) => element));
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
    this.#measure();
  }

  /** The numbers of every run. Rows keep their places while a hand moves. */
  #measure() {
    const { words, store } = this.context;
    const { answer, hidden, moving } = store.state;
    if (this.rows.length !== answer.trajectories.length) return;
    this.standings = standings(answer, this.tolerance, (index) => !hidden.includes(index));
    setText(this.within, words.say(answer.problem.minimum === null ? "scores.unknown" : "scores.known"));
    this.standings.forEach((standing, index) =>
      COLUMNS.forEach((column, place) => setText(this.rows[index].cells[place], brief(standing[column]))),
    );
    if (!moving) this.#order();
  }

  #order() {
    const { column, direction } = this.sort;
    this.heads.forEach((head, place) => head.setAttribute("aria-sort", COLUMNS[place] === column ? direction : "none"));
    const order = ordered(this.standings.map((standing) => standing[column]), direction);
    const now = order.map((index) => this.rows[index].element);
    const bodies = [...this.list.tBodies];
    if (now.some((element, place) => bodies[place] !== element)) this.list.append(...now);
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
      swatch(palette, this.context.store.state.answer.scene.runs[index][STYLE]),
    );
    const choose = h(
      "button",
      { type: "button", class: "score-name", onclick: () => this.context.select(index) },
      name,
      ...(name.includes(framework) ? [] : ["\u2002", h("span", { class: "framework-tag" }, framework)]),
    );
    const value = h("span", { class: "score-value number loss" });
    const outcome = h("td", { class: "outcome", colspan: COLUMNS.length });
    const cells = COLUMNS.map(() => h("td", { class: "number" }));
    const head = h("th", { scope: "rowgroup", colspan: COLUMNS.length }, h("div", { class: "score-head" }, eye, choose, value));
    const element = h("tbody", { class: "score" }, h("tr", {}, head), h("tr", {}, ...cells), h("tr", {}, outcome));
    return { element, eye, choose, value, outcome, cells, loss: [] };
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
