/** The frame of a block seen from somewhere: grid on the walls behind it, axes with their numbers on the edges before it. */

import { marksOf, room, setName } from "#app/figures/axes.js";
import { BASE } from "#app/figures/solid-surface.js";
import { NUMBERS, font, haloed } from "#app/figures/text.js";

/** @typedef {import("#app/core/orbit.js").Camera} Camera */
/** @typedef {import("#app/core/orbit.js").Place} Place */
/** @typedef {import("#app/figures/palette.js").Palette} Palette */
/** @typedef {{at: number, text: string | null}[]} Ticks  places along an edge, 0…1 */

/** What keeps names and numbers of the axes inside the picture. @param {Palette} theme */
export const marginOf = ({ scale }) => ({ across: 40 * scale, above: 24 * scale, below: 34 * scale });

/**
 * Where an axis is marked. @param {any} scale  kind, domain, threshold @param {number} count @param {(value: number) => number} [at] @returns {Ticks}
 */
export function ticksOf(scale, count, at = (value) => (value - scale.domain[0]) / (scale.domain[1] - scale.domain[0])) {
  return marksOf({ kind: "linear", threshold: 0, ...scale }, count).map(({ value, text }) => ({ at: at(value), text }));
}

/**
 * @param {CanvasRenderingContext2D} context @param {Camera} camera @param {Ticks[]} ticks  of x, y and height @param {string[]} names  of the same
 * @param {Palette} theme @param {{width: number, height: number}} size @param {boolean} front
 */
export function drawFrame(context, camera, [inX, inY, inHeight], names, theme, { width, height }, front) {
  const { eye, project } = camera;
  // The corner that is nearest (its opposite is furthest), and the one that is most to the left: heights stand there.
  const [u, v] = [eye[0] < 0.5 ? 0 : 1, eye[1] < 0.5 ? 0 : 1];
  const [a, b] = [[0, 0], [1, 0], [0, 1], [1, 1]].reduce((p, q) => (project(p[0], p[1], 0)[0] < project(q[0], q[1], 0)[0] ? p : q));
  const path = (/** @type {Place[]} */ ...places) => places.forEach((place, n) => context[n ? "lineTo" : "moveTo"](...project(...place)));
  context.setLineDash([]);
  context.lineWidth = 1;
  context.strokeStyle = front ? theme.faint : theme.hairline;
  context.beginPath();
  if (!front) {
    const [U, V] = [1 - u, 1 - v];
    for (const at of [-BASE, 1, ...inHeight.flatMap(({ at, text }) => (text ? at : []))]) path([U, v, at], [U, V, at], [u, V, at]);
    for (const { at } of inX) path([at, V, -BASE], [at, V, 1]);
    for (const { at } of inY) path([U, at, -BASE], [U, at, 1]);
    path([U, V, -BASE], [U, V, 1]);
    context.stroke();
    return;
  }
  /** @type {[ticks: Ticks, edge: (at: number) => Place, inner: Place | null][]} */
  const axes = [
    [inX, (at) => [at, v, -BASE], [0.5, 1 - v, -BASE]],
    [inY, (at) => [u, at, -BASE], [1 - u, 0.5, -BASE]],
    [inHeight, (at) => [a, b, at], null],
  ];
  path([1 - u, v, -BASE], [u, v, -BASE], [u, 1 - v, -BASE]);
  path([a, b, -BASE], [a, b, 1]);
  const line = NUMBERS * theme.scale;
  /** @type {{x: number, y: number, half: number}[]} */
  const taken = [];
  // Beside a place, off the axis in the direction of `out`, unless something else stands there or the picture ends.
  const write = (/** @type {string} */ text, /** @type {number[]} */ [x, y], /** @type {number[]} */ out, /** @type {number} */ away) => {
    const half = context.measureText(text).width / 2;
    const [cx, cy] = [x + out[0] * (away + half), y + out[1] * (away + 0.5 * line)];
    const at = { x: Math.min(width - half - 1, Math.max(half + 1, cx)), y: Math.min(height - 0.6 * line, Math.max(0.6 * line, cy)), half };
    if (Math.abs(at.x - cx) > 2 * line || Math.abs(at.y - cy) > line) return;
    if (taken.some((t) => Math.abs(t.x - at.x) < t.half + half + 4 && Math.abs(t.y - at.y) < 0.95 * line)) return;
    taken.push(at);
    haloed(context, text, at.x, at.y, theme.soft, theme.paper);
  };
  const outs = axes.map(([ticks, edge, inner]) => {
    const [x, y] = project(...edge(0.5));
    const [fromX, fromY] = inner ? project(...inner) : [x + 1, y];
    const length = Math.hypot(x - fromX, y - fromY) || 1;
    const out = [(x - fromX) / length, (y - fromY) / length];
    for (const { at, text } of ticks) {
      const [tickX, tickY] = project(...edge(at));
      context.moveTo(tickX, tickY);
      context.lineTo(tickX + (text ? 5 : 2.5) * out[0], tickY + (text ? 5 : 2.5) * out[1]);
    }
    return out;
  });
  context.stroke();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = font(theme, NUMBERS);
  // It begins left of its numbers and ends, as a rule, before the block does.
  const [topX, topY] = project(a, b, 1);
  write(names[2], [topX - 34 * theme.scale, topY - 1.9 * line], [1, 0], 0);
  for (const n of [0, 1]) write(setName(context, theme, names[n]).text, project(...axes[n][1](0.5)), outs[n], 9 + 1.9 * line);
  context.font = font(theme, NUMBERS);
  axes.forEach(([ticks, edge], n) => ticks.forEach(({ at, text }) => text && write(text, project(...edge(at)), outs[n], 9)));
}
