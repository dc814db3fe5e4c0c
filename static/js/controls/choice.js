/** What can be raced on, as one list for whoever offers it, and what choosing an entry does. */
import { FIT, ownPoints, withProblem, written } from "#app/edits.js";
import { PRESET } from "#app/presentation.js";

/** @typedef {import("#app/model.js").Context} Context */
/** @typedef {{value: string, label: string, item?: any}} Entry   `item` is the catalogue's; one's own has none */

const OWN_FORMULA = "formula:";
const OWN_POINTS = "points:";

/** Entries by group, in the catalogue's order. @param {Context} context @returns {{label: string, items: Entry[]}[]} */
export function choices({ words, catalogue }) {
  const entry = (kind) => (item) => ({ value: `${kind}:${item.id}`, label: words.pick(item.name), item });
  /** @type {Map<string, Entry[]>} */
  const groups = new Map();
  for (const item of catalogue.surfaces) groups.set(item.group, [...(groups.get(item.group) ?? []), entry("surface")(item)]);
  return [
    ...[...groups].map(([group, items]) => ({ label: words.say(`group.${group}`), items })),
    {
      label: words.say("group.data"),
      items: [...catalogue.datasets.map(entry("dataset")), { value: OWN_POINTS, label: words.say("problem.own_points") }],
    },
    { label: words.say("group.own"), items: [{ value: OWN_FORMULA, label: words.say("problem.own_formula") }] },
  ];
}

/** The entry that a problem is. */
export function choiceOf({ kind, id, dataset }) {
  if (kind === "formula") return OWN_FORMULA;
  if (kind === "fit") return dataset ? `dataset:${dataset}` : OWN_POINTS;
  return `surface:${id}`;
}

/** @param {Context} context @param {string} value  of an entry */
export function choose(context, value) {
  const [kind, id] = value.split(":");
  const data = context.catalogue.datasets.find((item) => item.id === id);
  const problem = {
    surface: () => ({ kind, id }),
    // A data set comes with what it is best fitted by.
    dataset: () => ({ ...FIT, dataset: id, model: data.model, loss: data.loss, ...(data.standardize && { standardize: true }) }),
    points: () => ownPoints(context.store.state.scene.problem, presentPoints(context)),
    formula: () => presentFormula(context),
  }[kind]();
  context.propose((scene) => ({ ...withProblem(scene, problem), ...(kind === "formula" && { start: scene.start }), [PRESET]: undefined }));
}

/** One's own formula begins with the one that is on the page. */
function presentFormula({ store, catalogue }) {
  const { scene, answer } = store.state;
  const surface = catalogue.surfaces.find((item) => item.id === scene.problem.id);
  if (surface) return { kind: "formula", formula: written(surface.formula, scene.problem.coefficients), view: answer.problem.view };
  return { kind: "formula", formula: "x**2 + 10*y**2", view: { x: [-3, 3], y: [-2, 2] } };
}

/** One's own points begin with those on the page. */
const presentPoints = ({ store, catalogue }) => store.state.answer.problem.points ?? catalogue.datasets[0].points;
