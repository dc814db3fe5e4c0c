/** The figure alone, in a frame of somebody's page or in a file: makes its parts and wires them together; nothing else. */
import { Heading } from "#app/controls/heading.js";
import { Notice } from "#app/controls/notice.js";
import { PlayerBar } from "#app/controls/playerbar.js";
import { ThemeChoice } from "#app/controls/theme.js";
import { Ticks } from "#app/controls/ticks.js";
import { ViewSwitch } from "#app/controls/views.js";
import { commandOf, TYPE } from "#app/embed/messages.js";
import { roomFor } from "#app/embed/room.js";
import { createModel } from "#app/model.js";
import { namesOf } from "#app/naming.js";
import { optionsOf } from "#app/options.js";
import { Pace } from "#app/pace.js";
import { Player } from "#app/player.js";
import { keysOf } from "#app/presentation.js";
import { printReady } from "#app/reference/printing.js";
import { Stage } from "#app/stage/stage.js";
import { createWords } from "#app/words.js";

/** @param {string} id @returns {any} */
const part = (id) => document.getElementById(id);

/** What came with the page, as text. @param {string} id @returns {string} */
export const textOf = (id) => part(id).textContent;

/**
 * @param {object} given
 * @param {any} given.page     how it is shown
 * @param {any} given.first    the answer that came with it
 * @param {string} given.query its own address
 * @param {import("#app/api.js").Api} given.api
 */
export function openFigure({ page: { language, theme, layout, shown, step, autoplay, lab }, first, query, api }) {
  const catalogue = JSON.parse(textOf("catalogue"));
  const words = createWords(JSON.parse(textOf("words")), language);

  /** To the page around; it may be anybody's, and hears nothing that its address does not say already. */
  const say = (message) => parent !== window && parent.postMessage(message, "*");
  const tell = (event, more = {}) => say({ type: TYPE, event, ...more });

  // Back and forward belong to the page around: here no scene becomes an entry of the history.
  const bar = /** @type {any} */ ({ follow() {}, settle() {}, arrive() {}, walk() {}, takeBack() {}, set() {} });
  const options = optionsOf(new Map(new URLSearchParams(query)));
  const { context } = createModel({ words, catalogue, limits: {}, browse: async () => {}, first, query, faults: [], api, bar, page: { layout, theme, ...options } });
  const { store } = context;

  let told = -1;
  const player = new Player({
    steps: first.scene.steps,
    onFrame: (position) => show(position),
    onChange: () => playerBar.changed(),
  });
  const playerBar = new PlayerBar(part("player"), words, player);
  const can = { start: shown.includes("start"), view: shown.includes("zoom") };
  const stage = new Stage({ panels: part("panels"), reading: part("reading"), curves: part("curves") }, context, player, api, can);

  function show(position) {
    playerBar.show(position);
    stage.show(position);
    const now = Math.floor(position + 1e-9);
    if (now === told || !part("embed").hasAttribute("data-ready")) return;
    told = now;
    tell("step", { step: now, steps: player.steps, playing: player.playing });
  }

  new Heading(part("heading"), context);
  new Notice(part("notice"), context, null);
  new ViewSwitch(part("views"), context);
  new ThemeChoice(part("theme"), context, bar);
  new Pace(player, store);
  new Ticks(context, player, playerBar);

  player.pause();
  player.seek(step ?? (autoplay && !player.reducedMotion ? 0 : player.steps));
  if (autoplay && !player.reducedMotion) {
    const seen = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      seen.disconnect();
      player.play();
    });
    seen.observe(part("panels"));
  }

  // In a frame keys are for the figure only once somebody is in it.
  addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key !== " " || event.defaultPrevented || target.closest("button, a, label, select")) return;
    event.preventDefault();
    player.toggle();
  });

  addEventListener("message", ({ data, source }) => {
    const asked = source === parent && parent !== window ? commandOf(data) : null;
    if (asked === null) return;
    const { command, set, wrong } = asked;
    if (wrong !== undefined) tell("error", { faults: [{ detail: words.say("embed.message", { name: wrong }) }] });
    else if (command === "play") player.reducedMotion && typeof data === "string" ? player.seek(player.steps) : player.play();
    else if (command === "pause") player.pause();
    else if (command === "seek") (player.pause(), player.seek(asked.step));
    else {
      const { address, speed, ...looks } = set;
      if (speed !== undefined) player.speed = speed;
      store.update(looks);
      if (address !== undefined) context.visit(address.replace(/^.*\?/, ""));
    }
  });

  store.subscribe((state) => state.faults, (faults) => faults.length > 0 && tell("error", { faults }));
  store.subscribe((state) => state.settled, (_, before) => {
    const { answer } = store.state;
    const address = answer.address + keysOf(answer.scene);
    if (lab !== null) part("lab").href = `${lab.at}/?${address}&${lab.keys}&layout=${store.state.layout}`;
    tell(before === undefined ? "ready" : "scene", { address, steps: answer.scene.steps, title: part("heading").textContent });
    const names = namesOf(answer.scene, catalogue, words);
    const runs = answer.trajectories.map(({ outcome, loss }, run) => {
      const { kind, step: at, message } = outcome;
      return { name: names[run], kind, step: at, loss: loss.at(-1), message: words.pick(message) };
    });
    tell("outcome", { address, runs });
  });

  // What the pictures have more than they asked for is the frame's doing, and no part of what it should be.
  let height = 0;
  const secret = /[#?&]secret=([\w-]+)/.exec(location.hash)?.[1];
  function measure() {
    const { answer, layout: view } = store.state;
    const { offsetHeight, clientWidth } = part("embed");
    if (clientWidth === 0) return;
    const cells = (view === "side" ? answer.trajectories.length : 1) + (answer.scene.problem.kind === "fit" ? 1 : 0);
    const wanted = offsetHeight - part("panels").offsetHeight + roomFor(cells, part("panels").clientWidth);
    if (wanted === height) return;
    height = wanted;
    tell("height", { height });
    say({ subject: "lti.frameResize", height });
    if (secret) say({ message: "height", value: height, secret });
  }
  const observer = new ResizeObserver(measure);
  for (const id of ["embed", "panels"]) observer.observe(part(id));
  store.subscribe((state) => state.layout, measure);

  printReady(store, /** @type {any} */ ([{ finish: () => (player.pause(), player.seek(player.steps)) }]));
  part("embed").dataset.ready = "";
  tell("step", { step: (told = Math.floor(player.position)), steps: player.steps, playing: player.playing });
}
