/**
 * The rule of the selected run with the numbers of one update in place of its names, line by line. The numbers and the lines come
 * from the server, which recorded them in the program that ran; here they are only put into their places, and only text changes.
 */
import { h, setText } from "#app/controls/dom.js";
import { mathematics } from "#app/controls/mathematics.js";
import { figure, short } from "#app/core/format.js";

/** Milliseconds between one set of numbers and the next. */
const LEGIBLE = 60;

/** Whole numbers as they are, others with four digits that stay four. @param {number | null} value */
const digits = (value) => (value === null ? "–" : Number.isInteger(value) && Math.abs(value) < 1e4 ? short(value) : figure(value));

const share = (value) => `${((value ?? 0) * 100).toFixed(0)} %`;

/** A scalar gets brackets where the formula around it needs them: "power" marks what is raised to one. */
const bracketed = (text, tight) => (tight !== null && (text[0] === "−" || (tight === "power" && text.includes("×"))) ? `(${text})` : text);

export class Inspector {
  /**
   * @param {HTMLElement} root @param {import("#app/model.js").Context} context
   * @param {(endpoint: string, keys: string, scene: any, address: string, signal: AbortSignal) => Promise<any>} ask
   * @param {Element} symbols  the rule without numbers, which gives way
   */
  constructor(root, context, ask, symbols) {
    this.context = context;
    this.symbols = symbols;
    this.ask = ask;
    this.title = h("p", { class: "update number" });
    this.body = h("div", { class: "lines", role: "group", tabindex: 0, "aria-label": context.words.say("inspector.label") });
    root.append(this.title, this.body);
    this.root = root;
    /** @type {any} */
    this.data = null;
    /** @type {((index: number) => void)[]} */
    this.places = [];
  }

  /** The state has changed, or the position has left what is known. Asks for what is missing. */
  refresh() {
    const { answer, selected, moving } = this.context.store.state;
    this.root.toggleAttribute("data-stale", moving || this.data?.answer !== answer || this.data?.selected !== selected);
    if (moving) return this.stop?.abort();
    const size = this.context.limits.window;
    const from = Math.floor((this.#update(answer, selected) - 1) / size) * size;
    const wanted = this.wanted;
    if (wanted?.answer === answer && wanted.selected === selected && wanted.from === from) return;
    this.wanted = { answer, selected, from };
    this.#fetch(this.wanted, `run=${selected}&from=${from}&to=${Math.min(from + size, answer.scene.steps)}`);
  }

  async #fetch(wanted, keys) {
    this.stop?.abort();
    const { signal } = (this.stop = new AbortController());
    try {
      const data = await this.ask("steps", keys, wanted.answer.scene, wanted.answer.address, signal);
      this.#take({ ...data, ...wanted });
    } catch (error) {
      if (error.name === "AbortError") this.wanted = wanted === this.wanted ? null : this.wanted;
      else setText(this.title, error.message || this.context.words.say("error.silence"));
    }
  }

  #take(data) {
    const shape = JSON.stringify([data.stages.map(({ lines, name }) => [name, lines.map(({ mathml, numbers, does }) => [mathml, numbers, does])]), data.selected]);
    this.data = data;
    this.symbols.remove();
    if (shape !== this.shape) this.#build();
    else this.#connect();
    this.shape = shape;
    this.shown = null;
    this.root.removeAttribute("data-stale");
    this.#write();
  }

