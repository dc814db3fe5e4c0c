/**
 * Answers without a server: what a figure in a file asks about the one scene that is in it. The terrain is computed here, from the scene's own
 * formula (app/exports/onefile/loss.py); paths were raced by the lab, and nothing is raced here. Pure.
 */
import { Refusal } from "#app/api.js";
import { heightAt } from "#app/core/heightfield.js";
import { refined } from "#app/core/refine.js";

/**
 * @typedef {object} Loss
 * @property {boolean} overData  the mean over the data of a fit; then both functions are of one datum, too
 * @property {number} work  operations that a look costs
 * @property {(u: number, v: number, x?: number, y?: number) => number} loss
 * @property {(u: number, v: number, x?: number, y?: number) => number[]} slopes  value and derivatives
 * @property {(u: number, v: number, x: number, y: number) => number} [each]  of a fit the value of one datum
 */

/** Operations that a terrain may take: about a fifth of a second. What would take more is computed at fewer nodes, with cubics between them. */
const MOST_WORK = 2e8;
const FEWEST_NODES = 24;
const BETWEEN = 4;

export class FileApi {
  /** @param {any} answer  of the scene in the file @param {Loss} loss @param {(key: string) => string} say */
  constructor(answer, loss, say) {
    this.answer = answer;
    this.loss = loss;
    this.say = say;
    const { points = [], standardization } = answer.problem;
    const { mean, std } = standardization ?? { mean: 0, std: 1 };
    /** @type {[number, number][]} */
    this.points = points.map(([x, y]) => [(x - mean) / std, y]);
    this.data = loss.overData ? this.points : [/** @type {[number, number]} */ ([0, 0])];
  }

  /** @returns {Promise<never>} */
  async race() {
    throw new Refusal(0, { detail: this.say("file.one_scene") });
  }

  /** What the file has of that: columns of its own answer. @param {string} endpoint @param {string} keys @param {import("#app/scene.js").Scene} scene */
  async about(endpoint, keys, scene) {
    const columns = keys.replace("include=", "").split(",");
    const trajectories = scene.runs.map((run) => this.answer.trajectories[this.answer.scene.runs.indexOf(run)]);
    const there = trajectories.every((trajectory) => trajectory && columns.every((column) => column in trajectory));
    if (endpoint !== "trajectories" || !there) throw new Refusal(0, { detail: this.say("file.one_scene") });
    return { trajectories };
  }

  /** @param {string} problem @param {number} x @param {number} y */
  async point(problem, x, y) {
    const [p, q] = this.answer.problem.parameters;
    let [loss, byX, byY] = [0, 0, 0];
    for (const datum of this.data) {
      const [value, alongX, alongY] = this.loss.slopes(x, y, ...datum);
      [loss, byX, byY] = [loss + value, byX + alongX, byY + alongY];
    }
    const finite = (/** @type {number} */ sum) => (Number.isFinite(sum) ? sum / this.data.length : null);
    return { loss: finite(loss), gradient: { [p]: finite(byX), [q]: finite(byY) } };
  }

  /**
   * @param {string} problem @param {import("#app/figures/types.js").View} view @param {number} nx @param {number} ny
   * @param {AbortSignal} [signal] @param {string} [batch]
   * @returns {Promise<Float32Array>}
   */
  async field(problem, view, nx, ny, signal, batch = "") {
    const { of, data } = this.#meant(batch);
    const share = Math.sqrt(MOST_WORK / (nx * ny * this.loss.work * data.length));
    const [mx, my] = [nx, ny].map((nodes) => (share >= 1 ? nodes : Math.min(nodes, Math.max(FEWEST_NODES, Math.ceil(share * nodes)))));
    const values = valuesOn(view, mx, my, of, data);
    if (mx === nx && my === ny) return Float32Array.from(values);
    const fine = refined({ x0: 0, x1: 1, y0: 0, y1: 1, nx: mx, ny: my, values }, BETWEEN);
    const ground = { nx: fine.nx, ny: fine.ny, heights: /** @type {any} */ (fine.values) };
    return Float32Array.from({ length: nx * ny }, (_, k) => heightAt(ground, (k % nx) / (nx - 1), Math.floor(k / nx) / (ny - 1)));
  }

  /** Whose loss is meant: the whole one, or that of one update's batch, whose data are in the file. @param {string} batch */
  #meant(batch) {
    const { loss, each } = this.loss;
    const [, size, step] = /^batch=(\d+)&.*&step=(\d+)$/.exec(batch) ?? [];
    if (batch === "") return { of: loss, data: this.data };
    const run = this.answer.scene.runs.findIndex(({ batch_size: own }) => own === Number(size));
    const samples = this.answer.trajectories[run]?.samples?.[Number(step)];
    if (!samples || !each) throw new Refusal(0, { detail: this.say("file.one_scene") });
    return { of: each, data: samples.map((index) => this.points[index]) };
  }
}

/**
 * The mean over some data at the nodes of a grid, rows of y.
 * @param {import("#app/figures/types.js").View} view @param {number} nx @param {number} ny @param {Loss["loss"]} of @param {[number, number][]} data
 */
function valuesOn({ x: [left, right], y: [low, high] }, nx, ny, of, data) {
  const values = new Float64Array(nx * ny);
  for (let j = 0; j < ny; j++) {
    const v = low + (j / (ny - 1)) * (high - low);
    for (let i = 0; i < nx; i++) {
      const u = left + (i / (nx - 1)) * (right - left);
      let sum = 0;
      for (let d = 0; d < data.length; d++) sum += of(u, v, data[d][0], data[d][1]);
      values[j * nx + i] = sum / data.length;
    }
  }
  return values;
}
