/** What can be done with a run as a whole: copied, moved, hidden, removed, and told by another line. Fetched when first opened. */
import { h, icon } from "#app/controls/dom.js";
import { rove } from "#app/controls/rove.js";
import { swatch } from "#app/controls/swatch.js";
import { duplicateRun } from "#app/edits.js";
import { styleOf } from "#app/figures/palette.js";
import { STYLE, STYLES, restyled } from "#app/presentation.js";

/** Pixels between the menu and its button. */
const GAP = 4;

/**
 * @param {import("#app/model.js").Context} context @param {import("#app/controls/runs.js").RunList} list
 * @param {number} index @param {HTMLElement} opener
 */
export function openRunMenu(context, list, index, opener) {
  const { words, catalogue, store, limits, propose, toggleRun, present } = context;
  const { scene, hidden } = store.state;
  const { length } = scene.runs;
  const name = words.pick(catalogue.optimizers.find(({ id }) => id === scene.runs[index].optimizer).name);
  const act = (sign, key, action, disabled = false) =>
    h("button", { type: "button", class: "quiet-button", disabled, onclick: () => (close(), action()) }, icon(sign), words.say(key, { name }));
  const menu = h(
    "div",
    { class: "run-menu", popover: "auto", role: "dialog", "aria-label": opener.getAttribute("aria-label") },
    h(
      "div",
      { class: "run-acts" },
      act("copy", "run.copy", () => propose((now) => duplicateRun(now, index)), length >= limits.runs),
      act("up", "run.up", () => list.move(index, index - 1), index === 0),
      act("down", "run.down", () => list.move(index, index + 1), index === length - 1),
      act("eye", hidden.includes(index) ? "run.unhide" : "run.hide", () => toggleRun(index)),
      act("remove", "run.remove", () => list.remove(index), length === 1),
    ),
    h("p", { class: "label", id: "run-style" }, words.say("run.style")),
    styles(),
    h("p", { class: "hint" }, words.say("run.style_hint")),
  );
  const close = () => menu.hidePopover();
  menu.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    opener.setAttribute("aria-expanded", String(open));
    if (open) return;
    if (document.activeElement === document.body || menu.contains(document.activeElement)) opener.focus();
    menu.remove();
  });
  document.body.append(menu);
  const at = opener.getBoundingClientRect();
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + GAP + height <= innerHeight;
  menu.style.left = `${Math.max(GAP, Math.min(at.right, innerWidth - GAP) - width)}px`;
  menu.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
  menu.querySelector("button:enabled").focus();

  /** Sixteen lines to choose from; choosing shows at once and leaves the menu open. */
  function styles() {
    const { palette } = store.state;
    const grid = h("div", { class: "run-styles", role: "radiogroup", "aria-labelledby": "run-style" });
    const mark = (chosen) => {
      for (const [number, button] of buttons.entries()) {
        button.setAttribute("aria-checked", String(number === chosen));
        button.tabIndex = number === chosen ? 0 : -1;
      }
    };
    const buttons = Array.from({ length: STYLES }, (_, number) => {
      const { colour, dash } = styleOf(number);
      const look = words.list([words.say(`colour.${colour}`), words.say(`dash.${dash}`)]);
      const choose = () => (present((now) => restyled(now, index, number)), mark(number));
      return h("button", { type: "button", role: "radio", class: "run-style", title: look, "aria-label": look, onclick: choose }, swatch(palette, number));
    });
    grid.append(...buttons);
    rove(grid, ".run-style");
    mark(scene.runs[index][STYLE]);
    return grid;
  }
}
