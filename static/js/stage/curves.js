/** The curves below the panels: which one is drawn, on which axes, of which runs; all on the player's clock. */
import { h, options } from "#app/controls/dom.js";
import { swatch } from "#app/controls/swatch.js";
import { distances, gap, led, moves, numbers, spent } from "#app/core/measures.js";
import { LossCurve } from "#app/figures/losscurve.js";
import { letters } from "#app/naming.js";
import { OPTIONS } from "#app/options.js";
import { format } from "#app/scene.js";

/** What suits a curve when nobody has chosen. */
const SCALES = { rate: "linear", state: "linear" };

export class Curves {
  /**
   * @param {HTMLElement} root
   * @param {import("#app/model.js").Context} context
   * @param {import("#app/player.js").Player} player
   * @param {import("#app/api.js").Api} api
   */
  constructor(root, context, player, api) {
    this.context = context;
    this.api = api;
    const { words, store } = context;
    const panel = /** @type {HTMLElement} */ (root.querySelector(".curve"));
    this.canvas = /** @type {HTMLCanvasElement} */ (panel.querySelector("canvas"));
    this.figure = new LossCurve(this.canvas, { onSeek: (position) => (player.pause(), player.seek(position)) });
    this.note = h("p", { class: "curve-note quiet", hidden: true });
    panel.append(this.note);
    this.tabs = OPTIONS.curve.map((curve) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `curve-${curve}`,
          class: "tab",
          title: words.say(`curve.${curve}.means`),
          "aria-controls": panel.id,
          onclick: () => store.update({ curve, scale: "" }),
        },
        words.say(`curve.${curve}`),
      ),
    );
    const list = h("div", { class: "tabs", role: "tablist", "aria-label": words.say("curve.label"), onkeydown: (event) => this.#key(event) }, ...this.tabs);
    this.quantity = h("select", { "aria-label": words.say("curve.quantity"), hidden: true, onchange: () => store.update({ quantity: this.quantity.value }) });
    this.scale = this.#choice("scale", OPTIONS.scale.slice(1));
    this.axis = this.#choice("axis", OPTIONS.axis);
    this.legend = h("ul", { class: "legend", "aria-label": words.say("curve.legend") });
    root.prepend(h("div", { class: "curve-bar" }, list, this.quantity, this.scale, this.axis));
    root.append(this.legend);
    this.panel = panel;
    /** @type {import("#app/figures/types.js").Run[]} */
    this.runs = [];
    /** What the run remembers that was asked for last. @type {{answer: any, selected: number, kind: string, state: Record<string, any> | null, whole: boolean, error?: string}} */
    this.asked = { answer: null, selected: -1, kind: "", state: null, whole: false };
    for (const part of ["curve", "scale", "axis", "quantity"]) {
      store.subscribe((state) => state[part], (_, before) => before !== undefined && this.fill(this.runs));
    }
  }

  #choice(key, values) {
    const { words, store } = this.context;
    const select = h(
      "select",
      { "aria-label": words.say(`curve.${key}`), onchange: () => store.update({ [key]: select.value }) },
      ...options(values.map((value) => ({ value, label: words.say(`curve.${key}.${value}`) }))),
    );
    return select;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { tabs } = this;
    const from = tabs.indexOf(event.target);
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    tab.focus();
    tab.click();
  }

  /** @param {number} position */
  draw(position) {
    this.figure.draw(position);
  }

  /** The runs of an answer, which is the store's. @param {import("#app/figures/types.js").Run[]} runs */
  fill(runs) {
    this.runs = runs;
    const { words, store } = this.context;
    const { answer, curve, scale, axis, selected, palette } = store.state;
    if (!palette || runs.length === 0) return;
    const { series, name, note = "", stale = false } = this.#series(curve, answer);
    const x = words.say(axis === "steps" ? "axis.step" : "axis.evaluations");
    const places = axis === "steps" ? null : runs.map(({ x: { length } }, index) => spent(answer.trajectories[index].evaluations_each.gradient, length));
    const chosen = scale || SCALES[curve] || "log";
    Object.assign(this.figure, {
      lead: selected,
      series: places ? series.map((one) => ({ ...one, xs: places[one.run.id] })) : series,
      scale: chosen === "log" ? "auto" : chosen,
      steps: answer.scene.steps,
      words: { x, y: name },
    });
    this.#dress(curve, chosen, axis, note, stale, x);
    this.#sign(runs, palette);
  }

  /**
   * What is drawn of a curve, its name on the axis, and what to say where there is nothing to draw.
   * @returns {{series: any[], name: string, note?: string, stale?: boolean}}
   */
  #series(curve, answer) {
    const { words } = this.context;
    const { problem, trajectories } = answer;
    const [p, q] = problem.parameters;
    const shown = this.runs.filter(({ visible }) => visible);
    const each = (column, more = {}) => shown.map((run) => ({ run, values: column(trajectories[run.id], run), ...more }));
    if (curve === "gradient") return { series: each((trajectory) => numbers(trajectory.gradient_norm)), name: "‖∇f‖" };
    if (curve === "rate") return { series: each((trajectory) => led(trajectory.learning_rate), { calm: true }), name: "η" };
    if (curve === "distance") {
      const minima = problem.minima.map((point) => ({ x: point[p], y: point[q] }));
      const series = minima.length > 0 ? each((_, run) => distances(run.x, run.y, minima)) : [];
      return { series, name: words.say("axis.distance"), note: minima.length > 0 ? "" : words.say("curve.no_minimum") };
    }
    const [first, second] = [letters(p), letters(q)];
    if (curve === "move") {
      const thick = each((_, run) => moves(run.x), { name: `|Δ${first}|` });
      const thin = each((_, run) => moves(run.y), { name: `|Δ${second}|`, thin: true });
      return { series: shown.flatMap((_, i) => [thick[i], thin[i]]), name: `|Δ${first}|, |Δ${second}|` };
    }
    if (curve === "state") return this.#remembered(answer, first, second, p, q);
    const known = problem.minimum !== null;
    return { series: each((_, run) => gap(run.loss, problem.minimum)), name: words.say(known ? "axis.gap" : "axis.loss") };
  }

  /** What the selected run remembers: asked for once its scene has come to rest. */
  #remembered(answer, first, second, p, q) {
    const { words, store } = this.context;
    const { selected, moving, quantity } = store.state;
    if (!moving) this.#ask(answer, selected);
    const { state, error } = this.asked;
    const run = this.runs[selected];
    if (state === null || this.asked.kind !== kindOf(answer, selected)) return { series: [], name: "", note: error ?? words.say("curve.fetching") };
    const stale = !this.asked.whole || this.asked.answer !== answer;
    const names = Object.keys(state);
    const name = names.includes(quantity) ? quantity : names[0];
    const sign = names.join();
    if (this.quantity.dataset.names !== sign) {
      this.quantity.dataset.names = sign;
      this.quantity.replaceChildren(...options(names.map((value) => ({ value, label: letters(value) }))));
    }
    this.quantity.value = name;
    if (names.length === 0) return { series: [], name: "", note: words.say("curve.no_state", { name: run.name }) };
    const column = state[name];
    const own = { run: { ...run, visible: true } };
    const series = Array.isArray(column)
      ? [{ ...own, values: numbers(column) }]
      : [{ ...own, values: numbers(column[p]), name: first }, { ...own, values: numbers(column[q]), name: second, thin: true }];
    return { series, name, stale };
  }

  async #ask(answer, selected) {
    if (this.asked.answer === answer && this.asked.selected === selected) return;
    this.stop?.abort();
    const { signal } = (this.stop = new AbortController());
    const kind = kindOf(answer, selected);
    // What is known of a run like it stays to be seen until the new is there.
    const asked = (this.asked = { answer, selected, kind, state: this.asked.kind === kind ? this.asked.state : null, whole: false });
    // Runs of one scene do not depend on one another: the run alone is the same race.
    const scene = { ...answer.scene, runs: [answer.scene.runs[selected]] };
    try {
      const { trajectories } = await this.api.about("trajectories", "include=state", scene, format(scene), signal);
      Object.assign(asked, { state: trajectories[0].state, whole: true });
    } catch (error) {
      if (error.name === "AbortError") return;
      Object.assign(asked, { state: null, error: error.message || this.context.words.say("error.silence") });
    }
    if (this.asked === asked && this.context.store.state.answer === answer) this.fill(this.runs);
  }

  /** Tabs and choices show what is drawn; touched only where something is otherwise. */
  #dress(curve, scale, axis, note, stale, x) {
    const { words } = this.context;
    const sign = `${curve} ${scale} ${axis} ${note} ${stale}`;
    if (sign === this.shown) return;
    this.shown = sign;
    this.tabs.forEach((tab, i) => {
      const chosen = OPTIONS.curve[i] === curve;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) this.panel.setAttribute("aria-labelledby", tab.id);
    });
    this.scale.value = scale;
    this.axis.value = axis;
    this.quantity.hidden = curve !== "state" || this.quantity.options.length === 0;
    this.panel.toggleAttribute("data-stale", stale);
    this.note.textContent = note;
    this.note.hidden = note === "";
    this.canvas.setAttribute("aria-label", words.say("figure.curve", { what: words.say(`curve.${curve}.means`), axis: x }));
  }

  /** Which line is whose, and a way to leave one out. */
  #sign(runs, palette) {
    const sign = runs.map(({ name, visible, style }) => `${name} ${visible} ${style}`).join() + palette.paper;
    if (sign === this.signed) return;
    this.signed = sign;
    const { words } = this.context;
    const items = runs.map(({ id, name, visible, style }) => {
      const press = { type: "button", class: "legend-run", "aria-pressed": String(visible), title: words.say("summary.run", { name, outcome: words.say("run.show") }) };
      return h("li", {}, h("button", { ...press, onclick: () => this.context.toggleRun(/** @type {number} */ (id)) }, swatch(palette, style), h("span", {}, name)));
    });
    const focused = [...this.legend.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
    this.legend.replaceChildren(...items);
    this.legend.querySelectorAll("button")[focused]?.focus();
  }
}

/** Runs of one kind remember the same things. */
function kindOf({ problem, scene }, index) {
  const { optimizer, framework, wrappers = [] } = scene.runs[index];
  return JSON.stringify([problem.parameters, optimizer, framework, wrappers.map(({ id }) => id), index]);
}
