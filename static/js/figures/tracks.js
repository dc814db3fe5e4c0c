/** Further curves of a run, such as the point where Nesterov looks or an average: thin, each with a dash of its own and a ring where it stands. */

import { at, within } from "#app/core/path.js";
import { colourOf } from "#app/figures/palette.js";
import { FINE, block, font, haloed } from "#app/figures/text.js";
import { outline } from "#app/figures/trails.js";

/** @typedef {import("#app/figures/types.js").Run} Run */
/** @typedef {{run: Run, name: string, full: string, x: ArrayLike<number>, y: ArrayLike<number>}} Track  full: its name among several runs; NaN where it is not finite */
/** @typedef {{track: Track, dash: number[], trail: import("#app/figures/trails.js").Trail}} Laid */

const WIDTH = 1.4;
const RING = 3.6;
/** What a run's first, second and third track look like; no run's own line does. */
const DASHES = [[1.5, 2.5], [6, 2, 1.5, 2], [4, 2]];
/** A legend longer than this would hide what it explains. */
const MOST = 6;
/** Of a line in the legend. */
const SAMPLE = 20;

/** @param {Track[]} tracks @param {import("#app/figures/landscape.js").Landscape} figure @returns {Laid[]} */
export function layTracks(tracks, figure) {
  const count = new Map();
  return tracks.map((track) => {
    const n = count.get(track.run.id) ?? 0;
    count.set(track.run.id, n + 1);
    return { track, dash: DASHES[n % DASHES.length], trail: figure.laid({ ...track.run, x: track.x, y: track.y }) };
  });
}

/**
 * @param {CanvasRenderingContext2D} context @param {import("#app/figures/landscape.js").Landscape} figure @param {Laid[]} laid
 */
export function drawTracks(context, { transform, theme, position }, laid) {
  const { rect } = transform;
  const stroke = (/** @type {string} */ colour, /** @type {number} */ width, /** @type {number[]} */ dash) => {
    Object.assign(context, { strokeStyle: colour, lineWidth: width, lineJoin: "round", lineCap: "butt" });
    context.setLineDash(dash);
    context.stroke();
  };
  for (const { track, dash, trail } of laid) {
    const colour = colourOf(theme, track.run);
    outline(context, trail, position, Infinity);
    context.globalAlpha = 0.4;
    stroke(colour, 1, dash);
    context.globalAlpha = 1;
    outline(context, trail, 0, position);
    // Without a casing: where it runs along the path itself, that is seen.
    stroke(colour, WIDTH, dash);
  }
  for (const { track } of laid) {
    const { x, y } = transform.toPixel({ x: at(track.x, position), y: at(track.y, position) });
    if (!within(x, y, rect)) continue;
    context.beginPath();
    context.arc(x, y, RING, 0, 2 * Math.PI);
    context.fillStyle = theme.paper;
    context.fill();
    stroke(colourOf(theme, track.run), 1.6, []);
  }
  drawLegend(context, laid, transform, theme, stroke);
}

/** Below, on the side where the race does not begin. */
function drawLegend(context, laid, transform, theme, stroke) {
  const { rect } = transform;
  const shown = laid.slice(0, MOST);
  if (shown.length === 0) return;
  const together = new Set(laid.map(({ track }) => track.run.id)).size > 1;
  const leading = 1.4 * FINE * theme.scale;
  context.font = font(theme, FINE);
  context.textAlign = "left";
  context.textBaseline = "middle";
  const room = rect.right - rect.left - SAMPLE - 24;
  const texts = shown.map(({ track: { name, full } }) => block(context, together ? full : name, room, leading, 1).lines[0] ?? "");
  const width = SAMPLE + 6 + Math.max(...texts.map((text) => context.measureText(text).width));
  const { run } = shown[0].track;
  const toRight = transform.toPixel({ x: run.x[0], y: run.y[0] }).x < (rect.left + rect.right) / 2;
  const left = toRight ? rect.right - 8 - width : rect.left + 8;
  const top = rect.bottom - 6 - shown.length * leading;
  shown.forEach(({ track, dash }, i) => {
    const middle = top + (i + 0.5) * leading;
    for (const [colour, wide, dashes] of [[theme.paper, WIDTH + 2, []], [colourOf(theme, track.run), WIDTH, dash]]) {
      context.beginPath();
      context.moveTo(left, middle);
      context.lineTo(left + SAMPLE, middle);
      stroke(colour, wide, dashes);
    }
    context.setLineDash([]);
    haloed(context, texts[i], left + SAMPLE + 6, middle, theme.ink, theme.paper);
  });
}
