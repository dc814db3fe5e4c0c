/**
 * The terrain as a relief that one can walk around, with the paths lying on it. It takes and tells what a Landscape does and stands in its place;
 * besides, `orbit` is where the eye is (core/orbit.js). Ask Solid.possible before making one.
 *
 * Height is what colour is: core/relief.js. Only the block itself is drawn by WebGL, and only when it or the eye changes; what lies on it is
 * drawn on the canvas as everywhere else.
 */

import { UNIT, heightAt, hidden, hit, inside } from "#app/core/heightfield.js";
import { frames } from "#app/core/frames.js";
import { short } from "#app/core/format.js";
import { HOME, bounded, camera } from "#app/core/orbit.js";
import { at, exit } from "#app/core/path.js";
import { room } from "#app/figures/axes.js";
import { drawEscapes, layEscapes } from "#app/figures/escapes.js";
import { Landscape } from "#app/figures/landscape.js";
import { drawCurrent, drawMinimum, drawSaddle, drawStart } from "#app/figures/marks.js";
import { drawFrame, marginOf, ticksOf } from "#app/figures/solid-axes.js";
import { blockOf, drape, drawCovered, lie, onGround, shareOf } from "#app/figures/solid-ground.js";
import { SolidGrip } from "#app/figures/solid-grip.js";
import { surface } from "#app/figures/solid-surface.js";
import { drawAhead, drawDots, drawWalked, isBroken } from "#app/figures/trails.js";

/** @typedef {import("#app/figures/types.js").Point} Point */
/** @typedef {import("#app/core/orbit.js").Orbit} Orbit */

/** Sides to come in from, and how many steps of a run are asked for their view. */
const SIDES = [-0.5, 0.5, 0.95, -0.95, 2.6, -2.6];
const SAMPLE = 30;

/** How strong what is behind a hill still is. */
const BEHIND = 0.35;

/** Milliseconds: longer than this, a picture is slow; an eye that has not moved for so long is at rest. */
const SLOW = 20;
const REST = 150;

/** Milliseconds in which the eye goes two thirds of its way. */
const EASE = 70;

export class Solid extends Landscape {
  static label = "figure.solid";

  /** Whether this browser can show it. @param {Document} document */
  static possible = (document) => surface(document) !== null;

  /** What was computed, with what it was computed from. @type {Record<string, {from: any[], value: any}>} */
  #known = {};
  /** Where one comes in and goes back to; where the eye is; where it is on its way to. @type {Orbit} */
  base = HOME;
  #orbit = HOME;
  aim = HOME;
  #last = 0;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {any} hands  those of a Landscape, and `say`: (key, values) => words
   */
  constructor(canvas, hands) {
    super(canvas, hands);
    this.say = hands.say;
    this.surface = /** @type {NonNullable<ReturnType<typeof surface>>} */ (surface(canvas.ownerDocument));
    this.grip?.destroy();
    this.grip = new SolidGrip(this);
    this.calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    this.draft = this.slow = false;
    this.restored = () => this.changed();
    this.surface.listeners.add(this.restored);
  }

  get orbit() {
    return this.#orbit;
  }

  set orbit(orbit) {
    this.#orbit = this.aim = this.#bounded(orbit);
    // Where a picture takes long, it is a draft while the eye moves.
    this.draft = this.slow;
    clearTimeout(this.later);
    if (this.draft) this.later = setTimeout(() => ((this.draft = false), this.changed()), REST);
    this.changed();
  }

