/**
 * The address bar always holds the scene. While a hand moves, the present entry of the history follows it; when it lets go, the
 * entry gets its old address back and the new scene becomes a new entry: back and forward walk through scenes, not through pixels.
 */
import { OPTIONS } from "#app/options.js";

/** Browsers refuse more than about a hundred changes in half a minute. */
const LEAST_GAP = 500;

/** What the page itself keeps in its address, beside the scene. */
export const PAGE_KEYS = ["lang", "theme", "layout", ...Object.keys(OPTIONS)];

export class AddressBar {
  /**
   * @param {string} settled  the scene of the present entry
   * @param {(query: string) => void} onTravel  somebody went back or forward
   * @param {(url: string) => void} [onChange]
   */
  constructor(settled, onTravel, onChange = () => {}) {
    this.settled = settled;
    this.shown = settled;
    this.onChange = onChange;
    this.changedAt = -Infinity;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
    const query = new URLSearchParams(location.search);
    this.keys = new Map(PAGE_KEYS.filter((key) => query.has(key)).map((key) => [key, query.get(key)]));
    addEventListener("popstate", () => onTravel(location.search.slice(1)));
  }

  /** The page's address with this scene. @param {string} address @param {Record<string, string>} [keys] */
  url(address, keys = {}) {
    const own = [...new Map([...this.keys, ...Object.entries(keys)])].map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    return `${location.pathname}?${[address, ...own].join("&")}`;
  }

  /** A scene on the way to somewhere. @param {string} address */
  follow(address) {
    clearTimeout(this.later);
    if (address === this.shown) return;
    const gap = LEAST_GAP - (performance.now() - this.changedAt);
    if (gap <= 0) this.#replace(address);
    else this.later = setTimeout(() => this.#replace(address), gap);
  }

  /** A scene that has come to rest: a new entry, unless it is the one that is there. @param {string} address */
  settle(address) {
    clearTimeout(this.later);
    if (this.shown !== this.settled) this.#replace(this.settled);
    if (address === this.settled) return;
    this.settled = address;
    this.shown = address;
    attempt(() => history.pushState(null, "", this.url(address)));
    this.onChange(this.url(address));
  }

  /** The scene of an entry that the person has travelled to, or of the page as it was opened. @param {string} address */
  arrive(address) {
    clearTimeout(this.later);
    this.settled = address;
    this.#replace(address);
  }

  /** One of the page's own keys. @param {string} key @param {string} value  "": as if nobody had said it */
  set(key, value) {
    if (value) this.keys.set(key, value);
    else this.keys.delete(key);
    this.#replace(this.shown);
  }

  #replace(address) {
    this.shown = address;
    this.changedAt = performance.now();
    attempt(() => history.replaceState(null, "", this.url(address)));
    this.onChange(this.url(address));
  }
}

/** A frame without an origin may not touch the history, and no page may touch it too often; the scene goes on without. */
function attempt(change) {
  try {
    change();
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
  }
}
