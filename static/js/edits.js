/**
 * What a person can do to a scene. Pure: each takes a scene and gives another one; the catalogue says what is there.
 *
 * A value that an edit leaves out (a start, a view) is the server's to fill in; its answer brings the canonical scene.
 */

/** @typedef {import("#app/scene.js").Scene} Scene */
/** @typedef {import("#app/scene.js").Run} Run */

/** The variant of an optimizer that a run uses. */
export function variantOf(catalogue, run) {
  const optimizer = catalogue.optimizers.find((item) => item.id === run.optimizer);
  return optimizer.frameworks.find((variant) => variant.id === run.framework) ?? optimizer.frameworks[0];
}

/** A run of an optimizer as its framework has it out of the box. @returns {Run} */
export function freshRun(catalogue, optimizerId) {
  const variant = variantOf(catalogue, { optimizer: optimizerId });
  return {
    optimizer: optimizerId,
    framework: variant.id,
    hyperparameters: { ...variant.defaults },
    schedule: freshSchedule(catalogue, "constant", variant.id, 0),
    batch_size: null,
    noise: 0,
  };
}

/** The numbers of a schedule that a framework starts from. @returns {Record<string, number>} */
export function scheduleDefaults(catalogue, id, framework) {
  const schedule = catalogue.schedules.find((item) => item.id === id);
  const numbers = Object.fromEntries(schedule.parameters.map((item) => [item.name, item.default]));
  return { ...numbers, ...schedule.defaults?.[framework] };
}

/** The numbers that a wrapper around a framework's optimizer starts from. @returns {Record<string, number>} */
export function wrapperDefaults(catalogue, id, framework) {
  const { frameworks } = catalogue.wrappers.find((item) => item.id === id);
  return { ...(frameworks.find((variant) => variant.id === framework) ?? frameworks[0]).defaults };
}

/** A schedule as a framework has it; one that spans a whole race (t_max) spans this scene's steps. */
export function freshSchedule(catalogue, id, framework, steps) {
  const parameters = scheduleDefaults(catalogue, id, framework);
  if ("t_max" in parameters && steps > 0) parameters.t_max = steps;
  return { id, parameters };
}

/** Another problem starts where it likes to be started; a surface has no batches. @returns {Scene} */
export function withProblem(scene, problem) {
  const runs = problem.kind === "fit" ? scene.runs : scene.runs.map((run) => ({ ...run, batch_size: null }));
  const { start: _, ...rest } = scene;
  return { ...rest, problem, runs };
}

/** `key`: whose coefficients, of a surface or of a part of a fit (dataset_coefficients …). @returns {Scene} */
export const withCoefficient = (scene, name, value, key = "coefficients") => ({
  ...scene,
  problem: { ...scene.problem, [key]: { ...scene.problem[key], [name]: value } },
});

/** What is fitted to points that come from nowhere else. */
export const FIT = { kind: "fit", model: "linear", loss: "mse" };

/** A problem's points become one's own; model and loss of a fit stay. */
export function ownPoints({ kind, dataset: _, dataset_coefficients: __, ...fit }, points) {
  return kind === "fit" ? { kind, ...fit, points } : { ...FIT, points };
}

/** A surface's formula with its coefficients' numbers in place of their names. */
export const written = (formula, coefficients = {}) =>
  formula.replace(/[A-Za-z_]\w*/g, (name) => {
    if (!Object.hasOwn(coefficients, name)) return name;
    const value = coefficients[name];
    return value < 0 ? `(${value})` : String(value);
  });

/** @returns {Scene} */
export const withStart = (scene, x, y) => ({ ...scene, start: [x, y] });

/** @returns {Scene} */
export const withRun = (scene, index, change) => ({
  ...scene,
  runs: scene.runs.map((run, i) => (i === index ? { ...run, ...change } : run)),
});

