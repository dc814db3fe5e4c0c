/**
 * The ground: heat map and contour lines of a field. What depends on the field alone is computed once for all the panels that show it.
 */

import { rampTable, css, ramp } from "#app/core/colormap.js";
import { contours } from "#app/core/contour.js";
import { short } from "#app/core/format.js";
import { refined } from "#app/core/refine.js";
import { relief } from "#app/core/relief.js";
import { FINE, font, haloed } from "#app/figures/text.js";
import { labelSpots } from "#app/figures/labels.js";

/** @typedef {import("#app/figures/types.js").Field} Field */
/** @typedef {import("#app/figures/palette.js").Palette} Palette */
/** @typedef {import("#app/core/scale.js").Transform} Transform */
/** @typedef {import("#app/core/contour.js").Line} Line */
/** @typedef {{level: import("#app/core/relief.js").Level, lines: Line[]}} Ring */

/** A terrain is refined until it has so many nodes along a side: more than a panel can show; fewer while a hand is changing it. */
const NODES = { still: 360, passing: 200 };

/** Pixels of hairline on a pixel of ground, up to which the lines keep their strength. */
const CALM = 0.09;

/** @typedef {{fine: Field, shape: import("#app/core/relief.js").Relief, rings: Ring[]}} Ground */

/** @type {WeakMap<Field, Ground>} */
const grounds = new WeakMap();

/** @type {WeakMap<Field, Map<string, {canvas: HTMLCanvasElement, holes: boolean}>>} */
const pictures = new WeakMap();

/** Relief and contour lines of a field, in units. A field is never changed in place: another field is another object. @param {Field} field */
export function groundOf(field) {
  let ground = grounds.get(field);
  if (!ground) {
    const fine = refined(field, Math.max(1, Math.ceil(NODES[field.passing ? "passing" : "still"] / Math.max(field.nx, field.ny))));
    const shape = relief(fine);
    const lines = contours(fine, shape.levels.map(({ value }) => value));
    ground = { fine, shape, rings: shape.levels.map((level, l) => ({ level, lines: lines[l] })) };
    grounds.set(field, ground);
  }
  return ground;
}

/** One pixel a node. @param {Field} field @param {Palette} theme @param {Document} document */
function pictureOf(field, theme, document) {
  const known = pictures.get(field) ?? new Map();
  pictures.set(field, known);
  const key = theme.terrain.join();
  let picture = known.get(key);
  if (!picture) {
    const { fine, shape } = groundOf(field);
    const { nx, ny, values } = fine;
    const table = rampTable(theme.terrain, 512);
    const colours = new Uint32Array(table.buffer);
    const bytes = new ImageData(nx, ny);
    const pixels = new Uint32Array(bytes.data.buffer);
    let holes = false;
    for (let j = 0; j < ny; j++) {
      const row = (ny - 1 - j) * nx;
      for (let i = 0; i < nx; i++) {
        const value = values[j * nx + i];
        if (Number.isFinite(value)) pixels[row + i] = colours[Math.round(511 * shape.tone(value))];
        else holes = true;
      }
    }
    const canvas = document.createElement("canvas");
    canvas.width = nx;
    canvas.height = ny;
    canvas.getContext("2d")?.putImageData(bytes, 0, 0);
    picture = { canvas, holes };
    known.set(key, picture);
  }
  return picture;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Field} field
 * @param {Transform} transform
 * @param {Palette} theme
 * @param {{x: number, y: number}[]} avoid  pixels that no number may cover
 * @param {boolean} [numbers]  whether strong lines say their level; a thumbnail has no room for that
 */
