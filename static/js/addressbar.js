/**
 * The address bar always holds the scene, and the browser's history is what is undone and redone.
 *
 * While a hand moves, the present entry of the history follows it; when it lets go, the entry gets its old address back and the new
 * scene becomes a new entry: back and forward walk through scenes, not through pixels. Undo and redo are the same walk, so the two can
 * never disagree: an edit that came to rest is one entry, undo is one entry back, and what was undone is there until the next edit.
 * Each entry carries its place in the row, by which the page knows how many of its own are before it, also after a reload; how many are
 * behind is known only since then. Undo first takes back what has not come to rest. Where the browser refuses an entry (too many at a
 * time, a frame without an origin), the row in memory is walked instead.
 */
import { OPTIONS } from "#app/options.js";

/** Browsers refuse more than about a hundred changes in half a minute. */
const LEAST_GAP = 500;

/** What the page itself keeps in its address, beside the scene. */
export const PAGE_KEYS = ["lang", "theme", "layout", ...Object.keys(OPTIONS)];

/** The scene behind a #, "" if there is none. @param {string} hash  as location has it */
export const fragmentScene = (hash) => (/^#v=\d/.test(hash ?? "") ? hash.slice(1) : "");

export class AddressBar {
  /**
   * @param {string} settled  the scene of the present entry
   * @param {(query: string) => void} onTravel  somebody went back or forward
   * @param {(url: string) => void} [onChange]
   * @param {number} [longest]  a scene with a longer address stands behind the #, where no server has to read it
   */
  constructor(settled, onTravel, onChange = () => {}, longest = Infinity) {
    this.settled = settled;
    this.shown = settled;
    this.onTravel = onTravel;
    this.onChange = onChange;
    this.longest = longest;
    this.changedAt = -Infinity;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
    const query = new URLSearchParams(location.search);
    this.keys = new Map(PAGE_KEYS.filter((key) => query.has(key)).map((key) => [key, query.get(key)]));
    this.place = history.state?.place ?? 0;
    this.last = this.place;
    /** @type {string[]} */
    this.row = [];
    this.row[this.place] = settled;
    addEventListener("popstate", (event) => {
      // An entry that is not ours is new: somebody followed a link within the page.
      this.place = event.state?.place ?? (this.last = this.place + 1);
      clearTimeout(this.later);
      // A link to a place within the page leaves the scene as it is.
      const within = location.hash && !fragmentScene(location.hash);
      const there = within ? this.shown : fragmentScene(location.hash) || location.search.slice(1);
      // The entry is here before its race is: what is done meanwhile is done to this one.
      this.settled = this.shown = this.row[this.place] ?? there;
      onTravel(there);
    });
  }

  get canUndo() {
    return this.place > 0 || this.shown !== this.settled;
  }

  get canRedo() {
    return this.place < this.last;
  }

  /** Undo (−1) or redo (1). @param {number} direction */
  walk(direction) {
    const place = this.place + direction;
    if (direction < 0 && this.shown !== this.settled) this.takeBack();
    else if (place < 0 || place > this.last) return;
    else if (history.state?.place === this.place) history.go(direction);
    else if (this.row[place] !== undefined) {
      this.place = place;
      this.settled = this.shown = this.row[place];
      this.onTravel(this.row[place]);
    }
  }

  /** Back to the scene of the present entry; at once, so that whoever undoes twice means the one before. */
  takeBack() {
    clearTimeout(this.later);
    if (this.shown !== this.settled) this.#replace(this.settled);
    this.onTravel(this.settled);
  }

  /** The page's address with this scene. @param {string} address @param {Record<string, string>} [keys] */
  url(address, keys = {}) {
    const own = [...new Map([...this.keys, ...Object.entries(keys)])].map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    if (address.length <= this.longest) return `${location.pathname}?${[address, ...own].join("&")}`;
    return `${location.pathname}?${own.join("&")}#${address}`;
  }

  /** A scene on the way to somewhere. @param {string} address */
  follow(address) {
    clearTimeout(this.later);
    if (address === this.shown) return;
    const gap = LEAST_GAP - (performance.now() - this.changedAt);
    if (gap <= 0) this.#replace(address);
    else this.later = setTimeout(() => this.#replace(address), gap);
    this.shown = address;
  }

  /** A scene that has come to rest: a new entry, unless it is the one that is there. @param {string} address */
  settle(address) {
    clearTimeout(this.later);
    if (this.shown !== this.settled) this.#replace(this.settled);
    if (address === this.settled) return;
    this.settled = address;
    this.shown = address;
    this.place += 1;
    this.last = this.place;
    this.row[this.place] = address;
    attempt(() => history.pushState({ place: this.place }, "", this.url(address)));
    this.onChange(this.url(address));
  }

  /** The scene of an entry that the person has travelled to, or of the page as it was opened. @param {string} address */
  arrive(address) {
    clearTimeout(this.later);
    this.settled = address;
    this.row[this.place] = address;
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
    // An entry that was refused has no place to keep.
    const place = history.state?.place ?? this.place;
    attempt(() => history.replaceState({ place }, "", this.url(address)));
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
