/** What may be drawn over the paths, fetched when somebody wants it: arrows at the current points, the curvature there. */

import { short } from "#app/core/format.js";
import { numbers } from "#app/core/measures.js";
import { at } from "#app/core/path.js";
import { variantOf } from "#app/edits.js";
import { drawSlope, drawStep } from "#app/figures/arrows.js";
import { FINE, font, haloed } from "#app/figures/text.js";
import { drawTracks, layTracks } from "#app/figures/tracks.js";
import { format } from "#app/scene.js";
import { BatchLoss } from "#app/stage/batch.js";

/** Which columns of the answer each layer needs. */
const NEEDS = { gradient: ["gradient"], step: [], memory: ["memory"], curvature: ["curvature"], tracks: [], batch: [] };

export class Layers {
  /** @param {import("#app/model.js").Context} context @param {import("#app/api.js").Api} api @param {() => void} arrived */
  constructor(context, api, arrived) {
    this.context = context;
    this.api = api;
    this.arrived = arrived;
    this.batch = new BatchLoss(api, arrived);
    /** The answer whose columns these are, by run. @type {{answer: any, needs: string, columns: any[] | null}} */
    this.known = { answer: null, needs: "", columns: null };
  }

  /** What to draw over an answer's paths. @param {any} answer @param {readonly string[]} wanted @param {boolean} moving */
  over(answer, wanted, moving) {
    const needs = wanted.flatMap((layer) => NEEDS[layer] ?? []).join();
    const have = this.known.answer === answer && this.known.needs === needs;
    if (needs !== "" && !have && !moving) this.#ask(answer, needs);
    const columns = have ? this.known.columns : null;
    const [p, q] = answer.problem.parameters;
    const plane = (column) => (column ? { x: column[p], y: column[q] } : null);
    /** The tracks as each panel's view shows them. @type {WeakMap<object, import("#app/figures/tracks.js").Laid[]>} */
    const laid = new WeakMap();
    return (context, places, figure) => {
      const { transform, theme, position } = figure;
      if (wanted.includes("tracks")) {
        const { projection } = figure;
        if (!laid.has(projection)) laid.set(projection, layTracks(places.flatMap(({ run }) => this.#tracks(answer, run)), figure));
        drawTracks(context, figure, laid.get(projection));
      }
      for (const { run, exit, broken } of places) {
        if (exit || broken || run.visible === false) continue;
        const own = columns?.[run.id];
        const k = Math.min(Math.floor(position + 1e-9), run.x.length - 1);
        const gradient = wanted.includes("gradient") ? plane(own?.gradient) : null;
        const memory = wanted.includes("memory") ? plane(own?.memory) : null;
        if (wanted.includes("step") || memory) drawStep(context, transform, run, position, { step: wanted.includes("step"), memory }, theme);
        if (gradient) drawSlope(context, transform, { x: at(run.x, position), y: at(run.y, position) }, { x: gradient.x[k], y: gradient.y[k] }, theme);
      }
      if (wanted.includes("batch")) {
        const place = this.#place(places);
        if (place) this.batch.draw(context, place.run, answer, figure, moving);
      }
      if (wanted.includes("curvature")) this.#sign(context, places, figure, columns);
    };
  }

  /** What is drawn over the paths of a picture that runs through all positions: nothing that is fetched anew for each. @param {import("#app/model.js").State} state */
  still({ answer, layers }) {
    return layers ? this.over(answer, layers.split(",").filter((layer) => layer !== "batch"), true) : null;
  }

  /** @returns {import("#app/figures/tracks.js").Track[]} */
  #tracks(answer, run) {
    const { catalogue, words } = this.context;
    const { tracks = {} } = answer.trajectories[run.id];
    const [p, q] = answer.problem.parameters;
    return Object.entries(tracks).map(([id, track]) => {
      // What a wrapper adds is named after it.
      const [own, owner] = id.split(".").reverse();
      const wrapper = catalogue.wrappers.find((item) => item.id === owner?.replace(/_\d+$/, ""));
      const listed = (wrapper?.frameworks ?? [variantOf(catalogue, answer.scene.runs[run.id])]).flatMap((variant) => variant.tracks);
      const name = words.pick(listed.find((item) => item.id === own).name);
      return { run, name, full: words.say("summary.run", { name: run.name, outcome: name }), x: numbers(track[p]), y: numbers(track[q]) };
    });
  }

  /** The panel's run; among several, the one that is selected. */
  #place = (places) => (places.length === 1 ? places[0] : places.find(({ run }) => run.id === this.context.store.state.selected));

  /** The curvature at the current point of the panel's run; among several, of the one that is selected. */
  #sign(context, places, { transform, theme, position }, columns) {
    const { answer } = this.context.store.state;
    const place = this.#place(places);
    const own = columns?.[place?.run.id]?.curvature;
    if (!own) return;
    const k = Math.min(Math.floor(position + 1e-9), place.run.x.length - 1);
    const [low, high] = [own.smallest[k], own.largest[k]];
    if (low === null || high === null) return;
    const rates = answer.trajectories[place.run.id]?.learning_rate ?? [];
    const rate = rates[Math.min(k, rates.length - 1)];
    const edge = high > 0 ? 2 / high : null;
    const lines = [`λmax ${short(high)}`];
    if (edge !== null) lines.push(`2/λmax ${short(edge)}${rate > edge ? " < η" : ""}`);
    lines.push(low > 0 ? `κ ${short(high / low)}` : `λmin ${short(low)}`);
    const leading = 1.35 * FINE * theme.scale;
    context.font = font(theme, FINE);
    // On the side where the race does not begin.
    const { left, right, top } = transform.rect;
    const away = transform.toPixel({ x: place.run.x[0], y: place.run.y[0] }).x < (left + right) / 2;
    context.textAlign = away ? "right" : "left";
    context.textBaseline = "top";
    lines.forEach((line, i) => haloed(context, line, away ? right - 8 : left + 8, top + 7 + i * leading, theme.ink, theme.paper));
  }

  async #ask(answer, needs) {
    this.stop?.abort();
    const { signal } = (this.stop = new AbortController());
    const asked = (this.known = { answer, needs, columns: null });
    try {
      const { trajectories } = await this.api.about("trajectories", `include=${needs}`, answer.scene, format(answer.scene), signal);
      if (this.known !== asked) return;
      asked.columns = trajectories;
      this.arrived();
    } catch (error) {
      // Too much work for the server, or no server: the figure stays as it is, without the layer.
      if (error.name !== "AbortError" && this.known === asked) this.known = { answer, needs, columns: null };
    }
  }
}