export function drawTerrain(context, field, transform, theme, avoid, numbers = true) {
  const { left, top, right, bottom } = transform.rect;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  drawPicture(context, field, transform, theme);
  drawContours(context, field, transform, theme, avoid, numbers);
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Field} field @param {Transform} transform @param {Palette} theme */
function drawPicture(context, field, transform, theme) {
  const { canvas, holes } = pictureOf(field, theme, context.canvas.ownerDocument);
  const { x, y, rect } = transform;
  // Nodes are the middles of the picture's pixels, so it reaches half a pixel beyond the first and last of them.
  const [halfX, halfY] = [(field.x1 - field.x0) / (canvas.width - 1) / 2, (field.y1 - field.y0) / (canvas.height - 1) / 2];
  const [x0, x1] = [x.map(field.x0 - halfX), x.map(field.x1 + halfX)];
  const [y0, y1] = [y.map(field.y0 - halfY), y.map(field.y1 + halfY)];
  if (holes) hatch(context, rect, theme);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(canvas, x0, y1, x1 - x0, y0 - y1);
}

/**
 * Where the function has no value.
 * @param {CanvasRenderingContext2D} context @param {import("#app/core/scale.js").Rect} rect @param {Palette} theme
 */
function hatch(context, { left, top, right, bottom }, theme) {
  context.strokeStyle = theme.hairline;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  for (let x = left - (bottom - top); x < right; x += 7) {
    context.moveTo(x, bottom);
    context.lineTo(x + bottom - top, top);
  }
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context @param {Field} field @param {Transform} transform @param {Palette} theme
 * @param {{x: number, y: number}[]} avoid @param {boolean} numbers
 */
function drawContours(context, field, transform, theme, avoid, numbers) {
  const { shape, rings } = groundOf(field);
  context.setLineDash([]);
  context.lineJoin = "round";
  context.strokeStyle = theme.ink;
  context.lineWidth = 0.75;
  let length = 0;
  context.beginPath();
  for (const { level, lines } of rings) if (!level.strong) for (const line of lines) length += follow(context, transform, line);
  const { left, top, right, bottom } = transform.rect;
  const crowd = length / ((right - left) * (bottom - top));
  // Where lines crowd together (Rastrigin in a small panel) they would be darker than the ground that they describe.
  context.globalAlpha = (theme.dark ? 0.2 : 0.19) * Math.min(1, Math.max(0.4, CALM / crowd));
  context.stroke();

  context.font = font(theme, FINE);
  const strong = numbers ? rings.filter(({ level }) => level.strong) : [];
  const wishes = strong.map(({ level, lines }) => {
    const text = short(level.value);
    return { text, width: context.measureText(text).width, lines: lines.map(({ points }) => projected(transform, points)) };
  });
  const spots = labelSpots(wishes, transform.rect, avoid, FINE * theme.scale);
  context.lineWidth = 1;
  context.globalAlpha = theme.dark ? 0.42 : 0.4;
  context.beginPath();
  for (const { level, lines } of rings) if (level.strong) for (const line of lines) follow(context, transform, line);
  context.stroke();
  context.globalAlpha = 1;
  const colour = ramp(theme.terrain);
  context.textAlign = "center";
  context.textBaseline = "middle";
  spots.forEach((spot, s) => {
    if (!spot) return;
    context.save();
    context.translate(spot.x, spot.y);
    context.rotate(spot.angle);
    // The halo in the colour of the ground hides the lines that the number would otherwise stand on.
    haloed(context, wishes[s].text, 0, 0.5, theme.soft, css(colour(shape.tone(strong[s].level.value))), 5);
    context.restore();
  });
}

/**
 * Adds a line to the path.
 * @param {CanvasRenderingContext2D} context @param {Transform} transform @param {Line} line @returns {number} its length in pixels
 */
function follow(context, { x, y }, { points, closed }) {
  let [px, py] = [x.map(points[0]), y.map(points[1])];
  let length = 0;
  context.moveTo(px, py);
  for (let i = 2; i < points.length; i += 2) {
    const [qx, qy] = [x.map(points[i]), y.map(points[i + 1])];
    context.lineTo(qx, qy);
    length += Math.hypot(qx - px, qy - py);
    [px, py] = [qx, qy];
  }
  if (closed) context.closePath();
  return length;
}

/** @param {Transform} transform @param {Float64Array} points */
function projected({ x, y }, points) {
  const pixels = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    pixels[i] = x.map(points[i]);
    pixels[i + 1] = y.map(points[i + 1]);
  }
  return pixels;
}
