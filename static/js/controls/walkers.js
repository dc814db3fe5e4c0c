/** Undo and redo, as buttons. What they walk through is the address bar's to say. */
import { iconButton } from "#app/controls/dom.js";

export class Walkers {
  /** @param {HTMLElement} root @param {import("#app/words.js").Words} words @param {(direction: number) => void} walk */
  constructor(root, words, walk) {
    this.undo = iconButton("undo", words.say("history.undo"), () => walk(-1), { disabled: true });
    this.redo = iconButton("redo", words.say("history.redo"), () => walk(1), { disabled: true });
    root.append(this.undo, this.redo);
  }

  /** @param {{canUndo: boolean, canRedo: boolean}} bar */
  show({ canUndo, canRedo }) {
    this.undo.disabled = !canUndo;
    this.redo.disabled = !canRedo;
  }
}
