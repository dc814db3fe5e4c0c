/** The data of a fit beside the parameter plane, linked to it: what is pointed at there is a line here, what is moved here races there. */
import { h, iconButton, setText } from "#app/controls/dom.js";
import { short } from "#app/core/format.js";
import { compile } from "#app/expression.js";
import { DataGrip } from "#app/figures/datagrip.js";
import { DataPlot } from "#app/figures/dataplot.js";
import { withPoints } from "#app/points.js";
import { format, formatProblem } from "#app/scene.js";

/** More samples than this are not fetched to be marked. */
const MOST = 100_000;

export class DataPlane {
  /** @param {import("#app/model.js").Context} context @param {import("#app/api.js").Api} api @param {boolean} hands  whether points may be moved
   * @param {(problem: string) => void} ahead  asks for the field of a problem whose race is on its way
   */
  constructor(context, api, hands, ahead) {
    this.ahead = ahead;
    this.context = context;
    this.api = api;
    /** Which samples each run's updates used, of one answer. @type {{answer: any, runs: any[] | null}} */
    this.known = { answer: null, runs: null };
    this.model = "";
    this.scaling = { mean: 0, std: 1 };
    this.value = (..._) => NaN;
    /** @type {HTMLElement | undefined} */
    this.reading = undefined;
    /** @type {HTMLButtonElement | undefined} */
    this.remove = undefined;
    const { words, propose } = context;
    const label = words.say("figure.data");
    const canvas = h("canvas", { role: "img", "aria-label": hands ? `${label} ${words.say("data.keys")}` : label });
    this.caption = h("figcaption", { class: "panel-head" }, h("span", { class: "name-first" }, words.say("figure.data_title")));
    this.element = h("figure", { class: "panel data-panel" }, this.caption, canvas);
    this.plot = new DataPlot(canvas);
    this.plot.predict = ([a, b], x) => this.value(a, b, (x - this.scaling.mean) / this.scaling.std);
    if (hands) this.#hands(words, propose);
  }

  #hands(words, propose) {
    this.reading = h("output", { class: "reading number", "aria-label": words.say("data.point") });
    this.remove = iconButton("remove", words.say("data.remove"), () => grip.remove());
    const add = iconButton("plus", words.say("data.add"), () => grip.add());
    this.caption.append(this.reading, add, this.remove);
    const grip = new DataGrip(
      this.plot,
      (points, { done }) => {
        propose((scene) => withPoints(scene, /** @type {number[][]} */ (points)), { live: !done });
        if (!done) this.#hurry();
        this.#read();
      },
      () => this.#read(),
    );
    this.#read();
  }

  /** Under a hand that moves data the field is asked for together with the race, not after it: where it lies is known. */
  #hurry() {
    const { scene, answer, moving } = this.context.store.state;
    const [now, before] = [scene.problem, answer.scene.problem];
    if (moving && now.points && now.model === before.model && now.loss === before.loss) this.ahead(formatProblem(now));
  }

  /** Where the chosen point is. */
  #read() {
    if (!this.reading) return;
    const { points, chosen } = this.plot;
    const point = points[chosen];
    setText(this.reading, point ? `(x${"\u2009"}${short(point[0])}, y${"\u2009"}${short(point[1])})` : "");
    this.remove.disabled = !point || points.length < 2;
  }

  /** @param {any} state  of the page @param {any[]} runs */
  fill({ answer, scene, selected, moving }, runs) {
    const { points, model, parameters, standardization, exact } = answer.problem;
    if (model !== this.model) {
      this.model = model;
      this.value = compile(model, [...parameters, "x"]);
    }
    this.scaling = standardization ?? { mean: 0, std: 1 };
    const { solution } = exact;
    // The hand is ahead of the answer.
    Object.assign(this.plot, { points: scene.problem.points ?? points, runs, selected, best: solution && parameters.map((name) => solution[name]) });
    if (this.plot.chosen >= this.plot.points.length) this.plot.chosen = -1;
    this.#read();
    this.#mark(answer, selected, moving);
  }

  /** Where all of a line are minima: the direction in which the model stays the same. @returns {{x: number, y: number} | null} */
  valley({ problem: { exact, points } }) {
    if (!exact.line) return null;
    const slopes = points.map(([x]) => {
      const at = (a, b) => this.value(a, b, (x - this.scaling.mean) / this.scaling.std);
      return [at(1, 0) - at(0, 0), at(0, 1) - at(0, 0)];
    });
    const [a, b] = slopes.find((slope) => Math.hypot(...slope) > 0) ?? [0, 0];
    return a || b ? { x: -b, y: a } : null;
  }

  /** The samples of the update that comes next, fetched when the scene has come to rest. */
  #mark(answer, selected, moving) {
    const { runs, steps } = answer.scene;
    const listed = runs.reduce((sum, { batch_size: size }) => sum + (size ?? 0) * steps, 0);
    if (this.known.answer !== answer && !moving && listed > 0 && listed <= MOST) this.#ask(answer);
    this.plot.samples = this.known.answer === answer ? (this.known.runs?.[selected]?.samples ?? null) : null;
  }

  async #ask(answer) {
    this.stop?.abort();
    const { signal } = (this.stop = new AbortController());
    const asked = (this.known = { answer, runs: null });
    try {
      const { trajectories } = await this.api.about("trajectories", "include=samples", answer.scene, format(answer.scene), signal);
      if (this.known !== asked) return;
      asked.runs = trajectories;
      this.plot.samples = trajectories[this.context.store.state.selected]?.samples ?? null;
    } catch (error) {
      // Without them nothing is marked; the race itself has said what is wrong.
      if (error.name !== "AbortError" && this.known === asked) asked.runs = [];
    }
  }

  /** A place of the parameter plane under the pointer. @param {{x: number, y: number} | null} point */
  point(point) {
    this.plot.pointed = point && [point.x, point.y];
  }

  destroy() {
    this.stop?.abort();
    this.plot.destroy();
    this.element.remove();
  }
}
