/** The keys of the page, where no field is being typed in. The help sheet lists them from here. */
import { LAYOUTS } from "#app/model.js";

/**
 * What the help sheet says: the keys as they are printed, and the words for what they do.
 * @type {[keys: string[], words: string][]}
 */
export const KEYS = [
  [["␣"], "keys.play"],
  [["←", "→"], "keys.step"],
  [["⇧ ←", "⇧ →"], "keys.ten"],
  [["Home", "End"], "keys.ends"],
  [["E", "⇧ E"], "keys.event"],
  [["1", "…", "9"], "keys.run"],
  [["V"], "keys.view"],
  [["L"], "keys.layers"],
  [["S"], "keys.share"],
  [["Z"], "keys.undo"],
  [["⇧ Z"], "keys.redo"],
  [["Alt ↑", "Alt ↓"], "keys.move"],
  [["?"], "keys.help"],
  [["Esc"], "keys.close"],
];

/** Elements that use letters and arrows themselves. */
const TAKES_KEYS = "input:not([type=radio], [type=checkbox]), textarea, select, dialog, [popover]";

/**
 * @param {import("#app/model.js").Context} context
 * @param {import("#app/player.js").Player} player
 * @param {() => void} help
 * @param {(direction: number) => void} jump
 */
export function listenToKeys({ store, select, walk }, player, help, jump) {
  const actions = {
    " ": () => player.toggle(),
    ArrowLeft: (event) => player.step(event.shiftKey ? -10 : -1),
    ArrowRight: (event) => player.step(event.shiftKey ? 10 : 1),
    Home: () => (player.pause(), player.seek(0)),
    End: () => (player.pause(), player.seek(player.steps)),
    e: (event) => jump(event.shiftKey ? -1 : 1),
    v: () => store.update(({ layout }) => ({ layout: LAYOUTS[(LAYOUTS.indexOf(layout) + 1) % LAYOUTS.length] })),
    l: () => /** @type {HTMLElement} */ (document.querySelector("#layers")?.closest("details")?.querySelector("summary"))?.click(),
    s: () => document.getElementById("share")?.click(),
    z: (event) => walk(event.shiftKey ? 1 : -1),
    "?": help,
  };
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      // A field that holds text takes back its own typing.
      if ((key !== "z" && key !== "y") || target.closest("input[type=text], input[type=search], textarea, dialog")) return;
      event.preventDefault();
      walk(key === "y" || event.shiftKey ? 1 : -1);
      return;
    }
    if (target.closest(TAKES_KEYS)) return;
    // Among choices the arrows choose.
    if (event.key.startsWith("Arrow") && target.matches("[type=radio]")) return;
    // A focused button is pressed by the space bar: its own meaning comes first.
    if (event.key === " " && target.closest("button, summary, a, label")) return;
    const number = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : null;
    const action = number === null ? actions[event.key.length === 1 ? event.key.toLowerCase() : event.key] : () => select(number);
    if (action === undefined || (number !== null && number >= store.state.scene.runs.length)) return;
    event.preventDefault();
    action(event);
  });
}
