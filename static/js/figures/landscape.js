/**
 * One panel: the terrain of a function of two numbers, and the paths that descend on it.
 *
 *     const panel = new Landscape(canvas, { onStart, onView });
 *     panel.field = {x0, x1, y0, y1, nx, ny, values, minimum};   // null while there is none; 300 × 300 nodes look right up to 800 px
 *     panel.view = {x: [lo, hi], y: [lo, hi]};
 *     panel.home = {x: [lo, hi], y: [lo, hi]};                   // the whole map: where a double click and the key 0 go back to
 *     panel.marks = {start: {x, y}, minima: [{x, y}], saddles: [{x, y}], valley: {x, y} | null};
 *     panel.runs = [run, …];                                     // types.js says what a run is; one side by side, several in an overlay
 *     panel.clouds = [{run, x: [], y: []}, …];                   // where runs end with other seeds, one entry a seed
 *     panel.words = {x: "x", y: "θ₀"};                           // names of the axes
 *     panel.theme = readPalette(document.documentElement);
 *     panel.draw(37.4);                                          // position: float step
 *
 * Give new objects instead of changing old ones: setting a property is what tells the figure. Setting and drawing as often as you like
 * in one frame draws once. Terrain is drawn again when field, view, theme or size changed, or another minimum is marked; paths ahead when runs
 * changed; the rest in every draw.
 *
 * onStart(point, {done}): somebody moves the start; done when the hand lets go. onView(view, {done, reset}): pans or zooms. The figure shows
 * neither by itself: set marks and view (of all panels) in answer. Without onView nothing pans or zooms. grip.js lists the gestures.
 *
 * panel.geometry says what the last draw put where, in CSS pixels (for tests and for words beside the canvas).
 */

import { Transform, sameView } from "#app/core/scale.js";
import { exit, within } from "#app/core/path.js";
import { drawAxes, frameRect, marksOf, room } from "#app/figures/axes.js";
import { drawEscapes, layEscapes } from "#app/figures/escapes.js";
import { Figure } from "#app/figures/figure.js";
import { Grip } from "#app/figures/grip.js";
import { drawCurrent, drawMinimum, drawSaddle, drawStart, drawValley, signSize } from "#app/figures/marks.js";
import { drawTerrain } from "#app/figures/terrain.js";
import { drawAhead, drawDots, drawWalked, layTrail, placeOf } from "#app/figures/trails.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {import("#app/figures/types.js").Field} Field */
/** @typedef {import("#app/figures/types.js").View} View */
/** @typedef {import("#app/figures/types.js").Marks} Marks */
/** @typedef {import("#app/figures/types.js").Point} Point */
/** @typedef {import("#app/figures/trails.js").Trail} Trail */
/** @typedef {import("#app/core/scale.js").Rect} Rect */

/**
 * @typedef {object} Geometry
 * @property {Rect} frame
 * @property {Point | null} start
 * @property {{id: Run["id"], x: number, y: number, inside: boolean, broken: boolean}[]} current
 * @property {{id: Run["id"], x: number, y: number, angle: number, text: string, box: import("#app/figures/escapes.js").Box | null}[]} escapes
 */

/** @typedef {(context: CanvasRenderingContext2D, places: ({run: Run} & import("#app/figures/trails.js").Place)[], figure: Landscape) => void} Overlay */

/** Who painted the ground last: the panels of a race show the same one, and it takes longer to paint than all else. @type {Landscape | null} */
let painter = null;

/** @type {typeof import("#app/figures/cloud.js").drawCloud | undefined} */
let drawCloud;

export class Landscape extends Figure {
  /** Words for those who do not see it. */
  static label = "figure.plane";
  /** @type {Field | null} */
  #field = null;
  /** @type {View} */
  #view = { x: [-1, 1], y: [-1, 1] };
  /** @type {Run[]} */
  #runs = [];
  /** @type {Marks} */
  #marks = {};
  /** @type {{x: (number | null)[], y: (number | null)[], run: Run}[]} */
  #clouds = [];
  #words = { x: "x", y: "y" };
  /** @type {((context: CanvasRenderingContext2D, figure: Landscape) => void) | null} */
  #pointer = null;
  /** @type {Overlay | null} */
  #overlay = null;
  /** @type {Transform | null} */
  #transform = null;
  /** @type {Trail[] | null} */
  #trails = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {object} [options]
   * @param {(point: Point, state: {done: boolean}) => void} [options.onStart]
   * @param {(view: View, state: {done: boolean, reset: boolean}) => void} [options.onView]
   * @param {(point: Point | null) => void} [options.onPoint]  a mouse rests on a place of the plane, or has gone
   */
  constructor(canvas, { onStart, onView, onPoint } = {}) {
    super(canvas);
    this.onPoint = onPoint;
    this.onStart = onStart;
    this.onView = onView;
    /** @type {View | null} */
    this.home = null;
    /** @type {Geometry | null} */
    this.geometry = null;
    this.grip = onStart || onView ? new Grip(this) : null;
  }

