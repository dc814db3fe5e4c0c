/** Pictures and films of the figure, in the sheet of what can be taken away: as it is seen now, and the whole race. */

import { h, options, setText } from "#app/controls/dom.js";
import { hasLink } from "#app/controls/files.js";
import { short } from "#app/core/format.js";
import { Drawing } from "#app/core/svg.js";
import { SECONDS } from "#app/player.js";
import { format } from "#app/scene.js";
import { film, momentsOf } from "#app/stage/film.js";
import { Plate } from "#app/stage/plate.js";

const SCALES = [1, 2, 3];
/** Pixels; wider films are the same picture with finer pixels, so that words stay as large as they are beside the figure. */
const WIDTHS = [480, 720, 1080];
const WIDEST_LAYOUT = 720;
/** Narrower panels have no room for their numbers. */
const NARROWEST = 200;
/** How fast the player would go. */
const SPEEDS = [2, 1, 0.5, 0.25];
/** Hundredths of a second that a frame is shown: what a GIF can say, and no browser shows less than 2. */
const DELAYS = [10, 5, 4, 2];
const HOLDS = [0, 1, 2, 4];
/** Said aloud so many times on the way. */
const QUARTERS = 4;
/** A file's name has letters that every system takes. @param {string} text */
const slug = (text) => text.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "").toLowerCase();

