/**
 * What a page says to the figure in its frame. Every message is an object with type "descent-lab"; the page /embedding lists them. Pure.
 *
 *     {type: "descent-lab", command: "play"}              also "pause"
 *     {type: "descent-lab", command: "seek", step: 40}
 *     {type: "descent-lab", command: "set", address: "surface=booth&run=adam", layout: "side", theme: "dark", speed: 2, hidden: [0]}
 */

export const TYPE = "descent-lab";

/** What "set" takes; each says whether a value is one of its own. @type {Record<string, (value: any) => boolean>} */
const SETTABLE = {
  address: (value) => typeof value === "string",
  layout: (value) => ["side", "overlay", "3d"].includes(value),
  theme: (value) => ["auto", "light", "dark"].includes(value),
  speed: (value) => typeof value === "number" && value >= 0.1 && value <= 100,
  hidden: (value) => Array.isArray(value) && value.every((index) => Number.isInteger(index) && index >= 0),
};

/** reveal.js says this to the frames of a slide as it comes and goes. */
const SLIDES = { "slide:start": "play", "slide:stop": "pause" };

/**
 * A message as a command; null if it is none of ours; `wrong` names what cannot be done.
 * @param {any} data
 * @returns {{command: string, step?: number, set?: Record<string, any>, wrong?: string} | null}
 */
export function commandOf(data) {
  if (typeof data === "string") return Object.hasOwn(SLIDES, data) ? { command: SLIDES[data] } : null;
  if (data?.type !== TYPE || data.command === undefined) return null;
  const { type, command, ...rest } = data;
  if (command === "play" || command === "pause") return { command };
  if (command === "seek") return Number.isFinite(rest.step) ? { command, step: rest.step } : { command, wrong: "step" };
  if (command !== "set") return { command: "", wrong: "command" };
  const wrong = Object.keys(rest).find((key) => !Object.hasOwn(SETTABLE, key) || !SETTABLE[key](rest[key]));
  return wrong === undefined ? { command, set: rest } : { command, wrong };
}