  get field() {
    return this.#field;
  }

  set field(field) {
    if (field === this.#field) return;
    this.#field = field;
    this.changed("terrain", "ahead");
  }

  get view() {
    return this.#view;
  }

  set view(view) {
    if (sameView(view, this.#view)) return;
    this.#view = view;
    this.moved();
  }

  get runs() {
    return this.#runs;
  }

  set runs(runs) {
    this.#runs = runs;
    this.#trails = null;
    this.changed("ahead");
  }

  get marks() {
    return this.#marks;
  }

  set marks(marks) {
    const old = this.#marks;
    this.#marks = marks;
    if (standing(old) !== standing(marks)) this.changed("terrain", "ahead");
    else this.changed("none");
  }

  /** Draws where somebody points, on this panel or another. */
  set pointer(draw) {
    if (draw === this.#pointer) return;
    this.#pointer = draw;
    this.changed("none");
  }

  get clouds() {
    return this.#clouds;
  }

  set clouds(clouds) {
    if (clouds.length === 0 && this.#clouds.length === 0) return;
    this.#clouds = clouds;
    this.changed("none");
    // Most races are shown without.
    if (!drawCloud) import("#app/figures/cloud.js").then((module) => (({ drawCloud } = module), this.changed("none")));
  }

  get overlay() {
    return this.#overlay;
  }

  /** Draws more over the paths. @param {Overlay | null} draw */
  set overlay(draw) {
    if (draw === this.#overlay) return;
    this.#overlay = draw;
    this.changed("none");
  }

  get words() {
    return this.#words;
  }

  set words(words) {
    if (words.x === this.#words.x && words.y === this.#words.y) return;
    this.#words = words;
    this.moved();
  }

  /** The step from which on nothing lies ahead. */
  get #end() {
    return Math.max(0, ...this.#runs.map(({ x }) => x.length - 1));
  }

  /** Everything has another place. */
  moved() {
    this.#transform = null;
    this.#trails = null;
    this.changed();
  }

  /** @override */
  refreshed() {
    this.#transform = null;
    this.#trails = null;
  }

  /** Units to pixels for the current view and size. */
  get transform() {
    this.#transform ??= new Transform(this.#view, frameRect(this.context, this, this.#yMarks(), this.#words));
    return this.#transform;
  }

  /** Changes when points come to lie elsewhere on the picture. @returns {object} */
  get projection() {
    return this.transform;
  }

  /** A path as it lies on the picture. @param {import("#app/figures/types.js").Run} run @returns {any} */
  laid(run) {
    return layTrail(run, this.transform);
  }

  #yMarks() {
    return marksOf({ kind: "linear", domain: this.#view.y, threshold: 0 }, room(this.height, 42 * this.theme.scale));
  }

  #xMarks() {
    return marksOf({ kind: "linear", domain: this.#view.x, threshold: 0 }, room(this.width, 52 * this.theme.scale));
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    const { transform, theme, position } = this;
    const { rect } = transform;
    this.#trails ??= this.#runs.filter(({ visible }) => visible !== false).map((run) => layTrail(run, transform));
    const trails = this.#trails;
    const terrain = this.#ground();
    const places = trails.flatMap((trail) => {
      const place = placeOf(trail, transform, position);
      return place ? [{ trail, run: trail.run, ...place }] : [];
    });
    // A run that has left swings across the map with every step; among others it stays as faint as what is ahead.
    const walking = places.filter(({ exit }) => !exit || places.length === 1);
    if (position >= this.#end && walking.length === trails.length) this.lay(terrain);
    else {
      this.show("ahead", (under) => {
        under.drawImage(terrain, 0, 0, this.width, this.height);
        clipped(under, rect, () => trails.forEach((trail) => drawAhead(under, trail, theme)));
      });
    }
    clipped(context, rect, () => {
      for (const { trail } of walking) drawWalked(context, trail, position, theme);
      for (const { trail } of walking) drawDots(context, trail, position, theme);
    });
    for (const cloud of this.#clouds) drawCloud?.(context, cloud, transform, theme);
    const start = this.#marks.start ? transform.toPixel(this.#marks.start) : null;
    if (start && within(start.x, start.y, rect)) drawStart(context, start.x, start.y, theme, this.grip?.held ?? false);
    for (const { run, x, y, broken, exit } of places) if (!exit) drawCurrent(context, x, y, run, theme, broken);
    clipped(context, rect, () => {
      this.#overlay?.(context, places, this);
      this.#pointer?.(context, this);
    });
    const map = this.#mapRect();
    const escaped = places.flatMap(({ trail, run, exit: left }) => {
      if (!left) return [];
      // Beyond a magnified view there is an arrow, too, but only who is off the whole map is said to be.
      const off = map === rect ? left : exit(trail.pixels, map, position);
      return [{ run, exit: left, since: off?.since ?? null }];
    });
    const escapes = escaped.length ? layEscapes(context, escaped, rect, theme) : [];
    drawEscapes(context, escapes, theme);
    this.geometry = {
      frame: rect,
      start,
      current: places.map(({ run, x, y, broken, exit }) => ({ id: run.id, x, y, inside: !exit, broken })),
      escapes: escapes.map(({ run, x, y, angle, text, box }) => ({ id: run.id, x, y, angle, text, box })),
    };
  }

  /** The home view in the pixels of the current one; the frame when there is no other home. @returns {Rect} */
  #mapRect() {
    const { home, transform } = this;
    if (!home || sameView(home, this.#view)) return transform.rect;
    const { x, y } = transform;
    return { left: x.map(home.x[0]), right: x.map(home.x[1]), top: y.map(home.y[1]), bottom: y.map(home.y[0]) };
  }

  /** The terrain's layer: one's own, or another panel's with the same on it. */
  #ground() {
    if (!this.layers.get("terrain")?.fresh) {
      if (painter && painter !== this && painter.#shows(this)) return painter.layer("terrain", () => {});
      painter = this;
    }
    return this.layer("terrain", (under) => this.#paintTerrain(under));
  }

  /** Whether its ground is what another panel would paint. @param {Landscape} other */
  #shows(other) {
    const same = (/** @type {any} */ each) => JSON.stringify([each.columns, each.rows, each.width, each.height, each.ratio, each.view, each.words]);
    return (
      Boolean(this.layers.get("terrain")?.fresh) &&
      this.#field === other.#field &&
      this.theme === other.theme &&
      same(this) === same(other) &&
      standing(this.#marks) === standing(other.#marks)
    );
  }

  /** @param {CanvasRenderingContext2D} context */
  #paintTerrain(context) {
    const { transform, theme, ratio } = this;
    const { rect } = transform;
    const inside = (/** @type {Point[]} */ points) =>
      points.map((point) => transform.toPixel(point)).filter(({ x, y }) => within(x, y, rect));
    const { minima: found = [], saddles: passes = [], start } = this.#marks;
    const [minima, saddles] = [inside(found), inside(passes)];
    if (this.#field) drawTerrain(context, this.#field, transform, theme, [...minima, ...saddles, ...inside(start ? [start] : [])]);
    const { x, y } = transform;
    drawAxes(context, { rect, x, y, xMarks: this.#xMarks(), yMarks: this.#yMarks(), names: this.#words, theme, ratio });
    const { valley } = this.#marks;
    const size = signSize(rect);
    if (valley && found[0]) clipped(context, rect, () => drawValley(context, transform, found[0], valley, theme));
    for (const point of saddles) drawSaddle(context, point.x, point.y, theme, size);
    for (const point of minima) drawMinimum(context, point.x, point.y, theme, size);
  }

  /** @override */
  destroy() {
    this.grip?.destroy();
    super.destroy();
  }
}

/** The marks that belong to the ground. @param {Marks} marks */
const standing = ({ minima, saddles, valley }) => JSON.stringify([minima, saddles, valley]);

/** @param {CanvasRenderingContext2D} context @param {Rect} rect @param {() => void} draw */
function clipped(context, { left, top, right, bottom }, draw) {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  draw();
  context.restore();
}
