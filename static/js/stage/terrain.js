/** The field under the paths: fetched for the box that is shown, kept for the next time. */
import { Conversation } from "#app/api.js";
import { tidy } from "#app/stage/arrangement.js";

const REMEMBERED = 16;
/** Nodes on the longer side: one every two or three pixels; contours are interpolated between them. */
const NODES = { passing: 100, fewest: 140, most: 300, pixels: 2.2, least: 24 };
/** Of the cells that the server lets a field have: with as many it would take a second or more. */
const SHARE = { passing: 0.05, still: 0.25 };

export class Terrain {
  /** @param {import("#app/api.js").Api} api @param {import("#app/store.js").Store<import("#app/model.js").State>} store */
  constructor(api, store) {
    this.store = store;
    /** @type {Map<string, any>} */
    this.known = new Map();
    this.fields = new Conversation(
      ({ problem, view, nx, ny }, signal) => api.field(problem, view, nx, ny, signal),
      (question, values, error) => {
        // Without a field the figures draw paths on plain paper; the race itself has already said what is wrong.
        const field = error === null ? { ...this.#grid(question), values } : null;
        this.#remember(question.key, { problem: question.problem, field });
        if (this.key === question.key || field !== null) this.#show(question.key);
      },
    );
  }

  /**
   * @param {string} problem  its part of the address @param {import("#app/figures/types.js").View} box
   * @param {{width: number, height: number}} picture  in pixels @param {number} [cells]  how many the server lets its field have
   * @param {number | null} [minimum]  absent: it comes with the answer, which is asked for at the same time
   * @param {boolean} [passing]  a moment of a problem that a hand is changing: coarser, and the one before is let through
   */
  want(problem, box, { width, height }, cells = Infinity, minimum = undefined, passing = false) {
    const view = tidy(box);
    const longer = Math.max(width, height);
    const wished = passing ? NODES.passing : Math.min(NODES.most, Math.max(NODES.fewest, 20 * Math.ceil(longer / NODES.pixels / 20)));
    const nodes = Math.min(wished, Math.sqrt((SHARE[passing ? "passing" : "still"] * cells * longer) / Math.min(width, height)));
    const [nx, ny] = [width, height].map((side) => Math.max(NODES.least, Math.round((nodes * side) / longer)));
    const key = `${problem}|${[...view.x, ...view.y].join()}|${nx}|${ny}`;
    this.#learn(key, minimum);
    if (key === this.key || this.fields.underWay?.question.key === key) return;
    const anew = !this.key?.startsWith(`${problem}|`);
    this.key = key;
    if (this.known.has(key)) this.#show(key);
    else this.fields.want({ key, problem, view, nx, ny, minimum, passing }, { final: anew && !passing });
  }

  /** The minimum of a field, wherever it is by now. @param {string} key @param {number | null | undefined} minimum */
  #learn(key, minimum) {
    if (minimum === undefined) return;
    const { underWay, waiting } = this.fields;
    const field = this.known.get(key)?.field;
    for (const each of [underWay?.question, waiting]) if (each?.key === key) each.minimum = minimum;
    if (field?.minimum === undefined) Object.assign(field ?? {}, { minimum });
  }

  #grid({ view, nx, ny, minimum, passing }) {
    return { passing, x0: view.x[0], x1: view.x[1], y0: view.y[0], y1: view.y[1], nx, ny, minimum };
  }

  #remember(key, entry) {
    this.known.set(key, entry);
    if (this.known.size > REMEMBERED) this.known.delete(this.known.keys().next().value);
  }

  #show(key) {
    this.store.update({ terrain: this.known.get(key) });
  }
}
