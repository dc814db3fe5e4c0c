/** The figure's title, and the window's: what the race is on. */
export class Heading {
  /** @param {HTMLElement} root @param {import("#app/model.js").Context} context */
  constructor(root, { words, catalogue, store }) {
    const what = ({ answer: { scene } }) => scene.problem.id ?? scene.problem.dataset ?? scene.problem.kind;
    store.subscribe(what, () => {
      const { problem } = store.state.answer.scene;
      const item =
        problem.kind === "fit"
          ? catalogue.datasets.find(({ id }) => id === problem.dataset)
          : catalogue.surfaces.find(({ id }) => id === problem.id);
      const own = words.say(problem.kind === "fit" ? "problem.own_points" : "problem.own_formula");
      root.textContent = item ? words.pick(item.name) : own;
      document.title = `${root.textContent} · ${words.say("page.title")}`;
    });
  }
}