  /** Within its bounds; the base itself where it is the same. @param {Orbit} orbit */
  #bounded(orbit) {
    const next = bounded(orbit);
    return JSON.stringify(next) === JSON.stringify(this.base) ? this.base : next;
  }

  /** Go there, softly where motion is welcome. @param {Orbit} orbit */
  go(orbit) {
    this.aim = this.#bounded(orbit);
    this.#last = 0;
    if (this.calm) this.orbit = this.aim;
    else frames.add(this.#tick);
  }

  #tick = (/** @type {number} */ now) => {
    const share = 1 - Math.exp(-Math.min(50, this.#last ? now - this.#last : 16) / EASE);
    this.#last = now;
    const { aim } = this;
    /** @type {any} */
    const next = { ...this.#orbit };
    let left = 0;
    for (const [name, end] of Object.entries(aim)) {
      left = Math.max(left, Math.abs(end - next[name]));
      next[name] += share * (end - next[name]);
    }
    if (left < 1e-3) frames.remove(this.#tick);
    this.orbit = left < 1e-3 ? aim : next;
    this.aim = aim;
  };

  /**
   * What was made of these things before, or is made now.
   * @template T @param {string} name @param {any[]} from @param {() => T} make @returns {T}
   */
  #made(name, from, make) {
    const known = this.#known[name];
    if (known && from.every((one, n) => one === known.from[n])) return known.value;
    const value = make();
    this.#known[name] = { from, value };
    return value;
  }

  /** What does not depend on the eye. The box is the field's own: nothing is known beyond it. */
  get ground() {
    const { field, view: wanted } = this;
    return this.#made("ground", [field, field ?? wanted], () => blockOf(field, wanted));
  }

  get camera() {
    const { ground, theme, width, height } = this;
    return this.#made("camera", [this.#orbit, ground, theme, width, height], () => camera(this.#orbit, ground.sides, this, marginOf(theme)));
  }

  /** What Landscape has for its plane: units to pixels of the ground and back. @override @returns {any} */
  get transform() {
    const { width, height, ground } = this;
    const [x, y] = [ground.view.x, ground.view.y];
    return {
      rect: { left: 0, top: 0, right: width, bottom: height },
      grain: { x: (x[1] - x[0]) / width, y: (y[1] - y[0]) / width },
      along: (/** @type {Point} */ point, /** @type {number} */ dx, /** @type {number} */ dy) => this.#along(point, dx, dy),
      toPixel: (/** @type {Point} */ point) => onGround(ground, this.camera, shareOf(ground, point)) ?? { x: NaN, y: NaN },
      toUnit: (/** @type {Point} */ pixel) => {
        const [u, v] = (this.pick(pixel) ?? this.#floor(pixel)).map((c) => Math.min(1, Math.max(0, c)));
        return { x: x[0] + u * (x[1] - x[0]), y: y[0] + v * (y[1] - y[0]) };
      },
    };
  }

  /** @override */
  get projection() {
    return this.camera;
  }

  /** @override @param {import("#app/figures/types.js").Run} run */
  laid(run) {
    return lie(drape(run, this.ground), this.ground, this.camera);
  }

  /** A displacement at a point of the plane, along the ground there, in pixels. @param {Point} point @param {number} dx @param {number} dy @returns {[number, number]} */
  #along({ x, y }, dx, dy) {
    const { grain, toPixel } = this.transform;
    // A few pixels to the inner side of the block: beyond its edges there is no ground.
    const size = 4 / Math.max(Math.abs(dx) / grain.x, Math.abs(dy) / grain.y);
    const here = toPixel({ x, y });
    const [ahead, back] = [size, -size].map((share) => ({ share, place: toPixel({ x: x + share * dx, y: y + share * dy }) }));
    const { share, place } = Number.isFinite(ahead.place.x) ? ahead : back;
    return [(place.x - here.x) / share, (place.y - here.y) / share];
  }

  /** The place of the block under a pixel; null beside it. @param {Point} pixel */
  pick({ x, y }) {
    return hit(this.ground, this.camera.eye, this.camera.ray(x, y));
  }

  /** Where the floor, that goes on beyond the block, is under a pixel. @param {Point} pixel */
  #floor({ x, y }) {
    const { eye, ray } = this.camera;
    const along = ray(x, y);
    return eye.map((c, i) => c - (along[i] * eye[2]) / along[2]);
  }

  /** The eye stays where it was put, from whichever side more could be seen. */
  settle() {
    this.#made("base", [this.ground], () => {});
  }

  /** Come in from the side from which most can be seen of paths and minima, unless somebody has already walked around. */
  #choose() {
    const { ground, runs, marks } = this;
    if (!ground.shape || !runs.length || this.#orbit !== this.base) return;
    this.#made("base", [ground], () => {
      const points = runs.flatMap(({ x, y }) => Array.from({ length: SAMPLE }, (_, k) => ({ x: at(x, (k * x.length) / SAMPLE), y: at(y, (k * x.length) / SAMPLE) })));
      for (const point of marks.minima ?? []) points.push(...Array(SAMPLE).fill(point));
      const places = points.map((point) => shareOf(ground, point)).filter(([u, v]) => inside(u, v));
      const seen = (/** @type {Orbit} */ orbit) => {
        const { eye } = camera(orbit, ground.sides, this, marginOf(this.theme));
        return places.filter(([u, v]) => !hidden(ground, eye, [u, v, heightAt(ground, u, v)])).length;
      };
      // What is known is left only for what is clearly better, or a slider would make the block jump.
      let most = seen(this.base) + 0.1 * places.length;
      for (const orbit of SIDES.map((azimuth) => ({ ...HOME, azimuth }))) {
        const count = seen(orbit);
        if (count > most) [most, this.base, this.#orbit, this.aim] = [count, orbit, orbit, orbit];
      }
    });
  }

  /** @override @param {CanvasRenderingContext2D} context */
  paint(context) {
    this.#choose();
    const { theme, position, ground, marks, runs, camera: eye } = this;
    const drapings = this.#made("drapings", [ground, runs], () => runs.filter(({ visible }) => visible !== false).map((run) => drape(run, ground)));
    const lying = this.#made("lying", [drapings, eye], () => drapings.map((draping) => lie(draping, ground, eye)));
    const block = this.layer("terrain", (under) => this.#paintBlock(under));
    this.show("ahead", (under) => {
      under.drawImage(block, 0, 0, this.width, this.height);
      for (const trail of lying) {
        drawAhead(under, trail, theme);
        drawCovered(under, trail, Infinity, BEHIND / 2, theme);
      }
    });
    const places = drapings.flatMap(({ run, path }, n) => {
      const place = onGround(ground, this.camera, shareOf(ground, { x: at(run.x, position), y: at(run.y, position) }));
      return path.length ? [{ trail: lying[n], run, path, broken: isBroken(run) && position >= run.x.length - 1, place }] : [];
    });
    // A run that has left swings across with every step; among others it stays as faint as what is ahead.
    const walking = places.filter(({ place }) => place || places.length === 1);
    for (const { trail } of walking) {
      drawCovered(context, trail, position, BEHIND, theme);
      drawWalked(context, trail, position, theme);
    }
    for (const { trail } of walking) drawDots(context, trail, position, theme);
    const start = marks.start ? onGround(ground, this.camera, shareOf(ground, marks.start)) : null;
    if (start) seen(context, start, () => drawStart(context, start.x, start.y, theme, this.grip?.held ?? false));
    for (const { place, run, broken } of places) if (place) seen(context, place, () => drawCurrent(context, place.x, place.y, run, theme, broken));
    this.overlay?.(context, /** @type {any} */ (places.map(({ run, place, broken }) => ({ run, broken, exit: place === null, ...place }))), this);
    const gone = places.flatMap(({ run, path, place }) => {
      const left = place ? null : exit(path, UNIT, position);
      return left ? [{ run, exit: this.#edge(left), since: this.#off(path, position) }] : [];
    });
    const escapes = layEscapes(context, gone, this.transform.rect, theme);
    drawEscapes(context, escapes, theme);
    this.geometry = {
      frame: this.transform.rect,
      start,
      current: places.map(({ run, place, broken }) => ({ id: run.id, x: place?.x ?? NaN, y: place?.y ?? NaN, inside: place !== null, broken })),
      escapes: escapes.map(({ run, x, y, angle, text, box }) => ({ id: run.id, x, y, angle, text, box })),
    };
  }

  /** Where a run has left the ground, in pixels. @param {import("#app/core/path.js").Exit} left @returns {import("#app/core/path.js").Exit} */
  #edge(left) {
    const [u, v] = [left.x, left.y].map((c) => Math.min(1, Math.max(0, c)));
    const h = heightAt(this.ground, u, v) || 0;
    const [x, y] = this.camera.project(u, v, h);
    const [nextX, nextY] = this.camera.project(u + 0.01 * Math.cos(left.angle), v + 0.01 * Math.sin(left.angle), h);
    return { ...left, x, y, angle: Math.atan2(nextY - y, nextX - x) };
  }

  /** Since when a run is off the whole map; null when it is only beyond a magnified view. @param {Float64Array} path @param {number} position */
  #off(path, position) {
    const { ground } = this;
    const { x, y } = this.home ?? this.view;
    const [[left, top], [right, bottom]] = [0, 1].map((n) => shareOf(ground, { x: x[n], y: y[n] }));
    return exit(path, { left: Math.min(0, left), top: Math.min(0, top), right: Math.max(1, right), bottom: Math.max(1, bottom) }, position)?.since ?? null;
  }

  /** @param {CanvasRenderingContext2D} context */
  #paintBlock(context) {
    const { camera: eye, theme, ground, words, width, height, marks } = this;
    const { rise, view } = ground;
    const flat = Math.min(7, room(width, 84 * theme.scale));
    const base = ground.shape?.base ?? 0;
    const ticks = [
      ticksOf({ domain: view.x }, flat),
      ticksOf({ domain: view.y }, flat),
      rise ? ticksOf(rise, Math.min(5, room(height / 3, 26 * theme.scale)), (value) => rise.at(base + value)) : [],
    ];
    const loss = this.say("axis.loss");
    const what = !base ? loss : base === this.field?.minimum ? this.say("axis.gap") : `${loss} ${base < 0 ? "+" : "\u2212"} ${short(Math.abs(base))}`;
    const names = [words.x, words.y, !rise ? "" : rise.kind === "linear" ? what : this.say(`axis.${rise.kind}`, { what })];
    drawFrame(context, eye, ticks, names, theme, this, false);
    const began = performance.now();
    const picture = rise && this.surface.draw(ground, eye, theme, this, this.draft);
    context.imageSmoothingQuality = "medium";
    if (picture) context.drawImage(picture, 0, 0, width, height);
    if (!this.draft) this.slow = performance.now() - began > SLOW;
    drawFrame(context, eye, ticks, names, theme, this, true);
    for (const [points, draw] of /** @type {const} */ ([[marks.saddles, drawSaddle], [marks.minima, drawMinimum]])) {
      for (const point of points ?? []) {
        const place = onGround(ground, this.camera, shareOf(ground, point));
        if (place) seen(context, place, () => draw(context, place.x, place.y, theme));
      }
    }
  }

  /** @override */
  destroy() {
    clearTimeout(this.later);
    frames.remove(this.#tick);
    this.surface.listeners.delete(this.restored);
    super.destroy();
  }
}

/** @param {CanvasRenderingContext2D} context @param {{covered: boolean}} place @param {() => void} draw */
function seen(context, { covered }, draw) {
  if (covered) context.globalAlpha = BEHIND;
  draw();
  context.globalAlpha = 1;
}
