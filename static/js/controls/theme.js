/** Light, dark, or as the system has it; the figures are told when the colours change. */
import { h } from "#app/controls/dom.js";
import { readPalette } from "#app/figures/palette.js";

const THEMES = ["auto", "light", "dark"];

export class ThemeChoice {
  /**
   * @param {HTMLElement} root @param {import("#app/model.js").Context} context @param {import("#app/addressbar.js").AddressBar} bar
   */
  constructor(root, { words, store }, bar) {
    const page = document.documentElement;
    const select = h(
      "select",
      {
        "aria-label": words.say("theme.label"),
        onchange: () => {
          bar.set("theme", select.value);
          store.update({ theme: select.value });
        },
      },
      ...THEMES.map((theme) => h("option", { value: theme }, words.say(`theme.${theme}`))),
    );
    root.append(select);
    const read = () => store.update({ palette: readPalette(page) });
    store.subscribe((state) => state.theme, (theme) => {
      select.value = theme;
      page.dataset.theme = theme;
      read();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", read);
  }
}
