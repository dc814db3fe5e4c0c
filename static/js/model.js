/**
 * What the page knows and how it changes: the scene that is wanted, the last good answer, and what went wrong between the two.
 * The scene is proposed here and nowhere else.
 */
import { frames } from "#app/core/frames.js";
import { Conversation, Refusal, Silence } from "#app/api.js";
import { removeRun } from "#app/edits.js";
import { format, formatProblem } from "#app/scene.js";
import { createStore } from "#app/store.js";

/** One panel a run, all runs in one, or all on a relief. */
export const LAYOUTS = ["side", "overlay", "3d"];

/** One and the same, so that nobody hears of faults that are still none. */
const NONE = Object.freeze([]);

/** @type {WeakMap<object, string>} */
const keys = new WeakMap();

/** What tells one answer's problem from another's: its part of the address. Written once an answer, for points may be many. */
export function problemKey(answer) {
  let key = keys.get(answer);
  if (key === undefined) keys.set(answer, (key = formatProblem(answer.scene.problem)));
  return key;
}

/**
 * @typedef {object} State
 * @property {import("#app/scene.js").Scene} scene   what the controls show
 * @property {any} answer          the last good answer; what the figures show
 * @property {boolean} moving      the answer belongs to a gesture that is not over
 * @property {number} settled      counts the answers to scenes that came to rest
 * @property {readonly import("#app/api.js").Fault[]} faults
 * @property {string} layout       side | overlay | 3d
 * @property {string} theme        auto | light | dark
 * @property {import("#app/figures/palette.js").Palette | null} palette
 * @property {readonly number[]} hidden    runs that are not drawn
 * @property {number} selected     the run whose rule is shown
 * @property {import("#app/figures/types.js").View | null} zoom   null: the problem's own view
 * @property {any} terrain         the field that was fetched last
 * @property {string} curve        what the curves show; this and the next three as options.js has them
 * @property {string} scale
 * @property {string} axis
 * @property {string} quantity
 * @property {string} layers       what lies over the paths, with commas between
 * @property {{address: string, ends: any[]} | null} clouds  where the runs of a scene end with many seeds
 */

/**
 * @typedef {object} Context   what every control is given
 * @property {import("#app/words.js").Words} words
 * @property {any} catalogue
 * @property {any} limits
 * @property {import("#app/store.js").Store<State>} store
 * @property {(edit: (scene: any) => any, options?: {live?: boolean}) => void} propose
 *   a changed scene; `live` while the hand is still moving
 * @property {(index: number) => void} select
 * @property {(index: number) => void} toggleRun
 * @property {(index: number) => void} removeRun
 */

/**
 * @param {object} given
 * @param {import("#app/words.js").Words} given.words
 * @param {any} given.catalogue
 * @param {any} given.limits
 * @param {any} given.first      the answer that came with the page
 * @param {readonly import("#app/api.js").Fault[]} given.faults   what was wrong with the page's own address
 * @param {import("#app/api.js").Api} given.api
 * @param {import("#app/addressbar.js").AddressBar} given.bar
 * @param {Pick<State, "layout" | "theme" | "curve" | "scale" | "axis" | "quantity" | "layers">} given.page
 */
export function createModel({ words, catalogue, limits, first, faults, api, bar, page }) {
  /** @type {import("#app/store.js").Store<State>} */
  const store = createStore({
    scene: first.scene,
    answer: first,
    moving: false,
    settled: 0,
    faults,
    palette: null,
    hidden: [],
    selected: 0,
    zoom: null,
    terrain: null,
    clouds: null,
    ...page,
  });

  const races = new Conversation(
    ({ scene, address, live }, signal) => api.race(scene, address, signal, live),
    (question, answer, error) => (error === null ? accept(question, answer) : refuse(error)),
  );

  function ask(scene, { live = false, travel = false, address = format(scene) } = {}) {
    races.want({ scene, address, live, travel }, { final: !live });
  }

  function accept({ scene, address, live, travel }, answer) {
    const { state } = store;
    const another = problemKey(answer) !== problemKey(state.answer);
    if (live) bar.follow(answer.address);
    else if (travel) bar.arrive(answer.address);
    else bar.settle(answer.address);
    store.update({
      answer,
      moving: live,
      faults: NONE,
      ...(!live && { settled: state.settled + 1 }),
      // The server has filled in what the edit left open, unless the person is already further on.
      ...(((state.scene === scene && address !== answer.address) || travel) && { scene: answer.scene }),
      ...(another && answer.scene.problem.kind !== "formula" && { zoom: null }),
      ...(state.selected >= answer.scene.runs.length && { selected: answer.scene.runs.length - 1 }),
    });
    if (live) frames.soon();
  }

  function refuse(error) {
    if (error instanceof Refusal) store.update({ faults: error.faults });
    else if (error instanceof Silence) store.update({ faults: [{ detail: words.say("error.silence") }] });
    else throw error;
  }

  /** @type {Context} */
  const context = {
    words,
    catalogue,
    limits,
    store,
    propose(edit, { live = false } = {}) {
      const scene = edit(store.state.scene);
      store.update({ scene });
      ask(scene, { live });
    },
    select: (selected) => store.update({ selected }),
    toggleRun: (index) =>
      store.update(({ hidden }) => ({
        hidden: hidden.includes(index) ? hidden.filter((other) => other !== index) : [...hidden, index],
      })),
    removeRun(index) {
      store.update(({ hidden, selected }) => ({
        hidden: hidden.filter((other) => other !== index).map((other) => (other > index ? other - 1 : other)),
        selected: selected > index ? selected - 1 : selected,
      }));
      context.propose((scene) => removeRun(scene, index));
    },
  };

  return {
    context,
    /** A scene that stands in the history, with its address as it stands there: who knows who wrote it. */
    travel(scene, address) {
      ask(scene, { travel: true, address });
    },
  };
}
