/** One run: its optimizer and framework, its learning rate at hand, and the rest on demand. */
import { freshId, h, iconButton, options } from "#app/controls/dom.js";
import { quantityRow } from "#app/controls/quantity.js";
import { swatch } from "#app/controls/swatch.js";
import { WrapperList } from "#app/controls/wrappers.js";
import { short } from "#app/core/format.js";
import * as edits from "#app/edits.js";
import { STYLE } from "#app/presentation.js";

/** What a catalogue does not describe, because it belongs to no optimizer. */
const noiseOf = (words, limits) => ({
  name: words.say("noise.name"),
  symbol: "σ",
  default: 0,
  minimum: 0,
  maximum: limits.magnitude,
  slider: [0.01, 100],
  scale: "log",
  description: { [words.language]: words.say("noise.hint") },
});

const KINDS = ["gaussian", "relative", "student_t"];

const degreesOf = (words, [minimum, maximum]) => ({
  name: words.say("noise.df"),
  symbol: "ν",
  default: 3,
  minimum,
  maximum,
  slider: [minimum, maximum],
  scale: "log",
  description: { [words.language]: words.say("noise.df_hint") },
});

const batchOf = (words, points) => ({
  name: words.say("batch.name"),
  symbol: "B",
  default: points,
  minimum: 1,
  maximum: points,
  slider: [1, points],
  scale: points > 50 ? "log" : "integer",
  whole: true,
  description: { [words.language]: words.say("batch.hint", { points: String(points) }) },
});

export class RunCard {
  /** @param {import("#app/model.js").Context} context @param {number} index @param {import("#app/controls/runs.js").RunList} list */
  constructor(context, index, list) {
    this.context = context;
    this.list = list;
    this.index = index;
    const { words, catalogue, store } = context;
    const update = (edit, options) => context.propose(edit, options);
    this.swatch = h("button", {
      type: "button",
      class: "swatch-button",
      title: words.say("run.select"),
      "aria-label": words.say("run.select_numbered", { number: String(index + 1) }),
      onclick: () => context.select(this.index),
    });
    this.optimizer = h(
      "select",
      {
        "aria-label": words.say("run.optimizer", { number: String(index + 1) }),
        onchange: () => update((scene) => edits.withOptimizer(scene, catalogue, this.index, this.optimizer.value)),
      },
      ...options(catalogue.optimizers.map(({ id, name }) => ({ value: id, label: words.pick(name) }))),
    );
    this.framework = h("select", {
      class: "framework",
      "aria-label": words.say("run.framework", { number: String(index + 1) }),
      onchange: () => update((scene) => edits.withFramework(scene, catalogue, this.index, this.framework.value)),
    });
    this.more = iconButton("more", "", () => this.#menu(), { "aria-haspopup": "dialog" });
    this.first = h("div", { class: "rows" });
    this.summary = h("summary", {});
    this.rest = h("div", { class: "rows" });
    this.details = h("details", { class: "more" }, this.summary, this.rest);
    this.element = h(
      "li",
      { class: "run", "data-pointer": `/runs/${index}` },
      h("div", { class: "run-head" }, this.swatch, this.optimizer, this.framework, this.more),
      this.first,
      this.details,
    );
    this.away = [
      store.subscribe((state) => state.palette, () => this.#sign()),
      store.subscribe((state) => state.hidden.includes(this.index), (hidden) => this.element.toggleAttribute("data-hidden", hidden)),
      store.subscribe((state) => state.selected === this.index, (selected) => {
        this.element.toggleAttribute("data-selected", selected);
        this.swatch.setAttribute("aria-pressed", String(selected));
      }),
    ];
  }

  destroy() {
    for (const leave of this.away) leave();
    this.element.remove();
  }

  /** @param {import("#app/scene.js").Scene} scene @param {number} points  of the fit; 0 on a surface */
  show(scene, points) {
    const run = scene.runs[this.index];
    const { words, catalogue } = this.context;
    const wrapped = (run.wrappers ?? []).map(({ id }) => id);
    const shape = JSON.stringify([run.optimizer, run.framework, run.schedule.id, wrapped, points, run.noise > 0, run.noise_kind]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.#build(scene, run, points);
    }
    const variant = edits.variantOf(catalogue, run);
    for (const [name, row] of Object.entries(this.rows)) row.value = run.hyperparameters[name] ?? variant.defaults[name];
    // A schedule that spans the race is reset to the race.
    if (this.scheduleRows.t_max) /** @type {any} */ (this.scheduleRows.t_max).default = scene.steps;
    for (const [name, row] of Object.entries(this.scheduleRows)) row.value = run.schedule.parameters[name] ?? row.spec.default;
    this.wrappers.show(run);
    this.noise.value = run.noise;
    this.kind.value = run.noise_kind ?? KINDS[0];
    if (this.degrees) this.degrees.value = run.noise_df ?? this.degrees.spec.default;
    if (this.batch) this.batch.value = run.batch_size ?? points;
    this.schedule.value = run.schedule.id;
    this.summary.textContent = this.#summary(run, variant, words);
    if (run[STYLE] !== this.style) this.#sign(run);
  }

  #sign(run = this.context.store.state.scene.runs[this.index]) {
    const { palette } = this.context.store.state;
    if (!palette || !run) return;
    this.style = run[STYLE];
    this.swatch.replaceChildren(swatch(palette, this.style));
  }

  async #menu() {
    const { openRunMenu } = await import("#app/controls/runmenu.js");
    openRunMenu(this.context, this.list, this.index, this.more);
  }

