/**
 * An eye that goes around a box. Points of the box are (u, v, h): shares of its sides, 0…1, h upwards. Pixels are those of the picture.
 *
 * Azimuth 0 looks along +v with u to the right, as on a flat map; it grows as the eye walks to the right. Angles in radians.
 */

/** @typedef {[u: number, v: number, h: number]} Place */
/**
 * @typedef {object} Orbit
 * @property {number} azimuth
 * @property {number} elevation
 * @property {number} zoom  1: the whole box, from whichever side
 * @property {number} x  how far the picture is shifted, in shares of its size
 * @property {number} y
 */
/**
 * @typedef {object} Camera
 * @property {Place} eye
 * @property {Float32Array} matrix  (u, v, h, 1) to clip space, column by column, as WebGL wants it
 * @property {[x: number, y: number]} middle  where the middle of the box is when nothing is shifted
 * @property {number[]} right  to the picture's right, in the box's own unit of length
 * @property {(u: number, v: number, h: number) => [x: number, y: number]} project
 * @property {(x: number, y: number) => Place} ray  from the eye through a pixel; in DISTANCE of them one is at the box's middle
 */

/** @type {Readonly<Orbit>} */
export const HOME = Object.freeze({ azimuth: -0.5, elevation: 0.88, zoom: 1, x: 0, y: 0 });

/** In units of the box's longer side: far enough that parallels stay calm. */
export const DISTANCE = 3.4;

const CLOSEST = 12;

/** The orbit within what can be seen. @param {Orbit} orbit @returns {Orbit} */
export function bounded({ azimuth, elevation, zoom, x, y }) {
  const near = clamp(zoom, 1, CLOSEST);
  const reach = (near - 1) / 2;
  return { azimuth, elevation: clamp(elevation, 0.12, 1.55), zoom: near, x: clamp(x, -reach, reach), y: clamp(y, -reach, reach) };
}

/**
 * Magnified so that a place of the picture stays: in shares of its size, from the camera's middle.
 * @param {Orbit} orbit @param {number} factor @param {number} x @param {number} y
 */
export function magnified(orbit, factor, x, y) {
  const zoom = clamp(orbit.zoom * factor, 1, CLOSEST);
  const by = zoom / orbit.zoom;
  return bounded({ ...orbit, zoom, x: x + (orbit.x - x) * by, y: y + (orbit.y - y) * by });
}

/**
 * @param {Orbit} orbit @param {Place} sides  lengths of the box's sides, the longer of the first two 1
 * @param {{width: number, height: number}} size @param {{across: number, above: number, below: number}} margin  pixels around the box
 * @returns {Camera}
 */
export function camera({ azimuth, elevation, zoom, x, y }, sides, { width, height }, { across, above, below }) {
  const [sa, ca, se, ce] = [Math.sin(azimuth), Math.cos(azimuth), Math.sin(elevation), Math.cos(elevation)];
  const [right, up, forward] = [[ca, sa, 0], [-sa * se, ca * se, ce], [-sa * ce, ca * ce, -se]];
  // The cylinder around the box is what fits, so that nothing breathes while the eye goes around.
  const [radius, half] = [Math.hypot(sides[0], sides[1]) / 2, sides[2] / 2];
  const wide = radius / Math.sqrt((DISTANCE - half * se) ** 2 - (radius * ce) ** 2);
  const top = (radius * se + half * ce) / (DISTANCE + radius * ce - half * se);
  const bottom = Math.max(...[half, -half].map((z) => (radius * se - z * ce) / (DISTANCE - radius * ce - z * se)));
  const room = Math.max(40, height - above - below);
  const focus = Math.min(Math.max(40, width - 2 * across) / (2 * wide), room / (top + bottom));
  const middle = [width / 2, above + room / 2 + (focus * (top - bottom)) / 2];
  const [scale, cx, cy] = [focus * zoom, middle[0] + width * x, middle[1] + height * y];
  const [r, t, f] = [right, up, forward].map((axis) => {
    const row = axis.map((c, i) => c * sides[i]);
    return [...row, (axis === forward ? DISTANCE : 0) - (row[0] + row[1] + row[2]) / 2];
  });
  const [near, far] = [DISTANCE - 2 * radius, DISTANCE + 2 * radius];
  const matrix = new Float32Array(16);
  for (let i = 0; i < 4; i++) {
    const depth = ((far + near) * f[i] - (i === 3 ? 2 * far * near : 0)) / (far - near);
    matrix.set([(2 * (scale * r[i] + cx * f[i])) / width - f[i], f[i] + (2 * (scale * t[i] - cy * f[i])) / height, depth, f[i]], 4 * i);
  }
  const dot = (/** @type {number[]} */ row, /** @type {number} */ u, /** @type {number} */ v, /** @type {number} */ h) => row[0] * u + row[1] * v + row[2] * h + row[3];
  return {
    eye: place(forward.map((c, i) => 0.5 - (c * DISTANCE) / sides[i])),
    matrix,
    middle: /** @type {[number, number]} */ (middle),
    right,
    project(u, v, h) {
      const by = scale / dot(f, u, v, h);
      return [cx + by * dot(r, u, v, h), cy - by * dot(t, u, v, h)];
    },
    ray: (px, py) => place(sides.map((s, i) => (forward[i] + ((px - cx) * right[i] + (cy - py) * up[i]) / scale) / s)),
  };
}

/** @param {number[]} list */
const place = (list) => /** @type {Place} */ (list);

/** @param {number} v @param {number} lo @param {number} hi */
const clamp = (v, lo, hi) => Math.min(hi, Math.max(lo, v));
