/** The lab page: makes its parts and wires them together; nothing else. */
import { AddressBar, fragmentScene } from "#app/addressbar.js";
import { Api } from "#app/api.js";
import { Heading } from "#app/controls/heading.js";
import { LayerMenu } from "#app/controls/layers.js";
import { Notice } from "#app/controls/notice.js";
import { PlayerBar } from "#app/controls/playerbar.js";
import { ProblemPanel } from "#app/controls/problem.js";
import { RulePanel } from "#app/controls/rule.js";
import { RunList } from "#app/controls/runs.js";
import { Scoreboard } from "#app/controls/scoreboard.js";
import { Sheets } from "#app/controls/sheets.js";
import { ThemeChoice } from "#app/controls/theme.js";
import { ViewSwitch } from "#app/controls/views.js";
import { listenToKeys } from "#app/keys.js";
import { createModel } from "#app/model.js";
import { optionsOf, remember } from "#app/options.js";
import { Pace } from "#app/pace.js";
import { Player } from "#app/player.js";
import { PRESET, keysOf } from "#app/presentation.js";
import { Stage } from "#app/stage/stage.js";
import { Walkers } from "#app/controls/walkers.js";
import { createWords } from "#app/words.js";

/** @param {string} id @returns {any} */
const part = (id) => document.getElementById(id);
const given = (id) => JSON.parse(part(id).textContent);

const { language, theme, layout, limits, faults, opening, raster } = given("page");
const first = given("first");
const words = createWords(given("words"), language);
const api = new Api("/api/v1", language);

const other = part("language");
const bar = new AddressBar(
  first.address,
  (query) => model.travel(query),
  () => {
    other.href = bar.url(bar.shown, { lang: other.lang === "zh" ? "zh" : "en" });
    walkers.show(bar);
  },
  limits.link_characters,
);
const walkers = new Walkers(part("history"), words, (direction) => model.context.walk(direction));
const query = location.search.slice(1);
const browse = async (opener) => (await import("#app/gallery.js")).openGallery(context, api, opener);
const model = createModel({ words, catalogue: given("catalogue"), limits, browse, first, query, faults, api, bar, page: { layout, theme, ...optionsOf(bar.keys) } });
const { context } = model;
const { store } = context;

/** @type {{show: (position: number) => void}[]} */
const followers = [];
const player = new Player({
  steps: first.scene.steps,
  onFrame: (position) => followers.forEach((follower) => follower.show(position)),
  onChange: () => playerBar.changed(),
});
const playerBar = new PlayerBar(part("player"), words, player);
const stage = new Stage({ panels: part("panels"), reading: part("reading"), curves: part("curves") }, context, player, api);
const scoreboard = new Scoreboard(part("scores"), context);
/** @type {typeof api.about} */
const about = (...question) => api.about(...question);
const rule = new RulePanel(part("rule"), context, about, given("rules"));
followers.push(playerBar, stage, scoreboard, rule);

part("tune").parentElement.addEventListener("toggle", async () => {
  const { TunePanel } = await import("#app/stage/tune.js");
  new TunePanel(part("tune"), context, about);
}, { once: true });

new Heading(part("heading"), context);
new ProblemPanel(part("problem"), context);
new RunList(part("runs"), context);
new ViewSwitch(part("views"), context);
new LayerMenu(part("layers"), context);
new Notice(part("notice"), context, opening);
new ThemeChoice(part("theme"), context, bar);
new Sheets(part("lab"), document.querySelectorAll("[data-sheet-button], [data-fold]"), part("dock"));
new Pace(player, store);

let exact = null;
store.subscribe((state) => state.answer.scene.problem.kind === "fit", async (fit) => {
  part("exact").parentElement.hidden = !fit;
  if (fit) exact ??= import("#app/controls/exact.js").then(({ ExactPanel }) => new ExactPanel(part("exact"), context));
});

/** @type {Promise<() => void> | undefined} */
let sheet;
const help = async () => (await (sheet ??= import("#app/controls/help.js").then(({ createHelp }) => createHelp(words))))();
part("help").addEventListener("click", help);
part("table").addEventListener("click", async () => (await import("#app/controls/table.js")).openTable(context));
part("share").addEventListener("click", async () => {
  const { openShare } = await import("#app/controls/share.js");
  const local = /^(localhost|127\..*|\[::1\])$/.test(location.hostname);
  const pictures = async (root) => new (await import("#app/stage/pictures.js")).Pictures(root, player, stage, part("heading").textContent);
  openShare(context, player, { title: document.title, keys: bar.keys, local, raster, pictures });
});
const presets = () => import("#app/controls/presets.js");
part("presets").addEventListener("click", async () => (await presets()).openPresets(context, part("presets")));
store.subscribe((state) => state.scene[PRESET], async (id, before) => {
  if (id || before) (await presets()).showLesson(part("lesson"), context);
});
listenToKeys(context, player, help, (direction) => playerBar.jump(direction));
store.subscribe((state) => state.layout, (now, before) => {
  part("lab").dataset.layout = now;
  if (before !== undefined) bar.set("layout", now);
});
remember(store, bar);

part("seeds").addEventListener(
  "toggle",
  async () => {
    const { SeedsPanel } = await import("#app/stage/seeds.js");
    new SeedsPanel(part("seeds"), context, api);
  },
  { once: true },
);

const behind = fragmentScene(location.hash);
if (behind) model.travel(behind);
// An address that was wrong stays to be read and mended until the scene is changed.
else if (faults.length === 0) bar.arrive(first.address + keysOf(first.scene));
part("lab").dataset.ready = "";
// What happens on the way stands below the scrubber once the race is on.
import("#app/controls/ticks.js").then(({ Ticks }) => new Ticks(context, player, playerBar));
