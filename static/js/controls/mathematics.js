/** Mathematics as the server prints it. */
import { h } from "#app/controls/dom.js";

/** MathML as the server writes it: the catalogue's own or made from a checked tree, so never a person's text. */
export function mathematics(mathml) {
  const frame = h("div", { class: "mathematics" });
  const parsed = new DOMParser().parseFromString(mathml, "text/html").body;
  frame.append(...parsed.childNodes);
  return frame;
}
