/** What runs are called in one scene: as short as possible, and no two alike. Pure. */
import { variantOf } from "#app/edits.js";

/**
 * "Adam"; of two Adams "Adam · Keras"; of two of one framework "Adam · η 0.01": what differs is named until the name is its own.
 *
 * @param {import("#app/scene.js").Scene} scene  canonical
 * @param {any} catalogue @param {import("#app/words.js").Words} words
 * @returns {string[]}
 */
export function namesOf(scene, catalogue, words) {
  return scene.runs.map((run) => {
    const name = words.pick(catalogue.optimizers.find(({ id }) => id === run.optimizer).short);
    let alike = scene.runs.filter((other) => other !== run && other.optimizer === run.optimizer);
    const parts = [name];
    for (const trait of traitsOf(run, catalogue, words)) {
      const others = alike.filter((other) => trait.of(other) !== trait.of(run));
      if (others.length > 0) parts.push(trait.text);
      alike = alike.filter((other) => !others.includes(other));
    }
    return parts.join(" · ");
  });
}

/**
 * What may tell a run from its like, the most telling first.
 * @param {import("#app/scene.js").Run} run @param {any} catalogue @param {import("#app/words.js").Words} words
 * @returns {Generator<{text: string, of: (run: import("#app/scene.js").Run) => unknown}>}
 */
function* traitsOf(run, catalogue, words) {
  const { hyperparameters } = catalogue.optimizers.find(({ id }) => id === run.optimizer);
  yield { text: words.pick(variantOf(catalogue, run).name), of: ({ framework }) => framework };
  for (const [name, value] of Object.entries(run.hyperparameters)) {
    const symbol = hyperparameters.find((item) => item.name === name)?.symbol ?? name;
    yield { text: `${symbol} ${value}`, of: (other) => other.hyperparameters[name] };
  }
  const schedule = catalogue.schedules.find(({ id }) => id === run.schedule.id);
  yield { text: words.pick(schedule.name), of: (other) => JSON.stringify(other.schedule) };
  for (const { id } of catalogue.wrappers ?? []) {
    const its = (of) => JSON.stringify((of.wrappers ?? []).find((wrapper) => wrapper.id === id));
    const name = words.pick(catalogue.wrappers.find((item) => item.id === id).name);
    if (its(run) !== undefined) yield { text: `+ ${name}`, of: its };
  }
  const batch = run.batch_size === null ? words.say("batch.full") : `B ${run.batch_size}`;
  yield { text: batch, of: (other) => other.batch_size };
  yield { text: `σ ${run.noise}`, of: (other) => other.noise };
  yield { text: words.say(`noise.${run.noise_kind ?? "gaussian"}`), of: (other) => other.noise_kind };
  yield { text: `ν ${run.noise_df}`, of: (other) => other.noise_df };
}

/** theta_0 → θ₀ @param {string} name */
export const letters = (name) => name.replace("theta", "θ").replace(/_(\d)/, (_, digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);
