/** Paper is white: while a page is printed its figures are drawn in the light palette, at the end of their race. */
import { frames } from "#app/core/frames.js";
import { readPalette } from "#app/figures/palette.js";

/** @param {import("#app/store.js").Store<any>} store @param {import("#app/reference/race.js").RaceFigure[]} figures */
export function printReady(store, figures) {
  const page = document.documentElement;
  const dress = () => {
    store.update({ palette: readPalette(page) });
    frames.flush();
  };
  addEventListener("beforeprint", () => {
    page.dataset.theme = "light";
    for (const figure of figures) figure.finish();
    dress();
  });
  addEventListener("afterprint", () => {
    page.dataset.theme = store.state.theme;
    dress();
  });
}
