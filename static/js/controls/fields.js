/** The fields of the page: a number, and a quantity with its slider. Each holds its own error beside itself. */
import { freshId, h, iconButton } from "#app/controls/dom.js";
import { fromSlider, isWhole, nudge, readNumber, toSlider, within } from "#app/controls/slider.js";

/** How long a half-typed number may stand before it is called wrong. */
const PATIENCE = 700;

/**
 * A text field that holds a number. Valid input is told at once (`onLive`), and again when it is done (`onSettle`).
 */
export class NumberField {
  /**
   * @param {import("#app/words.js").Words} words
   * @param {object} options
   * @param {string} options.label   what is said of it
   * @param {number | null} [options.minimum]
   * @param {number | null} [options.maximum]
   * @param {boolean} [options.whole]
   * @param {(value: number, direction: number) => number} [options.nudge]   what ↑ and ↓ do
   * @param {string} [options.describedBy]
   * @param {(value: number) => void} options.onLive
   * @param {(value: number) => void} options.onSettle
   */
  constructor(words, options) {
    this.words = words;
    this.options = options;
    this.error = h("p", { class: "error", id: freshId("error") });
    this.element = h("input", {
      type: "text",
      class: "number-field",
      inputmode: options.whole ? "numeric" : "decimal",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": options.label,
      "aria-describedby": [options.describedBy, this.error.id].filter(Boolean).join(" "),
      oninput: () => this.#typed(false),
      onchange: () => this.#typed(true),
      onkeydown: (event) => this.#pressed(event),
      onkeyup: () => this.#released(),
      onfocus: () => this.element.select(),
    });
    this.shown = NaN;
  }

  /** Shows a value, unless the person is just typing something that means the same or is not yet a number. */
  set value(value) {
    if (Object.is(this.shown, value)) return;
    this.shown = value;
    const read = readNumber(this.element.value, this.options);
    if (document.activeElement === this.element && read.value === value) return;
    this.element.value = String(value);
    this.say(null);
  }

  /** @param {string | null} complaint */
  say(complaint) {
    clearTimeout(this.patience);
    this.error.textContent = complaint ?? "";
    this.error.toggleAttribute("data-local", complaint !== null);
    this.element.toggleAttribute("aria-invalid", complaint !== null);
    if (complaint !== null) this.element.setAttribute("aria-invalid", "true");
  }

  #complaint(kind) {
    const { minimum = null, maximum = null } = this.options;
    const given = this.element.value;
    if (kind !== "range") return this.words.say(`error.${kind}`, { given });
    if (minimum === null) return this.words.say("error.above", { given, maximum });
    if (maximum === null) return this.words.say("error.below", { given, minimum });
    return this.words.say("error.range", { given, minimum, maximum });
  }

  #typed(done) {
    const read = readNumber(this.element.value, this.options);
    clearTimeout(this.patience);
    if (read.error) {
      const complain = () => this.say(this.#complaint(read.error));
      if (done) complain();
      else this.patience = setTimeout(complain, PATIENCE);
      return;
    }
    this.say(null);
    this.shown = read.value;
    (done ? this.options.onSettle : this.options.onLive)(read.value);
  }

  #pressed(event) {
    const direction = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (event.key === "Escape") this.element.blur();
    if (!direction || !this.options.nudge) return;
    const read = readNumber(this.element.value, this.options);
    if (read.error) return;
    event.preventDefault();
    const value = within(this.options, this.options.nudge(read.value, direction));
    this.value = value;
    this.element.value = String(value);
    this.nudged = value;
    this.options.onLive(value);
  }

  #released() {
    if (this.nudged === undefined) return;
    this.options.onSettle(this.nudged);
    this.nudged = undefined;
  }
}

/**
 * The name of a quantity, which shows on demand what it does.
 * @param {import("#app/words.js").Words} words @param {import("#app/controls/slider.js").Quantity} spec
 */
export function termOf(words, spec) {
  const description = words.pick(spec.description);
  const hint = h("p", { class: "hint", id: freshId("hint"), hidden: true }, description);
  const term = h(
    "button",
    {
      type: "button",
      class: "term",
      title: description,
      "aria-expanded": "false",
      "aria-controls": hint.id,
      onclick: () => {
        hint.hidden = !hint.hidden;
        term.setAttribute("aria-expanded", String(!hint.hidden));
      },
    },
    spec.symbol !== spec.name && h("span", { class: "symbol" }, spec.symbol),
    h("span", { class: "name" }, ...spec.name.split(/(?<=_)/).flatMap((part) => [part, h("wbr")])),
  );
  return { term, hint };
}

