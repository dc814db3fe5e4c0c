/**
 * What the page knows and how it changes: the scene that is wanted, the last good answer, and what went wrong between the two.
 * The scene is proposed here and nowhere else.
 */
import { frames } from "#app/core/frames.js";
import { Conversation, Refusal, Silence } from "#app/api.js";
import { moveRun, removeRun } from "#app/edits.js";
import { STYLE, carry, keysOf, presented, styled } from "#app/presentation.js";
import { format, formatProblem, parse, scenePart } from "#app/scene.js";
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
 * @property {(edit: (scene: any) => any, options?: {live?: boolean, select?: number}) => void} propose
 *   a changed scene; `live` while the hand is still moving; `select` a run once it has raced
 * @property {(hear: (question: any, answer: any) => void) => Conversation<any, any>} check   asks what a formula is: {text, names, at}
 * @property {(hear: (question: any, answer: any, error: Error | null) => void) => Conversation<any, any>} tabulate   reads a pasted table: {table, columns}
 * @property {(path: string) => Promise<Response>} post   what a path answers to the scene that is shown
 * @property {(query: string) => void} visit   a scene by its address, with nothing left of what was hidden or zoomed before
 * @property {() => Promise<any[]>} presets   as the API lists them
 * @property {(opener: HTMLElement) => void} browse   the gallery of problems
 * @property {(index: number) => void} select
 * @property {(index: number) => void} toggleRun
 * @property {(index: number) => void} removeRun
 * @property {(from: number, to: number) => void} moveRun
 * @property {(edit: (scene: any) => any) => void} present   a scene that is presented otherwise, with nothing to race anew
 * @property {(direction: number) => void} walk   undo (−1), redo (1)
 */

/**
 * @param {object} given
 * @param {import("#app/words.js").Words} given.words
 * @param {any} given.catalogue
 * @param {any} given.limits
 * @param {Context["browse"]} given.browse
 * @param {any} given.first      the answer that came with the page
 * @param {string} given.query   the page's own address
 * @param {readonly import("#app/api.js").Fault[]} given.faults   what was wrong with the page's own address
 * @param {import("#app/api.js").Api} given.api
 * @param {import("#app/addressbar.js").AddressBar} given.bar
 * @param {Pick<State, "layout" | "theme" | "curve" | "scale" | "axis" | "quantity" | "layers">} given.page
 */
export function createModel({ words, catalogue, limits, browse, first, query, faults, api, bar, page }) {
  carry(presented(first.scene, query), first.scene);
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

  function ask(scene, { live = false, travel = false, visit = false, select = undefined, address = format(scene) } = {}) {
    races.want({ scene, address, live, travel, visit, select }, { final: !live });
  }

  function accept({ scene, address, live, travel, visit, select }, answer) {
    const { state } = store;
    const another = problemKey(answer) !== problemKey(state.answer);
    const entry = answer.address + keysOf(carry(scene, answer.scene));
    if (live) bar.follow(entry);
    else if (travel) bar.arrive(entry);
    else bar.settle(entry);
    store.update({
      answer,
      moving: live,
      faults: NONE,
      ...(!live && { settled: state.settled + 1 }),
      // The server has filled in what the edit left open, unless the person is already further on.
      ...(((state.scene === scene && address !== answer.address) || travel || visit) && { scene: answer.scene }),
      ...(another && answer.scene.problem.kind !== "formula" && { zoom: null }),
      ...(visit ? { hidden: [], selected: 0, zoom: null } : followed(state, answer.scene.runs)),
      ...(select !== undefined && { selected: select }),
    });
    if (live) frames.soon();
  }

  /** What was said of runs by their places is said of the same runs at their new ones. */
  function followed({ hidden, selected, answer: { scene } }, runs) {
    const before = scene.runs;
    if (before.length === runs.length && before.every((run, index) => run[STYLE] === runs[index][STYLE])) return {};
    const moved = (index) => (before[index] ? runs.findIndex((run) => run[STYLE] === before[index][STYLE]) : index);
    const there = moved(selected);
    return {
      hidden: hidden.map(moved).filter((index) => index >= 0),
      selected: Math.min(there < 0 ? selected : there, runs.length - 1),
    };
  }

  function refuse(error) {
    if (error instanceof Refusal) store.update({ faults: error.faults });
    else if (error instanceof Silence) store.update({ faults: [{ detail: words.say("error.silence") }] });
    else throw error;
  }

  /** What is asked before a scene is proposed; its answer may be one. @type {Conversation<any, any>[]} */
  const inquiries = [];

  /** @template {Conversation<any, any>} C @param {C} conversation @returns {C} */
  function inquiry(conversation) {
    inquiries.push(conversation);
    return conversation;
  }

  /** Whether an edit is on its way that no entry of the history knows of yet. */
  const editing = () => [races, ...inquiries].some(({ underWay }) => underWay !== null && !underWay.question.travel);

  /** @type {Promise<any[]> | null} */
  let presets = null;

  /** @type {Context} */
  const context = {
    words,
    catalogue,
    limits,
    store,
    propose(edit, { live = false, select = undefined } = {}) {
      const scene = styled(edit(store.state.scene));
      store.update({ scene });
      ask(scene, { live, select });
    },
    present(edit) {
      const { answer } = store.state;
      const scene = edit(store.state.scene);
      const runs = answer.scene.runs.map((run) => ({ ...run }));
      const { address } = answer;
      store.update({ scene, answer: { ...answer, scene: carry(scene, { ...answer.scene, runs }) } });
      if (races.underWay) ask(scene);
      else bar.settle(address + keysOf(scene));
    },
    tabulate: (hear) => inquiry(new Conversation(({ table, columns }, signal) => api.table(table, signal, columns), hear)),
    post: (path) => api.post(path, store.state.answer.scene),
    check: (hear) => inquiry(new Conversation(({ text, names, at }, signal) => api.formula(text, names, at, signal), hear)),
    presets: () => (presets ??= api.list("presets").catch((error) => ((presets = null), refuse(error), []))),
    visit: (query) => ask(presented(parse(query), query), { visit: true, address: scenePart(query) }),
    browse,
    // What is on its way is what undo takes back first.
    walk: (direction) => (direction < 0 && editing() ? bar.takeBack() : bar.walk(direction)),
    select: (selected) => store.update({ selected }),
    toggleRun: (index) =>
      store.update(({ hidden }) => ({
        hidden: hidden.includes(index) ? hidden.filter((other) => other !== index) : [...hidden, index],
      })),
    removeRun: (index) => context.propose((scene) => removeRun(scene, index)),
    moveRun: (from, to) => context.propose((scene) => moveRun(scene, from, to)),
  };

  return {
    context,
    /** A scene that stands in the history, asked for as it stands there: who knows who wrote it. @param {string} query */
    travel(query) {
      for (const conversation of inquiries) conversation.drop();
      const scene = parse(query);
      ask(presented(scene, query), { travel: true, address: scenePart(query) });
    },
  };
}
