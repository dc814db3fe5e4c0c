/** The field under the paths: fetched for the box that is shown, kept for the next time. */
import { Conversation, Refusal } from "#app/api.js";
import { tidy } from "#app/stage/arrangement.js";

const REMEMBERED = 16;
/** Nodes on the longer side: one every two or three pixels; contours are interpolated between them. */
const NODES = { passing: 100, fewest: 140, most: 300, pixels: 2.2, least: 24 };
/** A field that is too much work for the server is asked for again with so much of its nodes. */
const COARSER = 0.7;

export class Terrain {
  /** @param {import("#app/api.js").Api} api @param {import("#app/store.js").Store<import("#app/model.js").State>} store */
  constructor(api, store) {
    this.store = store;
    /** @type {Map<string, any>} */
    this.known = new Map();
    /** How many nodes on the longer side the server lets a problem have that it has refused more. */
    this.affordable = { problem: "", nodes: Infinity };
    this.fields = new Conversation(
      ({ problem, view, nx, ny }, signal) => api.field(problem, view, nx, ny, signal),
      (question, values, error) => {
        const { box, picture, minimum, nodes } = question;
        if (error instanceof Refusal && nodes > NODES.least && error.faults.some(({ parameter }) => parameter === "nx")) {
          this.affordable = { problem: question.problem, nodes: nodes * COARSER };
          if (this.key === question.key) this.want(question.problem, box, picture, minimum);
          return;
        }
        // Without a field the figures draw paths on plain paper; the race itself has already said what is wrong.
        const field = error === null ? { ...this.#grid(question), values } : null;
        this.#remember(question.key, { problem: question.problem, field });
        if (this.key === question.key || field !== null) this.#show(question.key);
      },
    );
  }

  /**
   * @param {string} problem  its part of the address @param {import("#app/figures/types.js").View} box
   * @param {{width: number, height: number}} picture  in pixels @param {number | null} minimum
   * @param {boolean} [passing]  a moment of a problem that a hand is changing: coarser, and the one before is let through
   */
  want(problem, box, picture, minimum, passing = false) {
    const view = tidy(box);
    const { width, height } = picture;
    const longer = Math.max(width, height);
    const wished = passing ? NODES.passing : Math.min(NODES.most, Math.max(NODES.fewest, 20 * Math.ceil(longer / NODES.pixels / 20)));
    const nodes = this.affordable.problem === problem ? Math.min(wished, this.affordable.nodes) : wished;
    const [nx, ny] = [width, height].map((side) => Math.max(NODES.least, Math.round((nodes * side) / longer)));
    const key = `${problem}|${[...view.x, ...view.y].join()}|${nx}|${ny}`;
    if (key === this.key) return;
    const anew = !this.key?.startsWith(`${problem}|`);
    this.key = key;
    if (this.known.has(key)) this.#show(key);
    else this.fields.want({ key, problem, view, nx, ny, minimum, box, picture, nodes, passing }, { final: anew && !passing });
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
