/** A table may be dropped anywhere on the page. */

/** @param {import("#app/words.js").Words} words @param {(file: File) => unknown} take */
export function takeFiles(words, take) {
  const { dataset } = document.body;
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    dataset.drop = words.say("points.drop");
  });
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && delete dataset.drop);
  addEventListener("drop", (event) => {
    delete dataset.drop;
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  });
}
