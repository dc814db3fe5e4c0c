/**
 * The columns beside the figure: on a wide page they fold away, on a narrow one they open as sheets from the bottom edge.
 */
export class Sheets {
  /**
   * @param {HTMLElement} page     carries `data-sheet` (the open sheet) and `data-folded-…`
   * @param {Iterable<HTMLButtonElement>} buttons  each names by `aria-controls` the part that it opens, or folds (`data-fold`)
   * @param {HTMLElement} dock     what the sheets stand on
   */
  constructor(page, buttons, dock) {
    this.page = page;
    new ResizeObserver(() => page.style.setProperty("--dock", `${dock.offsetHeight}px`)).observe(dock);
    this.buttons = [...buttons];
    for (const button of this.buttons) {
      button.addEventListener("click", () => {
        if (button.dataset.fold) this.#fold(button);
        else this.#open(page.dataset.sheet === button.value ? "" : button.value);
      });
    }
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !page.dataset.sheet) return;
      const opener = this.buttons.find((button) => button.value === page.dataset.sheet && !button.hasAttribute("data-close"));
      this.#open("");
      opener?.focus();
    });
  }

  #fold(button) {
    const folded = this.page.toggleAttribute(`data-folded-${button.dataset.fold}`);
    button.setAttribute("aria-expanded", String(!folded));
  }

  #open(name) {
    this.page.dataset.sheet = name;
    for (const button of this.buttons) {
      if (!button.dataset.fold) button.setAttribute("aria-expanded", String(button.value === name && name !== ""));
    }
  }
}