export class Pictures {
  /**
   * @param {HTMLElement} root  in a dialog
   * @param {import("#app/player.js").Player} player @param {import("#app/stage/stage.js").Stage} stage @param {string} title  of the figure
   */
  constructor(root, player, stage, title) {
    this.player = player;
    this.stage = stage;
    this.words = stage.context.words;
    const { problem } = stage.context.store.state.answer.scene;
    this.title = problem.kind === "formula" ? problem.formula : title;
    /** @type {AbortController | null} */
    this.making = null;
    this.url = "";
    const { words } = this;
    const say = words.say;
    const solid = stage.context.store.state.layout === "3d";
    this.curve = h("input", { type: "checkbox", checked: true, onchange: () => this.#count() });
    this.scale = this.#choice("scale", SCALES.map((value) => ({ value, label: `${value}×` })), 2);
    this.width = this.#choice("width", WIDTHS.map((value) => ({ value, label: say("picture.pixels", { width: String(value) }) })), WIDTHS[1]);
    this.length = this.#choice("length", SPEEDS.map((speed) => ({ value: SECONDS / speed, label: say("picture.seconds_at", { seconds: SECONDS / speed, speed }) })), SECONDS);
    this.delay = this.#choice("rate", DELAYS.map((delay) => ({ value: delay, label: String(100 / delay) })), 5);
    this.hold = this.#choice("hold", HOLDS.map((seconds) => ({ value: seconds, label: say("picture.seconds", { seconds }) })), 2);
    this.loop = h("input", { type: "checkbox", checked: true });
    const press = (name, onclick, more = {}) => h("button", { type: "button", class: "quiet-button framed", onclick, ...more }, say(`picture.${name}`));
    this.go = press("gif", () => this.#film());
    this.count = h("span", { class: "quiet" });
    this.bar = h("progress", { max: 1, value: 0, "aria-label": say("picture.progress") });
    this.place = h("span", { class: "quiet number" });
    this.cancel = press("cancel", () => this.#stop());
    this.under = h("div", { class: "making", hidden: true }, this.bar, this.place, this.cancel);
    this.said = h("p", { class: "spoken", role: "status" });
    this.error = h("p", { class: "error", role: "alert" });
    this.result = h("div", { class: "taken", hidden: true });
    const svg = press("svg", () => this.#vector(), { disabled: solid, "aria-describedby": solid ? "picture-solid" : null });
    const parts = [
      h("label", { class: "picture-curve" }, this.curve, " ", say("picture.curve")),
      h("fieldset", {}, h("legend", {}, say("picture.still")), this.scale.label, press("png", () => this.#raster()), svg, solid && h("span", { class: "quiet", id: "picture-solid" }, say("picture.solid"))),
      h("fieldset", {}, h("legend", {}, say("picture.film")), ...[this.width, this.length, this.delay, this.hold].map(({ label }) => label), h("label", {}, this.loop, " ", say("picture.loop")), this.go, this.count),
      this.#left() && h("p", { class: "quiet" }, say("picture.batch")),
      this.under,
      this.said,
      this.error,
      this.result,
    ];
    root.append(...parts.filter((part) => part !== false));
    this.#count();
    const dialog = /** @type {HTMLDialogElement} */ (root.closest("dialog"));
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.making) return;
      event.preventDefault();
      this.#stop();
    });
    dialog.addEventListener("close", () => {
      this.#stop();
      this.#forget();
    });
  }

  /** Whether a layer of the figure will be missing in a film. */
  #left() {
    return this.stage.context.store.state.layers.split(",").includes("batch");
  }

  #choice(name, entries, chosen) {
    const select = h("select", { onchange: () => this.#count() }, ...options(entries));
    select.value = String(chosen);
    return { label: h("label", {}, h("span", {}, this.words.say(`picture.${name}`)), select), select, value: () => Number(select.value) };
  }

  get #moments() {
    const { steps } = this.stage.context.store.state.answer.scene;
    return momentsOf({ steps, seconds: this.length.value(), delay: this.delay.value(), hold: this.hold.value() });
  }

  #count() {
    if (this.count) setText(this.count, this.words.say("picture.frames", { count: String(this.#moments.length) }));
  }

  /** What the file is a picture of, for those who find it: an address that shows it; only the lab's where the scene has none. */
  get #source() {
    const { context } = this.stage;
    return `${location.origin}/${hasLink(context) ? `?${format(context.store.state.answer.scene)}` : ""}`;
  }

  #name(ending, position = null) {
    const { problem, runs } = this.stage.context.store.state.answer.scene;
    const optimizers = [...new Set(runs.map(({ optimizer }) => optimizer))];
    const parts = [problem.id ?? problem.dataset ?? problem.kind, ...(optimizers.length > 4 ? [`${runs.length}-runs`] : optimizers)];
    if (position !== null) parts.push(`step-${Math.floor(position + 1e-9)}`);
    return `${slug(parts.join("-"))}.${ending}`;
  }

  /** The figure of this width in pixels. @param {(width: number, height: number) => any} canvas @param {object} how */
  #plate(canvas, how) {
    if (!this.stage.panels[0]?.landscape.runs.length) throw new Error(this.words.say("picture.early"));
    return new Plate(this.stage, { title: this.title, curve: this.curve.checked, canvas, ratio: 1, ...how });
  }

  /** A picture in pixels, saved at once. */
  #raster() {
    return this.#try(async () => {
      const { position } = this.player;
      const plate = this.#plate(canvasOf, { ratio: this.scale.value() });
      try {
        plate.draw(position);
        const blob = await new Promise((resolve) => plate.canvas.toBlob(resolve));
        if (!blob) throw this.#tooLarge(plate);
        this.#offer(blob, this.#name("png", position), plate.told(position), [this.words.say("picture.size", size(plate))], { save: true });
      } finally {
        plate.destroy();
      }
    });
  }

