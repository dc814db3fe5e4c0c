/** What a relief shows, and how paths lie on it: from units to the block, from the block to pixels. */

import { draped, elevation, heightAt, hidden, inside } from "#app/core/heightfield.js";
import { apart, decimated, slice } from "#app/core/path.js";
import { setLine } from "#app/figures/marks.js";
import { groundOf } from "#app/figures/terrain.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {import("#app/core/orbit.js").Camera} Camera */
/** @typedef {import("#app/core/orbit.js").Place} Place */
/** @typedef {import("#app/core/path.js").Piece} Piece */
/** @typedef {ReturnType<typeof blockOf>} Ground */
/** @typedef {{run: Run, path: Float64Array, pieces: import("#app/core/heightfield.js").Draped[]}} Draping */
/** @typedef {{run: Run, pixels: Float64Array, pieces: Piece[], dots: number[], covered: Piece[]}} Lying */

/** Height of the block for a side of 1, and how much longer one side may be than the other. */
const HEIGHT = 0.3;
const LONGEST = 1.6;

/** Corners that are added to the path of one run, about. */
const CORNERS = 2500;

/**
 * What does not depend on the eye. The box is the field's own: nothing is known beyond it.
 * @param {import("#app/figures/types.js").Field | null} field @param {import("#app/figures/types.js").View} wanted  as long as there is none
 */
export function blockOf(field, wanted) {
  const view = field ? { x: [field.x0, field.x1], y: [field.y0, field.y1] } : wanted;
  const [w, d] = [view.x[1] - view.x[0], view.y[1] - view.y[0]];
  const aspect = Math.min(LONGEST, Math.max(1 / LONGEST, w / d));
  const sides = /** @type {Place} */ ([Math.min(1, aspect), Math.min(1, 1 / aspect), HEIGHT]);
  if (!field) return { view, sides, shape: null, rise: null, rings: [], nx: 2, ny: 2, heights: new Float32Array(4), tones: new Float32Array(4) };
  const { nx, ny, values } = field;
  const { shape, rings } = groundOf(field);
  const rise = elevation(shape);
  return {
    view,
    sides,
    shape,
    rise,
    nx,
    ny,
    heights: Float32Array.from(values, (value) => (Number.isFinite(value) ? Math.max(0, rise.at(value)) : NaN)),
    tones: Float32Array.from(values, shape.tone),
    rings: rings.map(({ level, lines }) => ({
      strong: level.strong,
      height: rise.at(level.value),
      lines: lines.map(({ points }) => points.map((p, n) => (n % 2 ? (p - view.y[0]) / d : (p - view.x[0]) / w))),
    })),
  };
}

/** Units → shares of the box. @param {Ground} ground @param {{x: number, y: number}} point @returns {[number, number]} */
export function shareOf({ view }, { x, y }) {
  return [(x - view.x[0]) / (view.x[1] - view.x[0]), (y - view.y[0]) / (view.y[1] - view.y[0])];
}

/** A place on the ground in pixels, over a hole on the floor; null outside the box. @param {Ground} ground @param {Camera} camera @param {number[]} place */
export function onGround(ground, { eye, project }, [u, v]) {
  if (!inside(u, v)) return null;
  const h = heightAt(ground, u, v) || 0;
  const [x, y] = project(u, v, h);
  return { x, y, covered: hidden(ground, eye, [u, v, h]) };
}

/** @param {Run} run @param {Ground} ground @returns {Draping} */
export function drape(run, ground) {
  const path = new Float64Array(2 * run.x.length);
  let length = 0;
  for (let i = 0; i < path.length; i += 2) {
    path.set(shareOf(ground, { x: run.x[i / 2], y: run.y[i / 2] }), i);
    if (i) length += Math.min(1.5, Math.hypot(path[i] - path[i - 2], path[i + 1] - path[i - 1]));
  }
  return { run, path, pieces: draped(ground, path, Math.max(1 / 160, length / CORNERS)) };
}

/** @param {Draping} draping @param {Ground} ground @param {Camera} camera @returns {Lying} */
export function lie({ run, path, pieces }, ground, camera) {
  /** @type {[Piece[], Piece[]]} */
  const found = [[], []];
  for (const { steps, places } of pieces) {
    const points = places.flatMap((place) => camera.project(...place));
    const behind = places.map((place) => hidden(ground, camera.eye, place));
    for (let from = 0, to = 1; to < steps.length; to++) {
      if (to + 1 < steps.length && behind[to] === behind[from]) continue;
      const piece = { steps: Float64Array.from(steps.slice(from, to + 1)), points: Float64Array.from(points.slice(2 * from, 2 * to + 2)) };
      found[behind[from] ? 1 : 0].push(decimated(piece));
      from = to;
    }
  }
  const pixels = new Float64Array(path.length).fill(NaN);
  for (let i = 0; i < path.length; i += 2) {
    const place = onGround(ground, camera, [path[i], path[i + 1]]);
    if (place && !place.covered) pixels.set([place.x, place.y], i);
  }
  return { run, pixels, pieces: found[0], dots: apart(pixels).filter((step) => pixels[2 * step] >= 0), covered: found[1] };
}

/**
 * What of a path is behind a hill.
 * @param {CanvasRenderingContext2D} context @param {Lying} lying @param {number} to  float step @param {number} strength
 * @param {import("#app/figures/palette.js").Palette} theme
 */
export function drawCovered(context, { run, covered }, to, strength, theme) {
  context.beginPath();
  for (const piece of covered) slice(piece, 0, to, (x, y, first) => context[first ? "moveTo" : "lineTo"](x, y));
  setLine(context, run, theme);
  context.lineWidth = 1.25;
  context.globalAlpha = strength;
  context.stroke();
  context.globalAlpha = 1;
}
