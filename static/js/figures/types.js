/**
 * The values that figures are given. Types only.
 *
 * @typedef {object} Run
 * @property {string | number} id
 * @property {string} name
 * @property {number} colour  index into palette.runs (taken modulo its length)
 * @property {number} [style]  which of the sixteen: colour and dash together
 * @property {number} dash  index into DASHES of palette.js (modulo)
 * @property {number} [marker]  index into MARKERS (modulo); default: colour
 * @property {ArrayLike<number>} x  the path, start first, as the API gives it: one entry a step
 * @property {ArrayLike<number>} y
 * @property {ArrayLike<number>} loss
 * @property {{kind: string, step?: number | null}} [outcome]
 * @property {boolean} [visible]  default true
 * @property {string | ((step: number) => string)} [edgeLabel]  said beside the arrow when the run is off the map; a function is told the step
 *   from which on every point is outside the map (the Landscape's home, or its view when it has none)
 *
 * @typedef {object} Field
 * @property {number} x0  coordinate of the first column of nodes
 * @property {number} x1  … and of the last
 * @property {number} y0  coordinate of the first row
 * @property {number} y1
 * @property {number} nx
 * @property {number} ny
 * @property {Float32Array | Float64Array} values  rows of y, ny × nx; NaN or ±Infinity where the function is not finite
 * @property {number | null} [minimum]  the known minimum of the function, null when nobody knows it
 * @property {boolean} [passing]  a moment of one that a hand is changing: drawn more coarsely
 *
 * @typedef {{x: [number, number], y: [number, number]}} View
 *
 * @typedef {{x: number, y: number}} Point
 *
 * @typedef {object} Marks
 * @property {Point | null} [start]
 * @property {Point[]} [minima]
 * @property {Point[]} [saddles]
 * @property {Point | null} [valley]  the first minimum is one of a line of them, in this direction
 */

export {};
