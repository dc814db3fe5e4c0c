/**
 * <descent-lab>: a figure of the lab in anybody's page, in a frame as high as it needs.
 *
 *     <script type="module" src="…/static/js/element.js"></script>
 *     <descent-lab address="surface=rosenbrock&run=adam:lr=0.05"><a href="…">The figure</a></descent-lab>
 *
 * Attributes: address (of a scene), lab (where it is; else where this file came from), height (fixed, in pixels; else it follows the
 * figure), title, and those of /embed: lang, theme, layout, show, hide, step, autoplay. What the figure says comes as events:
 * lab-ready, lab-step, lab-outcome, lab-scene, lab-error, each with its message as `detail`. Its methods may be called at once: what they
 * say waits until the figure is there. Needs nothing else.
 */

const KEYS = ["lang", "theme", "layout", "show", "hide", "step", "autoplay"];
const TYPE = "descent-lab";
/** Until the figure says better. */
const HEIGHT = 480;

class DescentLab extends HTMLElement {
  static observedAttributes = ["address", "lab", "height", "title", ...KEYS];

  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** What is said before anybody is there to hear it; null once somebody is. @type {object[] | null} */
  #waiting = [];

  connectedCallback() {
    const frame = document.createElement("iframe");
    frame.loading = "lazy";
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
    Object.assign(frame.style, { display: "block", width: "100%", minWidth: "280px", border: "0" });
    frame.height = this.getAttribute("height") || String(HEIGHT);
    this.#frame = frame;
    this.#load();
    this.style.display ||= "block";
    this.replaceChildren(frame);
    addEventListener("message", this.#hear);
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#frame = null;
  }

  attributeChangedCallback() {
    if (this.#frame) this.#load();
  }

  play() {
    this.#say({ command: "play" });
  }

  pause() {
    this.#say({ command: "pause" });
  }

  /** @param {number} step */
  seek(step) {
    this.#say({ command: "seek", step });
  }

  /** @param {{address?: string, layout?: string, theme?: string, speed?: number, hidden?: number[]}} looks */
  set(looks) {
    this.#say({ command: "set", ...looks });
  }

  #load() {
    const lab = this.getAttribute("lab") || import.meta.url;
    const given = new Map(KEYS.filter((key) => this.hasAttribute(key)).map((key) => [key, this.getAttribute(key)]));
    // "autoplay" alone is true, as it is elsewhere in HTML; a figure speaks its page's language.
    if (given.get("autoplay") === "") given.set("autoplay", "1");
    const around = this.closest("[lang]")?.getAttribute("lang") ?? "";
    if (around) given.set("lang", /^zh/i.test(around) ? "zh" : "en");
    const keys = [...given].map(([key, value]) => `&${key}=${encodeURIComponent(value ?? "")}`).join("");
    const source = new URL(`/embed?${(this.getAttribute("address") ?? "").replace(/^\?/, "")}${keys}`, lab).href;
    const frame = /** @type {HTMLIFrameElement} */ (this.#frame);
    frame.title = this.title || "Descent Lab";
    if (frame.src !== source) {
      frame.src = source;
      this.#waiting = [];
    }
    if (this.hasAttribute("height")) frame.height = this.getAttribute("height");
  }

  #say(message) {
    if (this.#waiting) this.#waiting.push(message);
    else this.#frame?.contentWindow?.postMessage({ type: TYPE, ...message }, "*");
  }

  // By whose message it is, not by where it comes from: in its sandbox a figure has no origin.
  #hear = ({ source, data }) => {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || data?.type !== TYPE) return;
    if (data.event === "height" && !this.hasAttribute("height")) frame.height = String(data.height);
    if (data.event === "ready" && !this.title) frame.title = `${data.title} · Descent Lab`;
    if (data.event === "ready") {
      const said = this.#waiting ?? [];
      this.#waiting = null;
      for (const message of said) this.#say(message);
    }
    this.dispatchEvent(new CustomEvent(`lab-${data.event}`, { detail: data }));
  };
}

if (!customElements.get(TYPE)) customElements.define(TYPE, DescentLab);
