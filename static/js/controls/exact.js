/** What is known of a fit without running it, and how the selected run compares with it. */
import { h, setText } from "#app/controls/dom.js";
import { short } from "#app/core/format.js";
import { withHyperparameter } from "#app/edits.js";
import { letters } from "#app/naming.js";

/** Digits of a rate that is set by a button: addresses stay short. */
const DIGITS = 6;

const known = (value) => (value === null || value === undefined ? "–" : short(value));

/** What each row says. @type {Record<string, (exact: any, contraction: any, words: import("#app/words.js").Words) => string>} */
const ROWS = {
  solution: ({ solution }, _, words) =>
    solution ? words.list(Object.entries(solution).map(([name, value]) => `${letters(name)} = ${short(value)}`)) : "–",
  loss: ({ loss }) => known(loss),
  eigenvalues: ({ eigenvalues }, _, words) => (eigenvalues ? words.list(eigenvalues.map((value) => short(value))) : "–"),
  condition: ({ condition, line }) => (line ? "∞" : known(condition)),
  edge: ({ edge }) => known(edge),
  optimal_rate: (exact) => known(exact.optimal_rate),
  contraction: ({ contraction }) => known(contraction),
  expected: (_, contraction) => known(contraction?.expected),
  measured: (_, contraction) => known(contraction?.measured),
};

export class ExactPanel {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, context) {
    this.context = context;
    const { words, store } = context;
    this.values = Object.fromEntries(Object.keys(ROWS).map((key) => [key, h("span", {})]));
    this.buttons = Object.fromEntries(
      ["edge", "optimal_rate"].map((key) => [
        key,
        h("button", { type: "button", class: "quiet-button", title: words.say(`exact.set_${key}`), onclick: () => this.#set(key) }, words.say("exact.set")),
      ]),
    );
    this.message = h("p", { class: "hint" });
    const rows = Object.entries(this.values).map(([key, value]) =>
      h("div", {}, h("dt", { class: "label" }, words.say(`exact.${key}`)), h("dd", { class: "number" }, this.buttons[key] ?? null, value)),
    );
    root.append(h("dl", { class: "exact" }, ...rows), this.message);
    for (const part of ["answer", "selected"]) store.subscribe((state) => state[part], () => this.#show());
  }

  #set(key) {
    const { store, propose } = this.context;
    const { answer, selected } = store.state;
    const rate = Number(answer.problem.exact[key].toPrecision(DIGITS));
    propose((scene) => withHyperparameter(scene, selected, "lr", rate));
  }

  #show() {
    const { words, store } = this.context;
    const { answer, selected } = store.state;
    const { exact } = answer.problem;
    if (!exact) return;
    const run = answer.scene.runs[selected];
    for (const [key, value] of Object.entries(this.values)) setText(value, ROWS[key](exact, answer.trajectories[selected]?.contraction, words));
    for (const [key, button] of Object.entries(this.buttons)) button.disabled = exact[key] === null || run?.hyperparameters.lr === undefined;
    // Where it is solved outright, the numbers have said it all.
    setText(this.message, exact.found === "solved" && !exact.line && exact.condition !== null ? "" : words.pick(exact.message));
  }
}
