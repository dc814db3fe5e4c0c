/** A learning-rate search of the same budget for every run. It shows what it finds; the person decides whether to take it. */
import { freshId, h, options, setText } from "#app/controls/dom.js";
import { swatch } from "#app/controls/swatch.js";
import { short } from "#app/core/format.js";
import { withHyperparameter } from "#app/edits.js";
import { RateCurve } from "#app/figures/ratecurve.js";
import { styleOf } from "#app/figures/palette.js";
import { namesOf } from "#app/naming.js";
import { STYLE } from "#app/presentation.js";

const BUDGETS = [9, 25, 49];

export class TunePanel {
  /**
   * @param {HTMLElement} root @param {import("#app/model.js").Context} context
   * @param {(endpoint: string, keys: string, scene: any, address: string, signal: AbortSignal) => Promise<any>} ask
   */
  constructor(root, context, ask) {
    this.context = context;
    this.ask = ask;
    const { words, store } = context;
    const [budget, score] = [freshId("budget"), freshId("score")];
    this.budget = h("select", { id: budget }, ...options(BUDGETS.map((count) => ({ value: String(count), label: String(count) }))));
    this.budget.value = "25";
    this.score = h("select", { id: score }, ...options(["final", "best"].map((value) => ({ value, label: words.say(`tune.${value}`) }))));
    this.search = h("button", { type: "button", class: "quiet-button", onclick: () => this.#search() }, words.say("tune.search"));
    this.status = h("p", { class: "quiet", role: "status" });
    this.canvas = h("canvas", { class: "rates", role: "img", "aria-label": words.say("tune.curve"), hidden: true });
    this.list = h("ul", { class: "found" });
    this.apply = h("button", { type: "button", class: "quiet-button", hidden: true, onclick: () => this.#apply() }, words.say("tune.apply"));
    root.append(
      h("p", { class: "quiet" }, words.say("tune.about")),
      h("div", { class: "pair" }, h("label", { class: "label", for: budget }, words.say("tune.budget")), this.budget),
      h("div", { class: "pair" }, h("label", { class: "label", for: score }, words.say("tune.score")), this.score),
      this.search,
      this.status,
      this.canvas,
      this.list,
      this.apply,
    );
    this.found = null;
    /** @type {RateCurve | null} */
    this.figure = null;
    // What was found for another scene is not offered for this one.
    store.subscribe((state) => state.answer, () => this.#answered());
    store.subscribe((state) => state.hidden, () => this.#draw());
    store.subscribe((state) => state.palette, () => this.#draw());
  }

  #answered() {
    const { answer } = this.context.store.state;
    if (this.found === null || answer.address === this.found.address) return;
    this.apply.hidden = true;
    if (!this.applied) setText(this.status, this.context.words.say("tune.stale"));
  }

  async #search() {
    const { words, store } = this.context;
    const { answer } = store.state;
    this.stop?.abort();
    const { signal } = (this.stop = new AbortController());
    this.search.disabled = true;
    setText(this.status, words.say("tune.busy"));
    try {
      const found = await this.ask("tune", `budget=${this.budget.value}&score=${this.score.value}`, answer.scene, answer.address, signal);
      this.found = { ...found, answer };
      this.applied = false;
      setText(this.status, words.say("tune.done", { count: String(found.budget), score: words.say(`tune.${found.score}`) }));
      this.#show();
    } catch (error) {
      setText(this.status, error.message || words.say("error.silence"));
    }
    this.search.disabled = false;
  }

  #show() {
    const { words, catalogue } = this.context;
    const { runs, answer } = this.found;
    const names = namesOf(answer.scene, catalogue, words);
    this.items = runs.map((run, index) => {
      const mark = h("span", {});
      return { mark, index, element: h("li", {}, mark, h("p", {}, h("b", {}, names[index]), " ", words.pick(run.message))) };
    });
    this.list.replaceChildren(...this.items.map(({ element }) => element));
    this.apply.hidden = !runs.some(({ best, present }) => best !== null && best.rate !== present.rate) || this.context.store.state.answer !== answer;
    this.canvas.hidden = false;
    this.figure ??= new RateCurve(this.canvas);
    this.figure.resize();
    this.#draw();
  }

  #draw() {
    const { words, store } = this.context;
    const { palette, hidden } = store.state;
    if (this.found === null || !palette) return;
    const { runs, answer } = this.found;
    const { minimum } = answer.problem;
    const style = (index) => styleOf(answer.scene.runs[index][STYLE]);
    this.items.forEach(({ mark, index }) => mark.replaceChildren(swatch(palette, answer.scene.runs[index][STYLE])));
    const height = (score) => (score === null ? null : minimum === null ? score : Math.max(0, score - minimum));
    this.figure.searches = runs
      .map((run, index) => ({
        run: { ...style(index), id: index, name: "", x: [], y: [], loss: [] },
        rates: run.rates,
        scores: run.scores.map(height),
        present: run.rates.indexOf(run.present.rate),
        best: run.best && run.rates.indexOf(run.best.rate),
      }))
      .filter(({ run }) => !hidden.includes(run.id));
    this.figure.words = { x: "η", y: words.say(minimum === null ? "axis.loss" : "axis.gap") };
    this.figure.theme = palette;
  }

  /** All rates at once: one entry of the history, so that one step takes them back. */
  #apply() {
    const { words, propose } = this.context;
    const { runs } = this.found;
    const taken = runs.flatMap(({ best, present }, index) => (best !== null && best.rate !== present.rate ? [{ index, rate: best.rate }] : []));
    this.applied = true;
    this.apply.hidden = true;
    setText(this.status, words.say("tune.applied", { rates: words.list(taken.map(({ rate }) => `η = ${short(rate)}`)) }));
    propose((scene) => taken.reduce((next, { index, rate }) => withHyperparameter(next, index, "lr", rate), scene));
    this.search.focus();
  }
}
