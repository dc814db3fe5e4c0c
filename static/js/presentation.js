/**
 * How a scene is presented, which is no part of the race: each run's style of line, and the preset that the scene was opened from.
 *
 * Both are carried by the scene itself under symbols: whatever edits copy takes them along, JSON and addresses of the API leave them
 * out. A link reproduces them by keys of the page's own, `style=3,0,1` (one number a run, into the palette's sixteen) and `preset=edge`.
 * A style belongs to its run: it stays when other runs come, go or change places, and no two runs share one. Pure.
 */

/** @typedef {import("#app/scene.js").Scene} Scene */

export const STYLE = Symbol("style");
export const PRESET = Symbol("preset");

/** Colour and dash together; as many as a scene may have runs. */
export const STYLES = 16;

/** The scene with a style for each run: those that have none, or one that is taken, get the first free one. @param {Scene} scene @returns {Scene} */
export function styled(scene) {
  const taken = new Set();
  const kept = scene.runs.map((run) => run[STYLE] !== undefined && !taken.has(run[STYLE]) && Boolean(taken.add(run[STYLE])));
  if (kept.every(Boolean)) return scene;
  const free = () => {
    let style = 0;
    while (taken.has(style)) style++;
    taken.add(style);
    return style;
  };
  return { ...scene, runs: scene.runs.map((run, index) => (kept[index] ? run : { ...run, [STYLE]: free() })) };
}

/** The run takes the style; who had it takes the run's. @param {Scene} scene @returns {Scene} */
export function restyled(scene, index, style) {
  const before = scene.runs[index][STYLE];
  const swap = { [style]: before, [before]: style };
  return { ...scene, runs: scene.runs.map((run) => ({ ...run, [STYLE]: swap[run[STYLE]] ?? run[STYLE] })) };
}

/** The scene as the keys of an address present it. @param {Scene} scene @param {string} query @returns {Scene} */
export function presented(scene, query) {
  const keys = new URLSearchParams(query);
  const styles = (keys.get("style") ?? "").split(",").map((text) => (/^\d+$/.test(text) && Number(text) < STYLES ? Number(text) : undefined));
  // Without the key, the first run has the first style: what is free comes in their order.
  const runs = scene.runs.map((run, index) => (styles[index] === undefined ? run : { ...run, [STYLE]: styles[index] }));
  return styled({ ...scene, runs, ...(keys.get("preset") && { [PRESET]: keys.get("preset") }) });
}

/** Gives the presentation of one scene to its canonical twin, which came without. @param {Scene} scene @param {Scene} twin */
export function carry(scene, twin) {
  twin.runs.forEach((run, index) => (run[STYLE] = scene.runs[index]?.[STYLE] ?? index));
  if (scene[PRESET]) twin[PRESET] = scene[PRESET];
  return twin;
}

/** What stands behind the scene's address. @param {Scene} scene */
export function keysOf(scene) {
  const styles = scene.runs.map((run) => run[STYLE]);
  const style = styles.every((number, index) => number === index) ? "" : `&style=${styles.join(",")}`;
  return style + (scene[PRESET] ? `&preset=${encodeURIComponent(scene[PRESET])}` : "");
}
