/** What can be taken away from here: links, what one pastes into a page, scripts and data. Fetched when first opened. */
import { h, iconButton } from "#app/controls/dom.js";
import { fileLink, hasLink } from "#app/controls/files.js";
import { namesOf } from "#app/naming.js";
import { keysOf } from "#app/presentation.js";
import { format } from "#app/scene.js";
import { snippetsOf } from "#app/snippets.js";

/** About what an embed of a scene asks for at the width of a page of text; where its host listens, it follows the figure. */
const HEIGHT = { side: 620, overlay: 660, "3d": 660 };

/** @type {HTMLDialogElement | null} */
let dialog = null;

/**
 * @param {import("#app/model.js").Context} context @param {import("#app/player.js").Player} player
 * @param {{title: string, keys: ReadonlyMap<string, string | null>, local: boolean, raster: boolean, pictures: (root: HTMLElement) => unknown}} page
 *   pictures: fills the part where pictures and films are made, once it is opened
 */
export function openShare(context, player, { title, keys, local, raster, pictures }) {
  const { words, store } = context;
  const { answer, layout } = store.state;
  const linked = hasLink(context);
  const step = Math.floor(player.position + 1e-9);
  const at = h("input", { type: "checkbox", onchange: () => fill() });
  const plays = h("input", { type: "checkbox", onchange: () => fill() });
  const list = h("div", { class: "snippets" });
  const files = h("div", { class: "share-files" });

  function fill() {
    const style = new URLSearchParams(keysOf(answer.scene).slice(1));
    style.delete("preset");
    const shown = Object.fromEntries([...style, ...keys, ["lang", words.language]]);
    const query = (own) => String(new URLSearchParams(own)).replace(/%2C/g, ",");
    const theme = keys.get("theme") ? { theme: String(keys.get("theme")) } : {};
    const begin = { ...(at.checked && { step: String(step) }), ...(plays.checked && { autoplay: "1" }) };
    const poster = {
      lang: words.language,
      layout: layout === "side" ? "panels" : "overlay",
      ...(theme.theme === "dark" && theme),
      ...(at.checked && { step: String(step) }),
    };
    files.replaceChildren(oneFile(context, query({ ...shown, layout, ...begin })), ...fileLinks(context, query(poster), answer, raster));
    if (!linked) return;
    const pasted = snippetsOf({
      origin: location.origin,
      scene: format(answer.scene),
      page: query({ ...shown, layout }),
      embed: query({ ...shown, layout, ...begin }),
      poster: query(poster),
      title,
      height: HEIGHT[layout],
    });
    list.replaceChildren(...Object.entries(pasted).map(([kind, text]) => snippet(words, kind, text)));
  }

  const making = h("div", { class: "pictures" });
  const opened = h("details", { class: "tune" }, h("summary", {}, h("h3", {}, words.say("picture.title"))), making);
  opened.addEventListener("toggle", () => pictures(making), { once: true });

  fill();
  dialog?.remove();
  dialog = h(
    "dialog",
    { class: "help sharing", "aria-labelledby": "share-title" },
    h("header", {}, h("h2", { id: "share-title" }, words.say("share.title")), iconButton("close", words.say("help.close"), () => dialog?.close())),
    opened,
    local && linked && h("p", { class: "quiet" }, words.say("share.local")),
    !linked && h("p", { class: "share-long" }, words.say("share.too_long")),
    h(
      "p",
      { class: "share-begin" },
      h("label", {}, at, " ", words.say("share.at", { step: String(step) })),
      linked && h("label", {}, plays, " ", words.say("share.autoplay")),
      h("a", { href: `/embedding?lang=${words.language}` }, words.say("share.more")),
    ),
    list,
    h("h3", {}, words.say("share.files")),
    files,
  );
  dialog?.addEventListener("click", (event) => event.target === dialog && dialog?.close());
  document.body.append(/** @type {HTMLDialogElement} */ (dialog));
  dialog?.showModal();
}

function snippet(words, kind, text) {
  const name = words.say(`share.${kind}`);
  const field = h("textarea", { readonly: true, rows: Math.min(4, text.split("\n").length), spellcheck: "false", "aria-label": name, onfocus: () => field.select() });
  field.value = text;
  const said = h("span", { class: "quiet", role: "status" });
  const copy = iconButton("copy", words.say("share.copy", { name }), async () => {
    said.textContent = words.say((await copied(field)) ? "share.copied" : "share.not_copied");
  });
  return h("div", { class: "snippet", "data-kind": kind }, h("div", { class: "snippet-head" }, h("span", {}, name), said, copy), field);
}

/** Whether the text is on the clipboard now: only a secure page may write there, any may copy what is selected. */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}

/** The figure in a file, with its size as soon as that is known, or what is in its way. @param {import("#app/model.js").Context} context @param {string} keys */
function oneFile(context, keys) {
  const { words } = context;
  const size = h("span", { class: "quiet" }, words.say("share.one_file.means"));
  const link = fileLink(context, "/figure.html", keys, words.say("share.one_file"), { download: "" });
  const row = h("p", {}, h("span", {}, words.say("share.figure"), " ", size), link);
  const asked = (method) => fetch(/** @type {HTMLAnchorElement} */ (link).href, { method, headers: { "Accept-Language": words.language } });
  const told = async () => {
    const answer = await asked("HEAD");
    if (answer.ok) size.append(` · ${sized(Number(answer.headers.get("Content-Length")))}`);
    else row.append(h("span", { class: "error" }, (await (await asked("GET")).json()).detail));
  };
  // Without a server there is no file either: who presses the link is told by the browser.
  if (hasLink(context)) told().catch(() => {});
  return row;
}

/** @param {number} bytes */
const sized = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function fileLinks(context, poster, answer, raster) {
  const { words, catalogue } = context;
  const names = namesOf(answer.scene, catalogue, words);
  const api = "/api/v1";
  const data = [
    fileLink(context, `${api}/trajectories`, "format=csv", "CSV"),
    fileLink(context, `${api}/trajectories`, "", "JSON"),
    fileLink(context, "/poster.svg", poster, "SVG"),
    raster && fileLink(context, "/poster.png", poster, "PNG"),
  ];
  const runs = answer.scene.runs.map(({ framework }, index) => {
    const script = (target, text) => fileLink(context, `${api}/script`, `run=${index}&target=${target}&lang=${words.language}`, text);
    const own = framework === "paper" ? [] : [script(framework, { pytorch: "PyTorch", keras: "Keras", optax: "Optax" }[framework])];
    return h("p", {}, h("span", {}, words.say("share.script", { name: names[index] })), script("numpy", "NumPy"), ...own, script("notebook", "Notebook"));
  });
  return [h("p", {}, h("span", {}, words.say("share.data")), ...data), ...runs];
}
