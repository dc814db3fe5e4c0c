/**
 * A scene as a query string and back, in the grammar of the server (app/engine/address.py). Pure.
 *
 *     v=1  surface=rosenbrock | formula=<expr>&view=-3,3,-2,2 | dataset=article | points=1,2;2,3   (fits: model=  loss=  standardize=1)
 *     start=-1.5,2.5  steps=200  seed=0  sampling=shuffle
 *     run=adam:lr=0.05,framework=keras,batch=1,noise=0.1~cosine:t_max=200,warmup=10          (repeated, one a run)
 *     surface=rosenbrock:a=1,b=50     run=adam:lr=0.05~cosine~~clip_norm:max_norm=1~~lookahead
 *
 * `parse` says what an address says and nothing more: what it leaves out is absent, and a number that is none stays text. Whether
 * all that is allowed, the server judges; it also fills in what is absent.
 */

/**
 * @typedef {object} Run
 * @property {string} optimizer
 * @property {string} [framework]
 * @property {Record<string, number>} hyperparameters
 * @property {{id: string, parameters: Record<string, number>}} [schedule]
 * @property {number | null} [batch_size]
 * @property {number} [noise]
 * @property {string} [noise_kind]  gaussian if absent
 * @property {number} [noise_df]
 * @property {{id: string, parameters: Record<string, number>}[]} [wrappers]
 *
 * @typedef {object} Scene
 * @property {any} problem   {kind: "surface", id, coefficients} | {kind: "formula", formula, view} | {kind: "fit", dataset | points, model, loss, dataset_coefficients …, standardize}
 * @property {[number, number]} [start]
 * @property {number} [steps]
 * @property {number} [seed]
 * @property {string} [sampling]
 * @property {Run[]} runs
 */

const VERSION = "1";
const KEYS = ["v", "surface", "formula", "view", "dataset", "points", "model", "loss", "standardize", "start", "steps", "seed", "sampling", "run"];
const NAMED = ["dataset", "model", "loss"]; // of a fit: ids with their coefficients, the last two also formulas
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** @param {string} query @returns {Scene} */
export function parse(query) {
  const pairs = new URLSearchParams(query);
  const given = Object.fromEntries([...pairs].filter(([key]) => KEYS.includes(key)).reverse());
  const scene = /** @type {Scene} */ ({ problem: problemOf(given), runs: [] });
  if ("start" in given) scene.start = /** @type {any} */ (given.start.split(",").map(understood));
  if ("steps" in given) scene.steps = understood(given.steps);
  if ("seed" in given) scene.seed = understood(given.seed);
  if ("sampling" in given) scene.sampling = given.sampling;
  scene.runs = pairs.getAll("run").map(runOf);
  return scene;
}

/** The part of a query that is a scene's, as it was written: pages keep keys of their own beside it. @param {string} query */
export function scenePart(query) {
  const own = query.split("&").filter((pair) => KEYS.includes(new URLSearchParams(pair).keys().next().value));
  return own.join("&");
}

function problemOf(given) {
  const kind = ["surface", "formula", "dataset", "points"].find((key) => key in given);
  if (kind === undefined) return null;
  if (kind === "surface") {
    const { id, parameters: coefficients } = choiceOf(given.surface);
    return { kind, id, ...(Object.keys(coefficients).length > 0 && { coefficients }) };
  }
  if (kind === "formula") return { kind, formula: given.formula, ...("view" in given && { view: viewOf(given.view) }) };
  const problem = /** @type {any} */ ({ kind: "fit" });
  if (kind === "points") problem.points = given.points.split(";").map((point) => point.split(",").map(understood));
  for (const key of NAMED) {
    if (!(key in given)) continue;
    const { id, parameters } = given[key].includes(":") ? choiceOf(given[key]) : { id: given[key], parameters: null };
    problem[key] = id;
    if (parameters) problem[`${key}_coefficients`] = parameters;
  }
  if ((given.standardize ?? "0") !== "0") problem.standardize = given.standardize === "1" || given.standardize;
  return problem;
}

function viewOf(text) {
  const edges = text.split(",").map(understood);
  return edges.length === 4 ? { x: edges.slice(0, 2), y: edges.slice(2) } : text;
}

