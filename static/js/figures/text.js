/** Words on a canvas: sizes of the page's scale, a halo that keeps them readable, lines that end where the figure does. */

/** @typedef {import("#app/figures/palette.js").Palette} Palette */
/** @typedef {{lines: string[], width: number, height: number, leading: number}} Block */

/** Sizes in CSS pixels at the page's usual text size. */
export const WORDS = 13;
export const NUMBERS = 12;
export const FINE = 11;

/** @param {Palette} palette @param {number} size @param {string} [style] */
export function font(palette, size, style = "") {
  return `${style} ${size * palette.scale}px ${palette.face}`.trim();
}

const MATH_ITALIC = { A: 0x1d434, a: 0x1d44e, Α: 0x1d6e2, α: 0x1d6fc };

/**
 * A variable as mathematics sets it: single Latin and Greek letters, with or without an index, in the italic of the formula font.
 * So is a difference to a best value, "f − f*", which is no single variable. Anything longer is a word and stays one.
 * @param {string} name @returns {{text: string, variable: boolean, math: boolean}}
 */
export function variable(name) {
  const gap = /^([A-Za-z]) − \1\*$/.exec(name);
  if (gap) return { text: `${variable(gap[1]).text} − ${variable(gap[1]).text}*`, variable: false, math: true };
  const match = /^([A-Za-zΑ-Ωα-ω])([₀-₉]*)$/u.exec(name);
  if (!match) return { text: name, variable: false, math: false };
  const letter = match[1];
  const first = /[A-Z]/.test(letter) ? "A" : /[a-z]/.test(letter) ? "a" : /[Α-Ω]/u.test(letter) ? "Α" : "α";
  const code = MATH_ITALIC[first] + letter.charCodeAt(0) - first.charCodeAt(0);
  // Unicode left the italic h where physics had it first.
  return { text: (letter === "h" ? "ℎ" : String.fromCodePoint(code)) + match[2], variable: true, math: true };
}

/**
 * Text with a halo in another colour.
 * @param {CanvasRenderingContext2D} context @param {string} text @param {number} x @param {number} y
 * @param {string} ink @param {string} halo @param {number} [width]
 */
export function haloed(context, text, x, y, ink, halo, width = 3) {
  context.lineJoin = "round";
  context.lineWidth = width;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

/** Latin words stay whole, Han characters may part anywhere but before closing punctuation. */
const PIECES = /\s*(?:[\p{Script=Han}「（《“][，。；：、）」》”！？]*|[^\s\p{Script=Han}「（《]+)/gu;

/**
 * Break a sentence to a width; what does not fit into the lines ends with an ellipsis.
 * @param {CanvasRenderingContext2D} context  with its font set
 * @param {string} text @param {number} room  pixels @param {number} leading  pixels from line to line @param {number} [most]  lines
 * @returns {Block}
 */
export function block(context, text, room, leading, most = 3) {
  const pieces = text.match(PIECES) ?? [];
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const piece of pieces) {
    if (line && context.measureText(line + piece).width > room) {
      lines.push(line);
      line = piece.trimStart();
    } else {
      line += line ? piece : piece.trimStart();
    }
  }
  if (line) lines.push(line);
  if (lines.length > most) lines.splice(most - 1, lines.length, `${lines[most - 1]}…`);
  const fitted = lines.map((one) => fit(context, one, room));
  const width = Math.max(0, ...fitted.map((one) => context.measureText(one).width));
  return { lines: fitted, width, height: fitted.length * leading, leading };
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {number} room */
function fit(context, text, room) {
  if (context.measureText(text).width <= room) return text;
  const characters = [...text.replace(/…$/, "")];
  while (characters.length > 1 && context.measureText(`${characters.join("")}…`).width > room) characters.pop();
  return `${characters.join("")}…`;
}
