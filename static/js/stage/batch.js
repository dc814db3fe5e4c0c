/** What the update that comes next sees: contours of the loss of its own batch, fetched one at a time. */
import { Conversation } from "#app/api.js";
import { contours } from "#app/core/contour.js";
import { relief } from "#app/core/relief.js";
import { colourOf } from "#app/figures/palette.js";
import { problemKey } from "#app/model.js";

/** Nodes along a side: contours are drawn as lines between them. */
const NODES = 90;

export class BatchLoss {
  /** @param {import("#app/api.js").Api} api @param {() => void} arrived */
  constructor(api, arrived) {
    /** Of each size of batch the newest: a running race is shown as fast as answers come. @type {Map<number, {key: string, lines: any[]}>} */
    this.known = new Map();
    this.asked = "";
    /** @type {WeakMap<object, {have: any, pieces: {x: number, y: number}[][]}>} */
    this.laid = new WeakMap();
    this.fields = new Conversation(
      ({ problem, view, batch }, signal) => api.field(problem, view, NODES, NODES, signal, batch),
      ({ size, key, view }, values, error) => {
        if (error) return;
        const [[x0, x1], [y0, y1]] = [view.x, view.y];
        const field = { x0, x1, y0, y1, nx: NODES, ny: NODES, values };
        this.known.set(size, { key, lines: contours(field, relief(field).levels.map(({ value }) => value)).flat() });
        arrived();
      },
    );
  }

  /** @param {CanvasRenderingContext2D} context @param {any} run  of the figure @param {any} answer @param {any} figure @param {boolean} moving */
  draw(context, run, answer, figure, moving) {
    const { transform, theme, position, view } = figure;
    const { runs, sampling, seed } = answer.scene;
    const size = runs[run.id]?.batch_size;
    if (!size) return;
    const step = Math.max(0, Math.min(Math.floor(position + 1e-9), run.x.length - 2));
    const problem = problemKey(answer);
    const batch = `batch=${size}&sampling=${sampling}&seed=${seed}`;
    const place = `${problem}|${batch}|${[...view.x, ...view.y]}`;
    const key = `${place}|${step}`;
    const have = this.known.get(size);
    if (have?.key !== key && this.asked !== key && !moving) {
      this.asked = key;
      this.fields.want({ size, key, view, problem, batch: `${batch}&step=${step}` });
    }
    if (!have?.key.startsWith(`${place}|`)) return;
    context.beginPath();
    for (const piece of this.#laid(have, figure)) {
      for (let i = 0; i < piece.length; i++) context[i ? "lineTo" : "moveTo"](piece[i].x, piece[i].y);
    }
    context.setLineDash([]);
    context.strokeStyle = colourOf(theme, run);
    context.globalAlpha = 0.6;
    context.lineWidth = 1;
    context.stroke();
    context.globalAlpha = 1;
  }

  /** The lines in pixels, without what is beyond the ground or behind it; laid anew where they or the picture are others. */
  #laid(have, { transform, projection }) {
    const known = this.laid.get(projection);
    if (known?.have === have) return known.pieces;
    const pieces = have.lines.flatMap(({ points }) => {
      /** @type {{x: number, y: number}[][]} */
      const parts = [[]];
      for (let i = 0; i < points.length; i += 2) {
        const place = transform.toPixel({ x: points[i], y: points[i + 1] });
        if (Number.isFinite(place.x) && !place.covered) parts[parts.length - 1].push(place);
        else parts.push([]);
      }
      return parts.filter(({ length }) => length > 1);
    });
    this.laid.set(projection, { have, pieces });
    return pieces;
  }
}