  /** The update at a position: the one that leads there. */
  #update(answer, selected) {
    const last = answer.trajectories[selected].learning_rate.length;
    return Math.min(Math.max(1, Math.ceil((this.position ?? 0) - 1e-9)), Math.max(1, last));
  }

  /** Numbers change no more often than an eye can follow. @param {number} position */
  show(position) {
    this.position = position;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.written = performance.now();
      this.#write();
    }, Math.max(0, LEGIBLE - (performance.now() - (this.written ?? 0))));
  }

  #write() {
    const { data, position } = this;
    const { answer, selected, moving } = this.context.store.state;
    if (data === null || moving || data.answer !== answer || data.selected !== selected) return;
    const update = this.#update(answer, selected);
    const index = update - 1 - data.from;
    if (index < 0 || index >= data.to - data.from) return this.#beyond(data);
    if (index === this.shown) return;
    this.shown = index;
    const words = this.context.words;
    const at = { update: String(update), from: String(update - 1) };
    setText(this.title, words.say((position ?? 0) > data.updates ? "inspector.ended" : "inspector.at", at));
    for (const place of this.places) place(index);
  }

  #beyond({ updates }) {
    if (updates === 0) setText(this.title, this.context.words.say("inspector.none"));
    else this.refresh();
  }

  #build() {
    const { words, catalogue, store } = this.context;
    const { stages, begins, native } = this.data;
    const run = store.state.answer.scene.runs[this.data.selected];
    const notes = [];
    if (run.batch_size !== null) notes.push(words.say("inspector.batch", { size: String(run.batch_size) }));
    if (run.noise > 0) notes.push(words.say("inspector.noise"));
    const shown = stages
      .map((stage) => ({ ...stage, lines: stage.lines.filter(({ does }) => stage.part !== "schedule" || does === "runs") }))
      .filter(({ lines }) => lines.length > 0);
    const symbol = (name) => catalogue.optimizers.flatMap(({ hyperparameters }) => hyperparameters).find((item) => item.name === name)?.symbol ?? name;
    this.lines = [];
    const elements = shown.flatMap((stage) => [
      shown.length > 1 && h("h4", {}, words.say(`inspector.${stage.part === "optimizer" ? "rule" : stage.when}`, { name: words.pick(stage.name) })),
      h("ol", {}, ...stage.lines.map((line) => this.#line(line, symbol))),
    ]).filter(Boolean);
    this.body.replaceChildren(
      h("div", { class: "begins" }, ...begins.map(({ mathml }) => mathematics(mathml))),
      ...notes.map((note) => h("p", { class: "quiet" }, note)),
      ...elements,
      ...this.#natives(Object.keys(native)),
    );
    this.#connect();
  }

  #line(line, symbol) {
    const { words } = this.context;
    const note = line.does !== "runs" ? `inspector.${line.does}` : line.zeros.length > 0 ? "inspector.zero" : null;
    const names = words.list(line.zeros.map(symbol));
    const moved = line.moved && line.does === "runs" ? h("span", { class: "number" }) : null;
    const shares = line.terms.map((term) => ({ ...term, text: h("span", { class: "number share" }) }));
    const element = h(
      "li",
      { "data-does": line.does },
      mathematics(line.mathml),
      line.does === "runs" && h("div", { class: "worked" }, ...[...line.numbers, line.result].map(mathematics)),
      shares.length > 0 && h("p", { class: "shares quiet" }, ...shares.map(({ mathml, text }) => h("span", {}, ...mathematics(mathml).childNodes, " ", text))),
      moved !== null && h("p", { class: "quiet" }, moved),
      note !== null && h("p", { class: "quiet" }, words.say(note, { names: names || "0" })),
    );
    this.lines.push({ element, moved, shares: shares.map(({ text }) => text) });
    return element;
  }

  /** What is no formula: L-BFGS's memory and its line search. */
  #natives(names) {
    this.natives = names.map((name) => [name, h("dd", { class: "number" })]);
    if (names.length === 0) return [];
    const { words } = this.context;
    return [h("dl", { class: "natives quiet" }, ...this.natives.flatMap(([name, text]) => [h("dt", {}, words.say(`native.${name}`)), text]))];
  }

  /** Binds every place to its column. */
  #connect() {
    const { words } = this.context;
    const { values, stages, most, native } = this.data;
    this.places = [];
    for (const place of this.body.querySelectorAll("[data-value]")) {
      const value = values[place.getAttribute("data-value")];
      const tight = place.getAttribute("data-tight");
      const cells = place.localName === "mn" ? [place] : [...place.querySelectorAll("span")];
      const columns = Array.isArray(value) ? [value] : Object.values(value);
      cells.forEach((cell, axis) => this.#bind(cell, (index) => bracketed(digits(columns[axis][index]), tight)));
    }
    for (const [name, text] of this.natives) this.#bind(text, (index) => digits(native[name][index]));
    // Lines are counted through all stages; a schedule's that do nothing are not shown.
    const numbered = stages.flatMap((stage) => stage.lines.map((line) => ({ line, part: stage.part }))).map((each, number) => ({ ...each, number }));
    const shown = numbered.filter(({ line, part }) => part !== "schedule" || line.does === "runs");
    const several = shown.filter(({ line }) => line.moved && line.does === "runs").length > 1;
    shown.forEach(({ line, number }, place) => {
      const { element, moved, shares } = this.lines[place];
      shares.forEach((text, term) => this.#bind(text, (index) => share(line.terms[term].share[index])));
      if (!moved) return;
      const said = (index) => (several && most[index] === number ? "inspector.most" : "inspector.moved");
      this.#bind(moved, (index) => words.say(said(index), { distance: digits(line.moved[index]) }));
      if (several) this.places.push((index) => element.toggleAttribute("data-most", most[index] === number));
    });
  }

  #bind(element, text) {
    const node = element.firstChild ?? element.appendChild(document.createTextNode(""));
    this.places.push((index) => {
      const now = text(index);
      if (node.data !== now) node.data = now;
    });
  }
}
