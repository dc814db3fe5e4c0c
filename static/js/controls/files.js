/** What leads to a file of the scene: a link where the scene has an address, a button that asks by POST where it is too long for one. */
import { Refusal } from "#app/api.js";
import { h } from "#app/controls/dom.js";
import { format } from "#app/scene.js";

/** Whether the scene that is shown fits into a link. @param {import("#app/model.js").Context} context */
export const hasLink = ({ store, limits }) => format(store.state.answer.scene).length <= limits.link_characters;

/**
 * @param {import("#app/model.js").Context} context @param {string} path @param {string} keys  of its own, may be ""
 * @param {string} text @param {Record<string, string>} [more]  attributes of the link
 */
export function fileLink(context, path, keys, text, more = { target: "_blank" }) {
  const { words, store } = context;
  if (hasLink(context)) {
    const query = [format(store.state.answer.scene), keys].filter(Boolean).join("&");
    return h("a", { href: `${path}?${query}`, ...more }, text);
  }
  const said = h("span", { class: "error", role: "status" });
  const button = h("button", { type: "button", class: "quiet-button", onclick: take }, text);
  async function take() {
    button.disabled = true;
    said.textContent = "";
    try {
      await save(await context.post(keys ? `${path}?${keys}` : path));
    } catch (error) {
      said.textContent = error instanceof Refusal ? error.message : words.say("error.silence");
    }
    button.disabled = false;
  }
  return h("span", { class: "file" }, button, said);
}

/** @param {Response} response */
async function save(response) {
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  const href = URL.createObjectURL(await response.blob());
  h("a", { href, download: name ?? "descent-lab.json" }).click();
  // The browser reads it after this turn; how long after, it does not tell.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