function runOf(text) {
  const [own, ...wrappers] = text.split("~~");
  const [chosen, schedule] = cut(own, "~");
  const [optimizer, options] = optionsOf(chosen);
  const run = { optimizer, hyperparameters: {} };
  for (const [key, value] of options) {
    if (key === "framework" || key === "noise_kind") run[key] = value;
    else if (key === "batch") run.batch_size = understood(value);
    else if (key === "noise" || key === "noise_df") run[key] = understood(value);
    else run.hyperparameters[key] = understood(value);
  }
  if (schedule !== null) run.schedule = choiceOf(schedule);
  if (wrappers.length > 0) run.wrappers = wrappers.map(choiceOf);
  return run;
}

/** An entry of the catalogue with its numbers: id:name=value,… */
function choiceOf(text) {
  const [id, parameters] = optionsOf(text);
  return { id, parameters: Object.fromEntries(parameters.map(([key, value]) => [key, understood(value)])) };
}

function optionsOf(text) {
  const [name, rest] = cut(text, ":");
  const options = rest === null ? [] : rest.split(",").map((part) => cut(part, "=").map((piece) => (piece ?? "").trim()));
  return [name.trim(), options];
}

/** The text before a mark and after it; null after it where there is none. */
function cut(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function understood(text) {
  const plain = text.replace(/^ +| +$/g, "");
  const number = NUMBER.test(plain) ? Number(plain) + 0 : NaN;
  return Number.isFinite(number) ? number : plain;
}

/** The address of a scene; canonical if the scene is. @param {Scene} scene */
export function format(scene) {
  const { problem, start, steps, seed, sampling, runs } = scene;
  return [
    `v=${VERSION}`,
    formatProblem(problem),
    ...(start ? [pair("start", start.map(spelled).join(","))] : []),
    ...(steps !== undefined ? [`steps=${steps}`] : []),
    ...(seed !== undefined ? [`seed=${seed}`] : []),
    ...(sampling !== undefined ? [pair("sampling", sampling)] : []),
    ...runs.map((run) => pair("run", runText(run))),
  ].join("&");
}

/** Only the problem's part. @param {any} problem */
export function formatProblem(problem) {
  const { kind, id, coefficients, formula, view, points, standardize } = problem;
  if (kind === "surface") return pair("surface", withOptions(id, assignments(coefficients ?? {})));
  if (kind === "formula") {
    const edges = view ? [pair("view", [...view.x, ...view.y].map(spelled).join(","))] : [];
    return [pair("formula", formula), ...edges].join("&");
  }
  const named = NAMED.filter((key) => problem[key]);
  return [
    ...(problem.dataset ? [] : [pair("points", points.map((point) => point.map(spelled).join(",")).join(";"))]),
    ...named.map((key) => pair(key, withOptions(problem[key], assignments(problem[`${key}_coefficients`] ?? {})))),
    ...(standardize ? ["standardize=1"] : []),
  ].join("&");
}

/** @param {Run} run */
function runText({ optimizer, framework, hyperparameters, batch_size: batch, noise, noise_kind: kind, noise_df, schedule, wrappers }) {
  const options = framework ? [`framework=${framework}`] : [];
  options.push(...assignments(hyperparameters));
  if (batch !== null && batch !== undefined) options.push(`batch=${batch}`);
  if (noise) {
    options.push(...assignments({ noise }));
    if (kind && kind !== "gaussian") options.push(`noise_kind=${kind}`);
    if (kind === "student_t" && noise_df) options.push(...assignments({ noise_df }));
  }
  const { id, parameters } = schedule ?? { id: "constant", parameters: {} };
  const own = Object.entries(parameters).filter(([name, value]) => name !== "warmup" || value !== 0);
  const tail = withOptions(id, assignments(Object.fromEntries(own)));
  const around = (wrappers ?? []).map((wrapper) => `~~${withOptions(wrapper.id, assignments(wrapper.parameters))}`);
  return withOptions(optimizer, options) + (tail === "constant" ? "" : `~${tail}`) + around.join("");
}

const withOptions = (name, options) => (options.length > 0 ? `${name}:${options.join(",")}` : name);

const assignments = (numbers) => Object.entries(numbers).map(([name, value]) => `${name}=${spelled(value)}`);

/** The fewest digits that read back as the same number; −0 is 0 and 1e+21 is 1e21, where a plus would become a blank. */
const spelled = (number) => String(number).replace("e+", "e");

/** Percent-encoded but for the characters that browsers, URLSearchParams and Python all leave alone. */
const pair = (key, text) => `${key}=${encodeURIComponent(text).replace(/%(3A|2C|3B|3D|2F)|[!']/g, reencoded)}`;

const reencoded = (text) => (text.length > 1 ? decodeURIComponent(text) : `%${text.charCodeAt(0).toString(16).toUpperCase()}`);