/** @returns {Scene} */
export const withHyperparameter = (scene, index, name, value) =>
  withRun(scene, index, { hyperparameters: { ...scene.runs[index].hyperparameters, [name]: value } });

/** @returns {Scene} */
export const withScheduleParameter = (scene, index, name, value) => {
  const { id, parameters } = scene.runs[index].schedule;
  return withRun(scene, index, { schedule: { id, parameters: { ...parameters, [name]: value } } });
};

/** Another optimizer comes with its own defaults and keeps schedule, batch and noise. @returns {Scene} */
export function withOptimizer(scene, catalogue, index, id) {
  const { optimizer, framework, hyperparameters } = freshRun(catalogue, id);
  return withRun(scene, index, { optimizer, framework, hyperparameters });
}

/**
 * Another framework: what stood at the old default takes the new default, what a person chose stays.
 * @returns {Scene}
 */
export function withFramework(scene, catalogue, index, framework) {
  const run = scene.runs[index];
  const next = { ...run, framework };
  const hyperparameters = kept(run.hyperparameters, variantOf(catalogue, run).defaults, variantOf(catalogue, next).defaults);
  const moved = (defaults, { id, parameters }) => {
    const [before, after] = [run, next].map((one) => defaults(catalogue, id, one.framework));
    return { id, parameters: kept(parameters, before, after) };
  };
  const wrappers = run.wrappers && { wrappers: run.wrappers.map((wrapper) => moved(wrapperDefaults, wrapper)) };
  return withRun(scene, index, { framework, hyperparameters, schedule: moved(scheduleDefaults, run.schedule), ...wrappers });
}

/** The new defaults, but where a value was chosen. */
function kept(values, before, after) {
  const chosen = (name) => name in before && name in values && values[name] !== before[name];
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, chosen(name) ? values[name] : value]));
}

/** @returns {Scene} */
export const withSchedule = (scene, catalogue, index, id) => {
  const schedule = freshSchedule(catalogue, id, scene.runs[index].framework, scene.steps);
  const { warmup } = scene.runs[index].schedule.parameters;
  if (warmup !== undefined) schedule.parameters.warmup = warmup;
  return withRun(scene, index, { schedule });
};

/** @returns {Scene} */
export const addWrapper = (scene, catalogue, index, id) => {
  const wrapper = { id, parameters: wrapperDefaults(catalogue, id, scene.runs[index].framework) };
  return withRun(scene, index, { wrappers: [...(scene.runs[index].wrappers ?? []), wrapper] });
};

/** @returns {Scene} */
export const removeWrapper = (scene, index, place) =>
  withRun(scene, index, { wrappers: scene.runs[index].wrappers.filter((_, i) => i !== place) });

/** @returns {Scene} */
export const withWrapperParameter = (scene, index, place, name, value) =>
  withRun(scene, index, {
    wrappers: scene.runs[index].wrappers.map((wrapper, i) =>
      i === place ? { ...wrapper, parameters: { ...wrapper.parameters, [name]: value } } : wrapper,
    ),
  });

/** One more run: the first optimizer that is not yet racing, else the first of all. @returns {Scene} */
export function addRun(scene, catalogue) {
  const racing = new Set(scene.runs.map((run) => run.optimizer));
  const next = catalogue.optimizers.find((item) => !racing.has(item.id)) ?? catalogue.optimizers[0];
  return { ...scene, runs: [...scene.runs, freshRun(catalogue, next.id)] };
}

/** @returns {Scene} */
export const removeRun = (scene, index) => ({ ...scene, runs: scene.runs.filter((_, i) => i !== index) });

/** @returns {Scene} */
export const moveRun = (scene, from, to) => {
  const runs = [...scene.runs];
  runs.splice(to, 0, ...runs.splice(from, 1));
  return { ...scene, runs };
};

/** The copy stands behind its original, so that no other run changes its place. @returns {Scene} */
export const duplicateRun = (scene, index) => ({ ...scene, runs: [...scene.runs, structuredClone(scene.runs[index])] });
