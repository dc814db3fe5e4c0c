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
