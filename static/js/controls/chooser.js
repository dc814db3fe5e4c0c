/**
 * A sheet to choose from: entries in groups, found by searching, walked by arrow keys. Escape closes it, and the focus goes back to
 * where it was.
 */
import { freshId, h, iconButton } from "#app/controls/dom.js";
import { rove } from "#app/controls/rove.js";

/**
 * @typedef {object} Entry
 * @property {string} value
 * @property {string} text       everything that a search may find it by
 * @property {string} [title]
 * @property {(Node | string)[]} face
 */

const plain = (text) => text.normalize("NFKC").toLowerCase();

/**
 * @param {import("#app/words.js").Words} words
 * @param {object} given
 * @param {string} given.kind       its class
 * @param {string} given.title
 * @param {{label: string, items: Entry[]}[]} given.groups
 * @param {(value: string) => void} given.onChoose
 */
export function createChooser(words, { kind, title, groups, onChoose }) {
  const id = freshId("chooser");
  const entries = [];
  const sections = groups.map(({ label, items }) => {
    const cards = items.map((item) => {
      const card = h("button", { type: "button", class: "card", value: item.value, title: item.title, tabindex: -1, onclick: () => take(item.value) }, ...item.face);
      entries.push({ card, text: plain(`${item.text} ${item.value} ${label}`) });
      return card;
    });
    return h("section", { "aria-label": label }, h("h3", {}, label), h("div", { class: "cards" }, ...cards));
  });
  const search = h("input", { type: "search", class: "chooser-search", placeholder: words.say("chooser.search"), "aria-label": words.say("chooser.search"), oninput: () => find() });
  const nothing = h("p", { class: "quiet", role: "status" });
  const body = h("div", { class: "chooser-body" }, ...sections, nothing);
  const dialog = h(
    "dialog",
    { class: `chooser ${kind}`, "aria-labelledby": id, onclose: () => back?.focus() },
    h("header", {}, h("h2", { id }, title), search, iconButton("close", words.say("help.close"), () => dialog.close())),
    body,
  );
  let back = null;
  const enter = rove(body, ".card");
  const first = () => entries.find(({ card }) => !card.hidden)?.card;

  function take(value) {
    dialog.close();
    onChoose(value);
  }

  function find() {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    for (const { card, text } of entries) card.hidden = !wanted.every((word) => text.includes(word));
    for (const section of sections) section.hidden = !section.querySelector(".card:not([hidden])");
    nothing.textContent = first() ? "" : words.say("chooser.nothing", { given: search.value.trim() });
    enter(first());
  }

  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  search.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "Enter")) return;
    event.preventDefault();
    if (event.key === "ArrowDown") first()?.focus();
    else if (search.value.trim()) first()?.click();
  });
  body.addEventListener("keydown", (event) => {
    if (event.key === "ArrowUp" && !event.defaultPrevented) search.focus();
  });
  document.body.append(dialog);

  return {
    dialog,
    /** @param {HTMLElement} opener @param {string} [present]  the value of the entry that is on the page */
    open(opener, present) {
      back = opener;
      search.value = "";
      find();
      for (const { card } of entries) {
        if (card.value === present) card.setAttribute("aria-current", "true");
        else card.removeAttribute("aria-current");
      }
      dialog.showModal();
      const here = entries.find(({ card }) => card.value === present)?.card ?? first();
      enter(here);
      here?.scrollIntoView({ block: "center" });
      // Where a finger would call up a keyboard, the search waits to be asked.
      (matchMedia("(pointer: coarse)").matches ? here : search)?.focus();
    },
  };
}
