/** The figure alone, in a file that plays without a network: all that is asked is answered from the file. */
import { unpacked } from "#app/core/packed.js";
import { FileApi } from "#app/embed/answers.js";
import { openFigure, textOf } from "#app/embed/figure.js";

/** @param {import("#app/embed/answers.js").Loss} loss  of the scene in the file */
export function openFile(loss) {
  const page = JSON.parse(textOf("page"));
  const first = unpacked(textOf("first"));
  const words = JSON.parse(textOf("words"));
  const api = new FileApi(first, loss, (key) => words[key]);
  openFigure({ page, first, query: page.query, api: /** @type {any} */ (api) });
}
