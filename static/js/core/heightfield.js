/**
 * Heights over the unit square: where a path lies on them, where a ray meets them, what they hide. Places are (u, v, h), shares 0…1.
 */

import { DISTANCE } from "#app/core/orbit.js";
import { clipPath } from "#app/core/path.js";

/** @typedef {import("#app/core/orbit.js").Place} Place */
/** @typedef {{nx: number, ny: number, heights: Float32Array}} Heights  rows of v; NaN in holes */
/** @typedef {{steps: number[], places: Place[]}} Draped  the corners of a piece of a path */

export const UNIT = { left: 0, top: 0, right: 1, bottom: 1 };

/** Ground that rises less than this above the line of sight does not hide what lies on it. */
const SKIN = 0.006;

/**
 * How a relief (core/relief.js) becomes heights: its own transform, without the lowland that shares one colour.
 * @param {import("#app/core/relief.js").Relief} shape
 * @returns {{kind: "log" | "symlog" | "linear", domain: [number, number], threshold: number, at: (value: number) => number}}
 *   `at` takes a value of f; domain and threshold are of f − base
 */
export function elevation({ kind, base, low, high, tone }) {
  if (kind === "linear") return { kind, domain: [low, high], threshold: 0, at: tone };
  if (kind === "symlog") return { kind, domain: [-high, high], threshold: low, at: tone };
  const span = Math.log(high / low);
  return { kind, domain: [low, high], threshold: 0, at: (v) => Math.min(1, Math.log(Math.max(v - base, low) / low) / span) };
}

/** The height at a place of the square, between the four nodes around it; NaN where one of them is a hole. @param {Heights} ground @param {number} u @param {number} v */
export function heightAt({ nx, ny, heights }, u, v) {
  const [x, y] = [u * (nx - 1), v * (ny - 1)];
  const [i, j] = [Math.min(nx - 2, Math.floor(x)), Math.min(ny - 2, Math.floor(y))];
  const [s, t, k] = [x - i, y - j, j * nx + i];
  return (1 - t) * ((1 - s) * heights[k] + s * heights[k + 1]) + t * ((1 - s) * heights[k + nx] + s * heights[k + nx + 1]);
}

/** @param {number} u @param {number} v */
export const inside = (u, v) => u >= 0 && u <= 1 && v >= 0 && v <= 1;

/** Whether the ground stands between an eye and a place on it. @param {Heights} ground @param {Place} eye @param {Place} place */
export function hidden(ground, eye, [u, v, h]) {
  const [du, dv, dh] = [eye[0] - u, eye[1] - v, eye[2] - h];
  const cells = Math.max(Math.abs(du) * ground.nx, Math.abs(dv) * ground.ny);
  // Nearby in half cells, for ripples; further away in strides.
  for (let cell = 1.5; cell < cells; cell += Math.max(0.5, 0.05 * cell)) {
    const t = cell / cells;
    const [a, b, c] = [u + t * du, v + t * dv, h + t * dh];
    if (c > 1 || !inside(a, b)) return false;
    if (heightAt(ground, a, b) > c + SKIN) return true;
  }
  return false;
}

/** Where a ray from the eye first meets the ground, or the box under it; null where it misses. @param {Heights} ground @param {Place} eye @param {Place} ray */
export function hit(ground, eye, ray) {
  const at = (/** @type {number} */ t) => eye.map((c, i) => c + t * ray[i]);
  const under = (/** @type {number} */ t) => {
    const [u, v, h] = at(t);
    // Over a hole, NaN is not below.
    return inside(u, v) && h <= heightAt(ground, u, v);
  };
  const stride = 0.004;
  for (let t = DISTANCE - 1.5; t < DISTANCE + 1.5; t += stride) {
    if (!under(t)) continue;
    let before = t - stride;
    for (let n = 0; n < 16; n++) {
      const middle = (before + t) / 2;
      if (under(middle)) t = middle;
      else before = middle;
    }
    return at(t);
  }
  return null;
}

/**
 * A path laid onto the ground: what is inside the square, with corners added where the ground bends under a long step.
 * @param {Heights} ground @param {Float64Array} path  u, v of each step @param {number} grain  longest stretch without a corner
 * @returns {Draped[]}
 */
export function draped(ground, path, grain) {
  /** @type {Draped[]} */
  const pieces = [];
  for (const { steps, points } of clipPath(path, UNIT)) {
    /** @type {Draped} */
    let piece = { steps: [], places: [] };
    for (let i = 0; i < steps.length; i++) {
      const last = Math.max(0, i - 1);
      const [u, v, step] = [points[2 * last], points[2 * last + 1], steps[last]];
      const [du, dv] = [points[2 * i] - u, points[2 * i + 1] - v];
      const count = Math.max(1, Math.ceil(Math.hypot(du, dv) / grain));
      for (let k = 1; k <= count; k++) {
        const [a, b] = [u + (k / count) * du, v + (k / count) * dv];
        const h = heightAt(ground, a, b);
        if (h >= 0) {
          if (!piece.steps.length) pieces.push(piece);
          piece.steps.push(step + (k / count) * (steps[i] - step));
          piece.places.push([a, b, h]);
        } else piece = { steps: [], places: [] };
      }
    }
  }
  return pieces.filter(({ steps }) => steps.length > 1);
}
