/** A race on a page of the reference: one map with all paths, the loss curves, and a player. */
import { Refusal, Silence } from "#app/api.js";
import { PlayerBar } from "#app/controls/playerbar.js";
import { swatch } from "#app/controls/swatch.js";
import { Landscape } from "#app/figures/landscape.js";
import { LossCurve } from "#app/figures/losscurve.js";
import { styleOf } from "#app/figures/palette.js";
import { Player } from "#app/player.js";
import { formatProblem } from "#app/scene.js";
import { boxFor, sharesUnits, tidy } from "#app/stage/arrangement.js";

/** About what the axes take of the map's canvas. */
const AXES = { width: 36, height: 28 };
/** Nodes of the field along the longer side. */
const NODES = 240;

export class RaceFigure {
  /**
   * @param {Element} root  has the scene's address, the runs' names and a row for each run
   * @param {{api: import("#app/api.js").Api, store: import("#app/store.js").Store<any>, words: import("#app/words.js").Words}} context
   */
  constructor(root, { api, store, words }) {
    this.root = /** @type {HTMLElement} */ (root);
    this.api = api;
    this.words = words;
    this.answer = null;
    this.plane = new Landscape(this.#part("canvas.plane"));
    this.curve = new LossCurve(this.#part("canvas.losses"), { onSeek: (position) => (this.player?.pause(), this.player?.seek(position)) });
    /** @type {Player | null} */
    this.player = null;
    this.palette = null;
    store.subscribe((state) => state.palette, (palette) => this.#dress(palette));
    this.#begin();
  }

  /** @returns {any} */
  #part(selector) {
    return this.root.querySelector(selector);
  }

  /** Stands at the end, with all paths drawn. */
  finish() {
    this.player?.pause();
    this.player?.seek(this.player.steps);
  }

  async #begin() {
    const stop = new AbortController();
    try {
      const answer = await this.api.race(null, this.root.dataset.address, stop.signal);
      this.#show(answer);
      await this.#ground(answer, stop.signal);
    } catch (error) {
      const known = error instanceof Refusal || error instanceof Silence;
      this.#part(".error").textContent = error instanceof Refusal ? error.message : this.words.say("error.silence");
      if (!known) throw error;
    }
    this.root.dataset.ready = "";
  }

  #show(answer) {
    const { problem, scene, trajectories } = answer;
    const [p, q] = problem.parameters;
    const names = JSON.parse(this.root.dataset.names);
    const runs = trajectories.map((trajectory, id) => ({
      ...styleOf(id),
      id,
      name: names[id],
      x: trajectory.path[p],
      y: trajectory.path[q],
      loss: trajectory.loss,
      outcome: trajectory.outcome,
      edgeLabel: (step) => this.words.say("figure.off_map", { step: String(step) }),
    }));
    const lowest = problem.minimum;
    const [x, y] = scene.start;
    Object.assign(this.plane, { runs, marks: { start: { x, y }, minima: problem.minima.map((each) => ({ ...each, x: each[p], y: each[q] })), saddles: problem.saddles } });
    Object.assign(this.curve, {
      series: runs.map((run) => ({ run, values: lowest === null ? run.loss : run.loss.map((loss) => Math.max(0, loss - lowest)) })),
      steps: scene.steps,
      words: { x: this.words.say("axis.step"), y: this.words.say(lowest === null ? "axis.loss" : "axis.gap") },
    });
    this.answer = answer;
    this.#frame();
    this.player = new Player({ steps: scene.steps, onFrame: (position) => this.#draw(position), onChange: () => this.bar?.changed() });
    this.bar = new PlayerBar(this.#part(".player"), this.words, this.player);
    this.#draw(this.player.position);
    this.#sign();
    this.#playOnceSeen();
  }

  /** The map shows the problem's whole view, and more on the sides where there is room. */
  #frame() {
    const { view } = this.answer.problem;
    const { clientWidth, clientHeight } = this.plane.canvas;
    const box = tidy(boxFor(view, Math.max(1, clientWidth - AXES.width), Math.max(1, clientHeight - AXES.height), sharesUnits(view)));
    Object.assign(this.plane, { view: box, home: box });
    return box;
  }

  async #ground(answer, signal) {
    const view = this.#frame();
    const { clientWidth: width, clientHeight: height } = this.plane.canvas;
    const longer = Math.max(width, height, 1);
    const [nx, ny] = [width, height].map((side) => Math.max(24, Math.round((NODES * side) / longer)));
    const problem = formatProblem({ ...answer.scene.problem, view: undefined });
    const values = await this.api.field(problem, view, nx, ny, signal);
    this.plane.field = { x0: view.x[0], x1: view.x[1], y0: view.y[0], y1: view.y[1], nx, ny, values, minimum: answer.problem.minimum };
  }

  #draw(position) {
    this.plane.draw(position);
    this.curve.draw(position);
    this.bar?.show(position);
  }

  #playOnceSeen() {
    if (this.player.reducedMotion) return;
    const observer = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        if (!isIntersecting) return;
        observer.disconnect();
        if (this.player.position === 0) this.player.play();
      },
      { threshold: 0.6 },
    );
    observer.observe(this.plane.canvas);
  }

  #dress(palette) {
    if (palette === null) return;
    this.palette = palette;
    this.plane.theme = palette;
    this.curve.theme = palette;
    this.#sign();
  }

  /** Each run's stroke beside its name. */
  #sign() {
    if (this.palette === null) return;
    this.root.querySelectorAll(".sign").forEach((place, id) => place.replaceChildren(swatch(this.palette, id)));
  }
}
