/** What runs are called in one scene: as short as possible, and no two alike. Pure. */
import { variantOf } from "#app/edits.js";

/**
 * "Adam"; of two Adams "Adam · Keras"; of two of one framework "Adam · η 0.01".
 *
 * @param {import("#app/scene.js").Scene} scene  canonical
 * @param {any} catalogue @param {(text: {en: string, zh: string}) => string} pick
 * @returns {string[]}
 */
export function namesOf(scene, catalogue, pick) {
  const { runs } = scene;
  return runs.map((run) => {
    const name = pick(catalogue.optimizers.find(({ id }) => id === run.optimizer).name);
    const alike = runs.filter((other) => other !== run && other.optimizer === run.optimizer);
    if (alike.length === 0) return name;
    const parts = [name];
    if (alike.some((other) => other.framework !== run.framework)) parts.push(pick(variantOf(catalogue, run).name));
    const twins = alike.filter((other) => other.framework === run.framework);
    if (twins.length > 0) parts.push(...differences(run, twins, catalogue, pick));
    return parts.join(" · ");
  });
}

/** The settings in which a run differs from the others of its kind. */
function differences(run, twins, catalogue, pick) {
  const { hyperparameters } = catalogue.optimizers.find(({ id }) => id === run.optimizer);
  const parts = Object.entries(run.hyperparameters)
    .filter(([name, value]) => twins.some((twin) => twin.hyperparameters[name] !== value))
    .map(([name, value]) => `${hyperparameters.find((item) => item.name === name)?.symbol ?? name} ${value}`);
  if (twins.some((twin) => JSON.stringify(twin.schedule) !== JSON.stringify(run.schedule))) {
    parts.push(pick(catalogue.schedules.find(({ id }) => id === run.schedule.id).name));
  }
  if (twins.some((twin) => twin.batch_size !== run.batch_size)) parts.push(`B ${run.batch_size ?? "∞"}`);
  if (twins.some((twin) => twin.noise !== run.noise)) parts.push(`σ ${run.noise}`);
  return parts;
}