  /** Rows for this optimizer, framework and schedule. The first hyperparameter, the learning rate, stays in sight. */
  #build(scene, run, points) {
    const { words, catalogue, limits, propose } = this.context;
    const optimizer = catalogue.optimizers.find((item) => item.id === run.optimizer);
    const variant = edits.variantOf(catalogue, run);
    const owner = words.say("run.owner", { number: String(this.index + 1), name: words.pick(optimizer.name) });
    this.optimizer.value = run.optimizer;
    this.framework.replaceChildren(
      ...options(optimizer.frameworks.map(({ id, name }) => ({ value: id, label: words.pick(name) }))),
    );
    this.framework.value = variant.id;
    this.more.title = words.say("run.menu", { name: owner });
    this.more.setAttribute("aria-label", this.more.title);
    const at = `/runs/${this.index}`;
    const row = (spec, pointer, edit, standard) =>
      quantityRow(words, {
        spec,
        standard,
        pointer,
        owner,
        onLive: (value) => propose((scene) => edit(scene, value), { live: true }),
        onSettle: (value) => propose((scene) => edit(scene, value)),
      });

    this.rows = {};
    for (const [name, standard] of Object.entries(variant.defaults)) {
      const spec = optimizer.hyperparameters.find((item) => item.name === name);
      const edit = (scene, value) => edits.withHyperparameter(scene, this.index, name, value);
      this.rows[name] = row({ ...spec, default: standard }, `${at}/hyperparameters/${name}`, edit, standard);
    }
    const schedule = catalogue.schedules.find((item) => item.id === run.schedule.id);
    const standards = edits.scheduleDefaults(catalogue, run.schedule.id, variant.id);
    this.scheduleRows = {};
    for (const spec of schedule.parameters) {
      const edit = (scene, value) => edits.withScheduleParameter(scene, this.index, spec.name, value);
      this.scheduleRows[spec.name] = row(spec, `${at}/schedule/parameters/${spec.name}`, edit, standards[spec.name]);
    }
    const withNoise = (scene, noise) => edits.withRun(scene, this.index, { noise });
    this.noise = row(noiseOf(words, limits), `${at}/noise`, withNoise);
    const noiseId = freshId("noise");
    this.kind = h(
      "select",
      { id: noiseId, onchange: () => propose((scene) => edits.withRun(scene, this.index, { noise_kind: this.kind.value })) },
      ...options(KINDS.map((value) => ({ value, label: words.say(`noise.${value}`) }))),
    );
    const withDegrees = (scene, df) => edits.withRun(scene, this.index, { noise_df: df });
    const heavy = run.noise > 0 && run.noise_kind === "student_t";
    this.degrees = heavy ? row(degreesOf(words, limits.noise_df), `${at}/noise_df`, withDegrees) : null;
    const kinds = h("div", { class: "pair", "data-pointer": `${at}/noise_kind` }, h("label", { class: "label", for: noiseId }, words.say("noise.kind")), this.kind);
    const withBatch = (scene, size) => edits.withRun(scene, this.index, { batch_size: size >= points ? null : size });
    this.batch = points > 1 ? row(batchOf(words, points), `${at}/batch_size`, withBatch) : null;

    this.wrappers = new WrapperList(this.context, this.index, owner, run);

    const id = freshId("schedule");
    this.schedule = h(
      "select",
      {
        id,
        onchange: () => propose((scene) => edits.withSchedule(scene, catalogue, this.index, this.schedule.value)),
      },
      ...options(catalogue.schedules.map(({ id: value, name }) => ({ value, label: words.pick(name) }))),
    );
    const [first, ...others] = Object.values(this.rows);
    this.first.replaceChildren(...(first ? [first.element] : []));
    this.rest.replaceChildren(
      ...others.map(({ element }) => element),
      h("div", { class: "pair", "data-pointer": `${at}/schedule` }, h("label", { class: "label", for: id }, words.say("schedule.label")), this.schedule),
      h("p", { class: "hint" }, words.pick(schedule.idea)),
      ...Object.values(this.scheduleRows).map(({ element }) => element),
      ...this.wrappers.elements,
      ...(this.batch ? [this.batch.element] : []),
      this.noise.element,
      ...(run.noise > 0 ? [kinds] : []),
      ...(this.degrees ? [this.degrees.element] : []),
    );
  }

  /** "β₁ 0.9 · β₂ 0.999 · cosine": what the folded part holds. */
  #summary(run, variant, words) {
    const { catalogue } = this.context;
    const parts = Object.entries(this.rows)
      .slice(1)
      .map(([name, { spec }]) => `${spec.symbol} ${short(run.hyperparameters[name] ?? variant.defaults[name], 12)}`);
    if (run.schedule.id !== "constant") {
      parts.push(words.pick(catalogue.schedules.find((item) => item.id === run.schedule.id).name));
    }
    if (run.schedule.parameters.warmup > 0) parts.push(words.say("schedule.warmup", { steps: String(run.schedule.parameters.warmup) }));
    for (const { id } of run.wrappers ?? []) parts.push(words.pick(catalogue.wrappers.find((item) => item.id === id).name));
    if (run.batch_size !== null) parts.push(`B ${run.batch_size}`);
    if (run.noise > 0) parts.push(`σ ${short(run.noise, 12)}`);
    return parts.length > 0 ? parts.join(" · ") : words.say("run.more");
  }
}