  /** The same as lines. */
  #vector() {
    return this.#try(async () => {
      const { position } = this.player;
      const measure = /** @type {any} */ (document.createElement("canvas").getContext("2d"));
      const drawing = new Drawing({ measure, document });
      const plate = this.#plate((width, height) => drawing.sheet(width, height), {});
      plate.draw(position);
      plate.destroy();
      const told = plate.told(position);
      const text = drawing.write(plate.canvas, { title: this.title, description: `${told}\n${this.#source}`, language: this.words.language });
      this.#offer(new Blob([text], { type: "image/svg+xml" }), this.#name("svg", position), told, [this.words.say("picture.size", size(plate))], { save: true });
    });
  }

  async #film() {
    if (this.making) return;
    const { signal } = (this.making = new AbortController());
    const made = await this.#try(() => this.#filmed(signal));
    const held = this.under.contains(document.activeElement);
    this.making = null;
    this.under.hidden = true;
    this.go.disabled = false;
    if (held) (made ? this.result.querySelector("a") : this.go).focus();
  }

  /** @param {AbortSignal} signal */
  async #filmed(signal) {
    const { words, player } = this;
    player.pause();
    const moments = this.#moments;
    const width = this.width.value();
    const layout = Math.min(width, WIDEST_LAYOUT);
    const plate = this.#plate(canvasOf, { width: layout, ratio: width / layout, narrowest: NARROWEST, moving: true });
    try {
      this.#show(0, moments.length, 0);
      this.cancel.focus();
      const onFrame = (done, bytes) => this.#show(done, moments.length, bytes);
      const { blob, frames } = await film(plate, moments, { loop: this.loop.checked, comment: this.#source, signal, onFrame });
      const { position } = moments[moments.length - 1];
      plate.draw(position);
      const facts = [words.say("picture.size", size(plate)), words.say("picture.frames", { count: String(frames) })];
      // Where motion is not welcome, the preview is its last moment.
      this.#offer(blob, this.#name("gif"), plate.told(position), facts, { still: player.reducedMotion ? plate.canvas.toDataURL() : "" });
    } catch (error) {
      // What a browser says of an array or a canvas that it has no room for says nothing to a person.
      throw error instanceof RangeError || error.name === "InvalidStateError" ? this.#tooLarge(plate) : error;
    } finally {
      plate.destroy();
    }
  }

  /** @param {number} done @param {number} whole @param {number} bytes */
  #show(done, whole, bytes) {
    const { words, bar } = this;
    if (done === 0) {
      this.result.hidden = true;
      this.under.hidden = false;
      this.go.disabled = true;
      this.quarter = 0;
      setText(this.said, words.say("picture.begun", { count: String(whole) }));
    }
    bar.value = done / whole;
    setText(this.place, words.say("picture.place", { done: String(done), whole: String(whole), size: bytesOf(bytes) }));
    const quarter = Math.floor((QUARTERS * done) / whole);
    if (quarter > this.quarter && done < whole) setText(this.said, words.say("picture.percent", { percent: String((100 * quarter) / QUARTERS) }));
    this.quarter = Math.max(this.quarter, quarter);
  }

  #stop() {
    this.making?.abort();
  }

  /** @param {Plate} plate */
  #tooLarge(plate) {
    return new Error(this.words.say("picture.too_large", size(plate)));
  }

  /** Whether it was made; what went wrong is said. @param {() => Promise<void>} make */
  async #try(make) {
    setText(this.error, "");
    const { words } = this;
    try {
      await make();
      return true;
    } catch (error) {
      if (error.name === "AbortError") [this.said, this.count].forEach((place) => setText(place, words.say("picture.cancelled")));
      else setText(this.error, words.say("picture.failed", { reason: error.message }));
      return false;
    }
  }

  #forget() {
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = "";
  }

  /**
   * The file with its picture, its name and what is to know of it.
   * @param {Blob} blob @param {string} name @param {string} told  what it shows, in words @param {string[]} facts
   * @param {{save?: boolean, still?: string}} how  save: at once; still: a picture to show in its place
   */
  #offer(blob, name, told, facts, { save = false, still = "" }) {
    this.#forget();
    this.url = URL.createObjectURL(blob);
    const { words } = this;
    const link = h("a", { href: this.url, download: name, class: "quiet-button framed" }, words.say("picture.save", { name }));
    const about = words.list([...facts, bytesOf(blob.size)]);
    this.result.replaceChildren(h("img", { src: still || this.url, alt: told }), h("p", {}, link, h("span", { class: "quiet number" }, about)));
    this.result.hidden = false;
    setText(this.said, words.say("picture.ready", { name, about }));
    if (save) link.click();
    this.result.scrollIntoView({ block: "nearest" });
  }
}

/** @param {Plate} plate */
const size = ({ columns, rows }) => ({ width: String(columns), height: String(rows) });

/** @param {number} bytes */
const bytesOf = (bytes) => (bytes < 1e6 ? `${short(Math.ceil(bytes / 1000))} kB` : `${short(Math.round(bytes / 1e5) / 10)} MB`);

/** @param {number} width @param {number} height */
function canvasOf(width, height) {
  return Object.assign(document.createElement("canvas"), { width: Math.round(width), height: Math.round(height) });
}