/**
 * A quantity as the catalogue describes it: symbol, slider, number field, way back to its default, and its
 * description on demand.
 */
export class QuantityRow {
  /**
   * @param {import("#app/words.js").Words} words
   * @param {object} options
   * @param {import("#app/controls/slider.js").Quantity} options.spec
   * @param {string} options.pointer   where a fault of the server finds it
   * @param {string} options.owner     whose it is, for a screen reader
   * @param {number} [options.standard]  the default of this variant, where it is not the catalogue's
   * @param {(value: number) => void} options.onLive
   * @param {(value: number) => void} options.onSettle
   */
  constructor(words, { spec, pointer, owner, standard = spec.default, onLive, onSettle }) {
    this.spec = spec;
    this.standard = NaN;
    this.now = NaN;
    const { term, hint } = termOf(words, spec);
    const label = words.say("quantity.label", { name: spec.name, owner });

    this.field = new NumberField(words, {
      label,
      minimum: spec.minimum,
      maximum: spec.maximum,
      whole: isWhole(spec),
      describedBy: hint.id,
      nudge: (value, direction) => nudge(spec, value, direction),
      onLive: (value) => (this.#moveSlider(value), onLive(value)),
      onSettle: (value) => (this.#moveSlider(value), onSettle(value)),
    });
    this.slider = h("input", {
      type: "range",
      min: 0,
      max: 1,
      step: "any",
      "aria-label": label,
      "aria-describedby": hint.id,
      tabindex: 0,
      oninput: () => this.#slid(onLive),
      onchange: () => this.#slid(onSettle),
      onkeydown: (event) => this.#pressed(event, onLive),
      onkeyup: () => this.#released(onSettle),
    });
    this.words = words;
    this.reset = iconButton("reset", "", () => {
      this.value = this.standard;
      this.field.element.focus();
      onSettle(this.standard);
    });
    this.reset.classList.add("reset");
    this.default = standard;
    this.element = h(
      "div",
      { class: "quantity", "data-pointer": pointer },
      term,
      this.slider,
      this.field.element,
      this.reset,
      this.field.error,
      hint,
    );
  }

  set value(value) {
    this.field.value = value;
    this.#moveSlider(value);
  }

  /** What the way back leads to. */
  set default(standard) {
    if (Object.is(this.standard, standard)) return;
    this.standard = standard;
    const label = this.words.say("quantity.reset", { name: this.spec.name, value: standard });
    this.reset.title = label;
    this.reset.setAttribute("aria-label", label);
    this.#offer();
  }

  #offer() {
    this.reset.classList.toggle("idle", this.now === this.standard);
    this.reset.disabled = this.now === this.standard;
  }

  #moveSlider(value) {
    if (Object.is(this.now, value)) return;
    this.now = value;
    if (Math.abs(fromSlider(this.spec, Number(this.slider.value)) - value) > 0 || this.slider.value === "") {
      this.slider.value = String(toSlider(this.spec, value));
    }
    this.slider.style.setProperty("--place", String(toSlider(this.spec, value)));
    this.slider.setAttribute("aria-valuetext", String(value));
    this.#offer();
  }

  #slid(tell) {
    const value = fromSlider(this.spec, Number(this.slider.value));
    this.field.value = value;
    this.#moveSlider(value);
    tell(value);
  }

  #pressed(event, onLive) {
    const direction = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
    }[event.key];
    if (!direction) return;
    event.preventDefault();
    const [low, high] = this.spec.slider;
    const least = this.spec.scale === "log" && this.spec.default === 0 ? 0 : low;
    const value = Math.min(high, Math.max(least, nudge(this.spec, this.now, direction)));
    this.value = value;
    this.nudged = true;
    onLive(value);
  }

  // A held key is one gesture, as a drag is.
  #released(onSettle) {
    if (!this.nudged) return;
    this.nudged = false;
    onSettle(this.now);
  }
}
