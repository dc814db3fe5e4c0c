/** The race as an animated picture: drawn moment by moment, in slices between which the page stays at hand. */

import { Gif, MOST_COLOURS } from "#app/core/gif.js";
import { fromHex } from "#app/core/colormap.js";
import { Nearest, paletteOf, tally } from "#app/core/quantize.js";
import { colourOf } from "#app/figures/palette.js";

/** Moments whose colours make the palette, as shares of the race. */
const SAMPLES = [0, 0.25, 0.5, 0.75, 1];
/** Hundredths of a second: what a GIF counts in. */
const TICK = 0.01;

/**
 * The moments of a film: evenly from the start to the end, both of them shown.
 * @param {{steps: number, seconds: number, delay: number, hold: number}} plan  delay: of a frame, in hundredths of a second; hold: seconds at the end
 * @returns {{position: number, delay: number}[]}
 */
export function momentsOf({ steps, seconds, delay, hold }) {
  const last = Math.max(1, Math.round(seconds / (TICK * delay)));
  return Array.from({ length: last + 1 }, (_, k) => ({
    position: (steps * k) / last,
    delay: k === last ? Math.max(delay, Math.round(hold / TICK)) : delay,
  }));
}

/**
 * @param {import("#app/stage/plate.js").Plate} plate
 * @param {{position: number, delay: number}[]} moments
 * @param {object} how
 * @param {boolean} how.loop @param {string} how.comment
 * @param {AbortSignal} how.signal
 * @param {(done: number, bytes: number) => void} how.onFrame  so many moments are in the file
 * @returns {Promise<{blob: Blob, frames: number}>}  rejected with the signal's reason when it is aborted; moments that look the same are one frame
 */
export async function film(plate, moments, { loop, comment, signal, onFrame }) {
  const { columns: width, rows: height, context, theme } = plate;
  const seen = (/** @type {number} */ position) => {
    plate.draw(position);
    return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  };
  const counts = new Map();
  for (const share of SAMPLES) {
    await turn(signal);
    tally(seen(moments[Math.round(share * (moments.length - 1))].position), counts);
  }
  const pure = [theme.paper, theme.ink, ...plate.runs.map((run) => colourOf(theme, run))].map(fromHex).filter((colour) => colour !== null);
  const colours = paletteOf(counts, MOST_COLOURS, pure);
  const nearest = new Nearest(colours);
  const gif = new Gif({ width, height, colours, loop, comment });
  const indices = new Uint8Array(width * height);
  let before = new Uint32Array(width * height);
  for (const [n, { position, delay }] of moments.entries()) {
    await turn(signal);
    const pixels = seen(position);
    let [colour, index] = [-1, 0];
    for (let i = 0; i < pixels.length; i++) {
      if (n > 0 && pixels[i] === before[i]) continue;
      const here = pixels[i] & 0xffffff;
      if (here !== colour) [colour, index] = [here, nearest.of(here)];
      indices[i] = index;
    }
    before = pixels;
    gif.add(indices, delay);
    onFrame(n + 1, gif.size);
  }
  return { blob: new Blob(/** @type {BlobPart[]} */ (gif.finish()), { type: "image/gif" }), frames: gif.frames };
}

/** Lets the page have its turn; not by a timer, which sleeps while the page is not looked at. @param {AbortSignal} signal */
async function turn(signal) {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
  signal.throwIfAborted();
}
