/** Many seeds: how the loss spreads, where the runs end, what became of them, and the noise ball. Loaded when it is first opened. */
import { Conversation } from "#app/api.js";
import { freshId, h } from "#app/controls/dom.js";
import { NumberField } from "#app/controls/fields.js";
import { swatch } from "#app/controls/swatch.js";
import { Balls } from "#app/figures/balls.js";
import { Bands } from "#app/figures/bands.js";
import { styleOf } from "#app/figures/palette.js";
import { namesOf } from "#app/naming.js";
import { STYLE } from "#app/presentation.js";

const SEEDS = 50;
/** Rules that draw numbers of their own, besides batches and noise. */
const DRAWS = /\b(normal|signs)\(\)/;

export class SeedsPanel {
  /**
   * @param {HTMLDetailsElement} section  asks nothing while it is closed
   * @param {import("#app/model.js").Context} context @param {import("#app/api.js").Api} api
   */
  constructor(section, context, api) {
    this.section = section;
    this.context = context;
    this.answer = this.sweep = null;
    const { words, store, limits } = context;
    const label = words.say("seeds.count");
    this.field = new NumberField(words, { label, minimum: 1, maximum: limits.seeds, whole: true, onLive: () => {}, onSettle: (count) => this.#ask(count) });
    this.field.value = this.count = SEEDS;
    this.field.element.id = freshId("seeds");
    this.note = h("p", { class: "hint", role: "status" });
    const canvas = (key) => h("canvas", { class: "seeds-figure", role: "img", "aria-label": words.say(key) });
    const [bands, balls] = [canvas("seeds.bands"), canvas("seeds.balls")];
    this.list = h("ol", { class: "seeds-list" });
    this.ball = h("p", { class: "hint" });
    this.more = h("details", { class: "more", ontoggle: () => this.#askBall() }, h("summary", {}, words.say("seeds.balls")), this.ball, balls);
    section.append(
      h("div", { class: "pair" }, h("label", { class: "label", for: this.field.element.id }, label), this.field.element),
      this.field.error,
      this.note,
      bands,
      this.list,
      this.more,
    );
    this.bands = new Bands(bands);
    this.balls = new Balls(balls);
    const talk = (name, key) =>
      new Conversation(
        ({ scene, address, count }, signal) => api.about(name, `seeds=${count}`, scene, address, signal),
        (question, answer, /** @type {any} */ error) => {
          const faults = error?.faults?.map(({ detail }) => detail).join(" ") ?? words.say("error.silence");
          this.note.textContent = error ? faults : this.#chance(question.scene);
          this[key] = answer;
          this.#draw();
        },
      );
    this.race = talk("seeds", "answer");
    this.search = talk("ball", "sweep");
    section.addEventListener("toggle", () => this.#ask());
    store.subscribe((state) => state.settled, () => this.#ask());
    for (const part of ["selected", "hidden", "palette"]) store.subscribe((state) => state[part], () => this.#draw());
  }

  #ask(count = this.count) {
    this.count = count;
    const { answer } = this.context.store.state;
    if (!this.section.open) {
      this.answer = null;
      this.context.store.update({ clouds: null });
      return;
    }
    this.sweep = null;
    this.race.want({ ...answer, count }, { final: true });
    this.#askBall();
  }

  #askBall() {
    // A ball takes many learning rates: as many seeds for each would take long.
    if (this.more.open && this.sweep === null) this.search.want({ ...this.context.store.state.answer, count: Math.min(this.count, 20) }, { final: true });
  }

  /** Nothing, or that all seeds are alike. */
  #chance({ runs }) {
    const { words, catalogue } = this.context;
    const drawing = ({ optimizer, noise, batch_size: size }) =>
      noise > 0 || size !== null || catalogue.optimizers.find(({ id }) => id === optimizer).frameworks.some(({ rule }) => DRAWS.test(rule));
    return runs.some(drawing) ? "" : words.say("seeds.no_chance");
  }

  #draw() {
    const { words, catalogue, store } = this.context;
    const { palette, selected, hidden } = store.state;
    if (!this.answer || !palette) return;
    const { scene, problem, runs, address } = this.answer;
    const names = namesOf(scene, catalogue, words);
    const [p, q] = problem.parameters;
    const line = (id) => store.state.answer.scene.runs[id]?.[STYLE] ?? id;
    const looks = runs.map((_, id) => ({ ...styleOf(line(id)), id, name: names[id] }));
    const lowest = problem.minimum;
    const gap = (value) => (value === null || lowest === null ? value : Math.max(0, value - lowest));
    const chosen = Math.min(selected, runs.length - 1);
    this.bands.theme = palette;
    this.bands.data = {
      series: runs.flatMap(({ loss: { quantiles } }, id) => {
        if (hidden.includes(id) && id !== chosen) return [];
        const columns = id === chosen ? quantiles : [quantiles[quantiles.length >> 1]];
        return [{ run: /** @type {any} */ (looks[id]), quantiles: columns.map((column) => column.map(gap)) }];
      }),
      steps: scene.steps,
      words: {
        x: words.say("axis.step"),
        y: words.say(lowest === null ? "axis.loss" : "axis.gap"),
        legend: ["median", "half", "most"].map((key) => words.say(`seeds.${key}`)),
      },
    };
    this.list.replaceChildren(
      ...runs.map(({ outcomes, ball }, id) => {
        const counts = Object.entries(outcomes).map(([kind, count]) => words.say(`seeds.${kind}`, { count: String(count) }));
        const { radius, expected } = ball;
        if (radius !== null) counts.push(expected === null ? words.say("seeds.radius", { radius }) : words.say("seeds.expected", { radius, expected }));
        return h("li", {}, swatch(palette, line(id)), h("span", {}, names[id]), h("p", { class: "hint" }, counts.join(" · ")));
      }),
    );
    store.update({
      clouds: { address, ends: runs.map(({ ends }, id) => ({ x: ends[p], y: ends[q], run: looks[id] })) },
    });
    const swept = this.sweep?.runs[chosen];
    this.balls.canvas.hidden = !swept?.radius.some((value) => value !== null);
    this.ball.textContent = !swept ? "" : words.say(this.balls.canvas.hidden ? "seeds.no_ball" : swept.expected.some((value) => value !== null) ? "seeds.ball_hint_exact" : "seeds.ball_hint", { step: String(swept.from_step) });
    if (this.balls.canvas.hidden) return;
    this.balls.theme = palette;
    this.balls.data = {
      run: /** @type {any} */ (looks[chosen]),
      rates: swept.learning_rate,
      radius: swept.radius,
      expected: swept.expected,
      at: scene.runs[chosen].hyperparameters.lr,
      words: { x: "η", y: words.say("seeds.axis_radius") },
    };
  }
}
