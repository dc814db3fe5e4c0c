/** A small table beside the pointer: one run a row, its disc and its number. */

import { short } from "#app/core/format.js";
import { drawCurrent } from "#app/figures/marks.js";
import { NUMBERS, font } from "#app/figures/text.js";

/** @typedef {import("#app/figures/types.js").Run} Run */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {object} readout
 * @param {number} readout.x  the pointer's line
 * @param {import("#app/core/scale.js").Rect} readout.rect
 * @param {string} readout.title
 * @param {{run: Run, value: number, ended: boolean, name?: string}[]} readout.rows  ended: the run had ended before, the number is its last
 * @param {import("#app/figures/palette.js").Palette} readout.theme
 */
export function drawReadout(context, { x, rect, title, rows, theme }) {
  const line = 1.4 * NUMBERS * theme.scale;
  const fitting = Math.max(1, Math.floor((rect.bottom - rect.top - 8) / line) - 1);
  const columns = Math.ceil(rows.length / fitting);
  context.font = font(theme, NUMBERS);
  const texts = rows.map(({ name, value }) => `${name ? `${name} ` : ""}${short(value)}`);
  const each = 26 + Math.max(...texts.map((text) => context.measureText(text).width));
  const width = Math.max(columns * each, context.measureText(title).width + 16);
  const height = (Math.min(fitting, rows.length) + 1) * line + 8;
  // On the side that has room, never over the edge.
  const beside = x + 10 + width <= rect.right ? x + 10 : x - 10 - width;
  const left = Math.max(rect.left + 2, Math.min(beside, rect.right - width));
  const top = rect.top + 4;
  context.setLineDash([]);
  context.globalAlpha = 0.92;
  context.fillStyle = theme.paper;
  context.strokeStyle = theme.hairline;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(left, top, width, height, 4);
  context.fill();
  context.stroke();
  context.globalAlpha = 1;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = theme.soft;
  context.fillText(title, left + 8, top + 4 + line / 2);
  rows.forEach(({ run, ended }, n) => {
    const column = left + Math.floor(n / fitting) * each;
    const middle = top + 4 + ((n % fitting) + 1.5) * line;
    drawCurrent(context, column + 12, middle, run, theme);
    context.fillStyle = ended ? theme.soft : theme.ink;
    context.fillText(texts[n], column + 22, middle + 0.5);
  });
}
