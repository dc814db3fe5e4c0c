/** Where a run ends with each of many seeds: a cloud of dots on the map. */

import { colourOf } from "#app/figures/palette.js";

/** Radius of a dot in CSS pixels. */
const DOT = 1.8;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{x: (number | null)[], y: (number | null)[], run: import("#app/figures/types.js").Run}} cloud  one entry a seed
 * @param {import("#app/core/scale.js").Transform} transform  units to pixels; dots outside of its frame are left out
 * @param {import("#app/figures/palette.js").Palette} theme
 */
export function drawCloud(context, { x, y, run }, transform, theme) {
  const { left, right, top, bottom } = transform.rect;
  context.beginPath();
  x.forEach((value, i) => {
    const other = y[i];
    if (value === null || other === null) return;
    const place = transform.toPixel({ x: value, y: other });
    if (place.x < left || place.x > right || place.y < top || place.y > bottom) return;
    context.moveTo(place.x + DOT, place.y);
    context.arc(place.x, place.y, DOT, 0, 2 * Math.PI);
  });
  context.setLineDash([]);
  context.lineWidth = 1.5;
  context.strokeStyle = theme.paper;
  context.stroke();
  context.globalAlpha = 0.75;
  context.fillStyle = colourOf(theme, run);
  context.fill();
  context.globalAlpha = 1;
}
