/**
 * How the page draws what it shows: its own keys of the address, beside the scene. The first of each is what holds when the address says
 * nothing; null: any text.
 */
export const OPTIONS = {
  curve: ["loss", "gradient", "rate", "distance", "move", "state"],
  scale: ["", "log", "linear"], // "": as suits the curve
  axis: ["steps", "evaluations"],
  quantity: null, // of what a run remembers
  layers: null, // some of LAYERS, with commas between
};

/** What may lie over the paths. */
export const LAYERS = ["gradient", "step", "memory", "curvature", "tracks", "batch"];

/** @typedef {Record<keyof typeof OPTIONS, string>} Options */

/** What an address says. @param {ReadonlyMap<string, string | null>} keys @returns {Options} */
export function optionsOf(keys) {
  return /** @type {Options} */ (
    Object.fromEntries(
      Object.entries(OPTIONS).map(([key, allowed]) => {
        const given = keys.get(key) ?? "";
        return [key, allowed === null || allowed.includes(given) ? given : allowed[0]];
      }),
    )
  );
}

/** Keeps them in the address. @param {import("#app/store.js").Store<any>} store @param {import("#app/addressbar.js").AddressBar} bar */
export function remember(store, bar) {
  for (const [key, allowed] of Object.entries(OPTIONS)) {
    store.subscribe((state) => state[key], (now, before) => before !== undefined && bar.set(key, now === (allowed?.[0] ?? "") ? "" : now));
  }
}
