/** Scenes that each teach one thing: the sheet to choose from, and the lesson beside the figure. Fetched when first needed. */
import { createChooser } from "#app/controls/chooser.js";
import { h, iconButton } from "#app/controls/dom.js";
import { PRESET } from "#app/presentation.js";

/** @typedef {import("#app/model.js").Context} Context */

/** @type {ReturnType<typeof createChooser> | null} */
let chooser = null;

/** @param {Context} context @param {HTMLElement} opener */
export async function openPresets(context, opener) {
  const presets = await context.presets();
  chooser ??= create(context, presets);
  chooser.open(opener, context.store.state.scene[PRESET]);
}

function create(context, presets) {
  const { words } = context;
  const topics = [...new Set(presets.map(({ topic }) => topic))];
  return createChooser(words, {
    kind: "presets",
    title: words.say("presets.title"),
    groups: topics.map((topic) => ({
      label: words.say(`topic.${topic}`),
      items: presets
        .filter((preset) => preset.topic === topic)
        .map(({ id, name, idea }) => ({
          value: id,
          text: [...Object.values(name), ...Object.values(idea)].join(" "),
          face: [h("strong", {}, words.pick(name)), h("span", {}, words.pick(idea))],
        })),
    })),
    onChoose: (id) => show(context, presets.find((preset) => preset.id === id)),
  });
}

const show = ({ visit }, { id, address }) => visit(`${address}&preset=${id}`);

/**
 * The lesson of the preset that the scene came from; nothing where it came from none.
 * @param {HTMLElement} root @param {Context} context
 */
export async function showLesson(root, context) {
  const { words, store, present } = context;
  const presets = await context.presets();
  const id = store.state.scene[PRESET];
  const place = presets.findIndex((preset) => preset.id === id);
  root.hidden = place < 0;
  if (place < 0) return;
  const step = (by, sign, key) =>
    iconButton(sign, words.say(key), () => show(context, presets[(place + by + presets.length) % presets.length]), { "data-step": by });
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.step;
  root.replaceChildren(
    h("p", { role: "status" }, h("strong", {}, words.pick(presets[place].name)), " ", words.pick(presets[place].idea)),
    h(
      "div",
      { class: "lesson-acts" },
      step(-1, "previous", "presets.previous"),
      step(1, "next", "presets.next"),
      iconButton("close", words.say("presets.dismiss"), () => present((scene) => ({ ...scene, [PRESET]: undefined }))),
    ),
  );
  /** @type {HTMLElement | null} */ (root.querySelector(`[data-step="${focused}"]`))?.focus();
}
