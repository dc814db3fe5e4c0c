/** The sign of a run: a short stroke in its colour and dash, as the figures draw it. */
import { svg } from "#app/controls/dom.js";
import { colourOf, dashOf, styleOf } from "#app/figures/palette.js";

/**
 * @param {import("#app/figures/palette.js").Palette} palette
 * @param {number} number  of its style
 */
export function swatch(palette, number) {
  const style = styleOf(number);
  return svg(
    "svg",
    { class: "swatch", viewBox: "0 0 30 12", width: 30, height: 12, "aria-hidden": "true" },
    svg("line", {
      x1: 0,
      y1: 6,
      x2: 30,
      y2: 6,
      stroke: colourOf(palette, style),
      "stroke-width": 2.5,
      "stroke-dasharray": dashOf(style).join(" "),
    }),
  );
}
