/**
 * An animated picture as a GIF (GIF89a): one palette for all frames, of each frame only what has changed.
 *
 *     const gif = new Gif({ width, height, colours, loop: true, comment: "what it shows" });
 *     gif.add(indices, 5);            // one byte a pixel, row by row: a place in colours; shown for 5/100 s
 *     new Blob(gif.finish());
 *
 * A frame that is like the one before it prolongs it. A frame is the smallest rectangle that holds what has changed; pixels of it that have not
 * are transparent, which compresses well. The array that was added may be written anew for the next frame.
 */

import { lzw } from "#app/core/lzw.js";

/** One entry of the 256 is for what is transparent. */
export const MOST_COLOURS = 255;
/** What a delay of two bytes can say. */
const LONGEST_DELAY = 65535;
const KEEP = 1 << 2;

/** @typedef {import("#app/core/colormap.js").Rgb} Rgb */

export class Gif {
  /** @param {{width: number, height: number, colours: Rgb[], loop?: boolean, comment?: string}} options  the comment in ASCII */
  constructor({ width, height, colours, loop = false, comment = "" }) {
    for (const side of [width, height]) {
      if (!(Number.isInteger(side) && side > 0 && side < 65536)) throw new RangeError(`a GIF is 1 to 65535 pixels wide and high, not ${width} × ${height}`);
    }
    if (colours.length < 1 || colours.length > MOST_COLOURS) throw new RangeError(`a GIF has 1 to ${MOST_COLOURS} colours beside what is transparent, not ${colours.length}`);
    this.width = width;
    this.height = height;
    this.transparent = colours.length;
    this.bits = Math.max(2, Math.ceil(Math.log2(colours.length + 1)));
    this.shown = new Uint8Array(width * height);
    /** The frame whose delay may still grow. @type {{bytes: Uint8Array[], head: Uint8Array, delay: number} | null} */
    this.last = null;
    /** How many frames the file has so far. */
    this.frames = 0;
    const table = new Uint8Array(3 * 2 ** this.bits);
    colours.forEach((colour, n) => table.set(colour, 3 * n));
    /** @type {Uint8Array[]} */
    this.parts = [ascii("GIF89a"), Uint8Array.of(...two(width), ...two(height), 0xf0 | (this.bits - 1), 0, 0), table];
    if (loop) this.parts.push(Uint8Array.of(0x21, 0xff, 11), ascii("NETSCAPE2.0"), Uint8Array.of(3, 1, 0, 0, 0));
    if (comment) this.parts.push(Uint8Array.of(0x21, 0xfe), ...blocks(ascii(comment)));
  }

  /** Bytes so far. */
  get size() {
    return [...this.parts, ...(this.last?.bytes ?? [])].reduce((sum, { length }) => sum + length, 0);
  }

  /** @param {Uint8Array} indices @param {number} delay  in hundredths of a second */
  add(indices, delay) {
    const first = this.last === null;
    const box = first ? { left: 0, top: 0, right: this.width, bottom: this.height } : this.#changed(indices);
    if (box === null) {
      this.#prolong(delay);
      return;
    }
    this.#keep();
    const [w, h] = [box.right - box.left, box.bottom - box.top];
    const pixels = new Uint8Array(w * h);
    for (let y = 0; y < h; y++) {
      let from = (box.top + y) * this.width + box.left;
      for (let x = 0; x < w; x++, from++) {
        pixels[y * w + x] = !first && indices[from] === this.shown[from] ? this.transparent : indices[from];
      }
    }
    this.shown.set(indices);
    const head = Uint8Array.of(0x21, 0xf9, 4, KEEP | (first ? 0 : 1), 0, 0, this.transparent, 0);
    const place = Uint8Array.of(0x2c, ...two(box.left), ...two(box.top), ...two(w), ...two(h), 0, this.bits);
    this.last = { head, bytes: [head, place, ...blocks(lzw(pixels, this.bits))], delay: 0 };
    this.frames++;
    this.#prolong(delay);
  }

  /** @returns {Uint8Array[]} the file, piece by piece */
  finish() {
    if (this.last === null) throw new RangeError("a GIF has at least one frame");
    this.#keep();
    this.last = null;
    this.parts.push(Uint8Array.of(0x3b));
    return this.parts;
  }

  /** @param {number} delay */
  #prolong(delay) {
    const { last } = this;
    last.delay = Math.min(LONGEST_DELAY, last.delay + delay);
    last.head.set(two(last.delay), 4);
  }

  #keep() {
    if (this.last) this.parts.push(...this.last.bytes);
  }

  /** The rectangle around all pixels that are others than before; null where there is none. @param {Uint8Array} indices */
  #changed(indices) {
    const { shown, width, height } = this;
    let [left, right, top, bottom] = [width, 0, -1, 0];
    for (let y = 0, row = 0; y < height; y++, row += width) {
      let x = 0;
      while (x < width && indices[row + x] === shown[row + x]) x++;
      if (x === width) continue;
      if (top < 0) top = y;
      bottom = y + 1;
      left = Math.min(left, x);
      x = width;
      while (x > right && indices[row + x - 1] === shown[row + x - 1]) x--;
      right = Math.max(right, x);
    }
    return top < 0 ? null : { left, top, right, bottom };
  }
}

/** @param {number} number  below 65536, lowest byte first @returns {[number, number]} */
const two = (number) => [number & 255, number >> 8];

/** @param {string} text  other characters than ASCII become question marks */
const ascii = (text) => Uint8Array.from(text, (letter) => (letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : 63));

/** Data in blocks of up to 255 bytes, each after its length, and an empty one. @param {Uint8Array} data */
function blocks(data) {
  const cut = new Uint8Array(data.length + Math.ceil(data.length / 255) + 1);
  for (let from = 0, to = 0; from < data.length; from += 255, to += 256) {
    const block = data.subarray(from, from + 255);
    cut[to] = block.length;
    cut.set(block, to + 1);
  }
  return [cut];
}
