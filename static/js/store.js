/**
 * One immutable state for the whole page.
 *
 * Nobody changes the state in place: `update` makes a new one, and each subscriber hears only of the part
 * that it selected, once per change of that part. Figures never see the store.
 */

/**
 * @template S
 * @typedef {object} Store
 * @property {S} state                                       the present state; frozen
 * @property {(patch: Partial<S> | ((state: S) => Partial<S>)) => void} update
 * @property {<T>(select: (state: S) => T, listener: (now: T, before: T | undefined) => void) => () => void} subscribe
 *   calls `listener` at once and then after every change of the selected part; returns the way out
 */

/**
 * @template S
 * @param {S} initial
 * @returns {Store<S>}
 */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  const listeners = new Set();

  return {
    get state() {
      return state;
    },

    update(patch) {
      const change = typeof patch === "function" ? patch(state) : patch;
      const keys = Object.keys(change);
      const unknown = keys.filter((key) => !(key in state));
      if (unknown.length > 0) throw new Error(`the state has no ${unknown.join(", ")}`);
      if (keys.every((key) => Object.is(state[key], change[key]))) return;
      state = Object.freeze({ ...state, ...change });
      // A listener may update in its turn; each compares with what it last saw, so none hears of a stale part.
      for (const listener of [...listeners]) listener();
    },

    subscribe(select, listener) {
      let seen;
      let first = true;
      const hear = () => {
        const now = select(state);
        if (!first && Object.is(now, seen)) return;
        const before = seen;
        seen = now;
        first = false;
        listener(now, before);
      };
      listeners.add(hear);
      hear();
      return () => listeners.delete(hear);
    },
  };
}
