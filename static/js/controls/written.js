/** What stands in the address, with the very place of a fault marked. Fetched when there is one. */
import { h } from "#app/controls/dom.js";

/** @param {{parameter?: string, line?: number, column?: number}} fault  place from 1 @returns {HTMLElement[]} */
export function written({ parameter = "", line = 1, column }) {
  const text = column && new URLSearchParams(location.search).get(parameter)?.split("\n")[line - 1];
  if (!text) return [];
  const letters = [...text];
  const [before, rest] = [letters.slice(0, column - 1).join(""), letters.slice(column - 1).join("")];
  const [found] = /^\w+|^.?/u.exec(rest) ?? [""];
  return [h("p", {}, h("code", {}, before, h("mark", {}, found || "\u00a0"), rest.slice(found.length)))];
}
