/** What is under the pointer, read on all panels at once: where it is, the loss and its gradient there. */
import { Conversation } from "#app/api.js";
import { setText } from "#app/controls/dom.js";
import { short } from "#app/core/format.js";
import { letters } from "#app/naming.js";

/** @typedef {{x: number, y: number}} Point */

/** Names with their values; a line may end between two of them, never within one. @param {[string, string | null][]} values */
const told = (values) => values.flatMap(([name, value]) => (value === null ? [] : `${name}\u00a0${value}`)).join("  ");

export class Pointer {
  /**
   * @param {HTMLElement} output @param {import("#app/api.js").Api} api
   * @param {(draw: ((context: CanvasRenderingContext2D, figure: any) => void) | null) => void} show  on every panel
   */
  constructor(output, api, show) {
    this.output = output;
    this.show = show;
    /** @type {Point | null} */
    this.at = null;
    this.looks = new Conversation(
      ({ problem, x, y }, signal) => api.point(problem, x, y, signal),
      (question, seen, error) => this.at !== null && error === null && this.#read(question, seen),
    );
  }

  /** @param {Point | null} point @param {string} problem  its part of the address @param {[string, string]} parameters */
  move(point, problem, [p, q]) {
    this.at = point;
    this.names = [p, q];
    this.output.hidden = point === null;
    this.#draw(point);
    if (point === null) return;
    setText(this.output, told([[letters(p), short(point.x)], [letters(q), short(point.y)]]));
    this.looks.want({ problem, ...point });
  }

  #read({ x, y }, { loss, gradient }) {
    const [p, q] = this.names;
    const slope = { x: gradient[p], y: gradient[q] };
    const known = slope.x !== null && slope.y !== null;
    setText(this.output, told([[letters(p), short(x)], [letters(q), short(y)], ["f", loss === null ? null : short(loss)], ["∇f", known ? `(${short(slope.x)},\u00a0${short(slope.y)})` : null]]));
    this.#draw({ x, y }, known ? slope : null);
  }

  /** Crosshairs, and which way is down; what draws them comes when somebody first points. @param {Point | null} point @param {Point | null} [gradient] */
  async #draw(point, gradient = null) {
    if (point === null) return this.show(null);
    const { drawPointer, drawSlope } = await import("#app/figures/arrows.js");
    if (this.at?.x !== point.x || this.at?.y !== point.y) return;
    this.show((context, { transform, theme }) => {
      const { x, y } = transform.toPixel(point);
      if (gradient) drawSlope(context, transform, point, gradient, theme);
      drawPointer(context, x, y, theme);
    });
  }
}
