/** The letters of an SVG file. */

/** @param {Record<string, string | number | null | undefined>} pairs  null and empty ones are left out */
export const attributes = (pairs) =>
  Object.entries(pairs)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");

/** What XML cannot hold is left out. @param {string} text */
export const escaped = (text) =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Where the italic letters of mathematics begin, and the plain letters that they are. @type {[number, number, string][]} */
const ITALIC = [
  [0x1d434, 26, "A"],
  [0x1d44e, 26, "a"],
  [0x1d6e2, 25, "Α"],
  [0x1d6fc, 25, "α"],
];

/**
 * The italic letters of mathematics as plain ones: whoever opens a file may have no font that has them, but can set any letter in italics.
 * @param {string} text @returns {{text: string, italic: boolean}}
 */
export function plain(text) {
  const letters = Array.from(text, (letter) => {
    const code = /** @type {number} */ (letter.codePointAt(0));
    const row = ITALIC.find(([from, count]) => code >= from && code < from + count);
    // Unicode left the italic h where physics had it first.
    return letter === "ℎ" ? "h" : row ? String.fromCodePoint(row[2].charCodeAt(0) + code - row[0]) : letter;
  }).join("");
  return { text: letters, italic: letters !== text };
}
