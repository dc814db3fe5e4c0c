/** The sheet that lists the keys and what the hand can do. */
import { h, iconButton } from "#app/controls/dom.js";
import { KEYS } from "#app/keys.js";

/** @param {import("#app/words.js").Words} words @returns {() => void} opens it */
export function createHelp(words) {
  const close = iconButton("close", words.say("help.close"), () => dialog.close());
  const rows = KEYS.flatMap(([keys, key]) => [
    h("dt", {}, ...keys.map((name) => (name === "…" ? h("span", {}, name) : h("kbd", {}, name)))),
    h("dd", {}, words.say(key)),
  ]);
  const dialog = h(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    h("header", {}, h("h2", { id: "help-title" }, words.say("help.title")), close),
    h("dl", { class: "keys" }, ...rows),
    h("p", {}, words.say("help.start")),
    h("p", {}, words.say("help.view")),
    h("p", {}, words.say("help.map_keys")),
    h("p", {}, words.say("help.solid")),
    h("p", {}, words.say("help.address")),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return () => dialog.showModal();
}
