/**
 * Talking with the server: questions about a scene, answers or refusals, and never a stale answer.
 */

/**
 * @typedef {object} Fault
 * @property {string} [pointer]     JSON pointer into the scene
 * @property {string} [parameter]   key of the address
 * @property {string} detail
 * @property {number} [line]        of a formula, from 1
 * @property {number} [column]
 */

/** An answer that says no (RFC 9457): `faults` name each place and what is wrong there. */
export class Refusal extends Error {
  /** @param {number} status @param {{title?: string, detail?: string, errors?: Fault[]}} problem */
  constructor(status, { title = "", detail = title, errors = [] }) {
    super(detail);
    this.status = status;
    /** @type {Fault[]} */
    this.faults = errors.length > 0 ? errors : [{ detail }];
  }
}

/** The server did not answer at all. */
export class Silence extends Error {}

/** Longer addresses travel in the body of a POST. */
const LONGEST_ADDRESS = 8000;

export class Api {
  /** @param {string} base  such as "/api/v1" @param {"en" | "zh"} language  of what a refusal says */
  constructor(base, language) {
    this.base = base;
    this.headers = { "Accept-Language": language };
    /** The problem that was posted last: a pointer asks about the same one many times. */
    this.posted = { problem: "", body: "" };
  }

  /**
   * The race of a scene.
   * @param {import("#app/scene.js").Scene} scene @param {string} address  of the same scene @param {AbortSignal} signal
   * @param {boolean} [passing]  a moment of a gesture: nobody will ask for it again
   */
  async race(scene, address, signal, passing = false) {
    const response =
      address.length <= LONGEST_ADDRESS
        ? await this.#ask(`trajectories?${address}`, { signal, cache: passing ? "no-store" : "default" })
        : await this.#ask("trajectories", { signal, ...this.#sent(JSON.stringify(scene)) });
    return response.json();
  }

  /**
   * The values of a problem on a grid, rows of y; NaN where it is not finite.
   * @param {string} problem  the problem's part of an address, without its view
   * @param {{x: [number, number], y: [number, number]}} view @param {number} nx @param {number} ny @param {AbortSignal} signal
   * @param {string} [batch]  whose loss it is if not that of all data: "batch=1&step=3&sampling=cyclic&seed=0"
   * @returns {Promise<Float32Array>}
   */
  async field(problem, view, nx, ny, signal, batch = "") {
    const box = [...view.x, ...view.y].join(",");
    const response = await this.#ofProblem("field", `view=${box}&nx=${nx}&ny=${ny}&format=f32${batch && `&${batch}`}`, problem, { signal });
    return new Float32Array(await response.arrayBuffer());
  }

  /**
   * What else can be asked about a scene. @param {string} endpoint @param {string} keys  its own, such as "run=0"
   * @param {import("#app/scene.js").Scene} scene @param {string} address  of the same scene @param {AbortSignal} signal
   */
  async about(endpoint, keys, scene, address, signal) {
    const brief = address.length <= LONGEST_ADDRESS;
    return (await this.#ask(`${endpoint}?${keys}${brief ? `&${address}` : ""}`, { signal, ...(!brief && this.#sent(JSON.stringify(scene))) })).json();
  }

  /** What a path from the root answers to a posted scene. @param {string} path @param {import("#app/scene.js").Scene} scene */
  post(path, scene) {
    return this.#fetch(path, this.#sent(JSON.stringify(scene)));
  }

  /** The loss and its derivatives at a point. @param {string} problem  its part of an address @param {number} x @param {number} y @param {AbortSignal} signal */
  async point(problem, x, y, signal) {
    return (await this.#ofProblem("point", `at=${x},${y}`, problem, { signal, cache: "no-store" })).json();
  }

  /** All of a kind of the catalogue. @param {string} kind @returns {Promise<any[]>} */
  async list(kind) {
    return (await (await this.#ask(kind, {})).json()).items;
  }

  /**
   * What a formula is: {ok, mathml, defined}, or {ok: false, errors}.
   * @param {string} text @param {string[]} names @param {number[] | undefined} at  where it should have a value @param {AbortSignal} signal
   */
  async formula(text, names, at, signal) {
    const query = new URLSearchParams({ text, names: names.join(), ...(at && { at: at.join() }) });
    return (await this.#ask(`formula?${query}`, { signal })).json();
  }

  /**
   * The points of a table. @param {string | Blob} table  as it was pasted, or a file @param {AbortSignal} signal
   * @param {readonly [number, number]} [columns]  which hold x and y, from 1; the first two with numbers if absent
   */
  async table(table, signal, columns) {
    const headers = { ...this.headers, "Content-Type": "text/plain" };
    return (await this.#ask(`points${columns ? `?x=${columns[0]}&y=${columns[1]}` : ""}`, { signal, method: "POST", headers, body: table })).json();
  }

  /** What is asked of a problem by its address, or by its JSON where that is long. */
  async #ofProblem(endpoint, keys, problem, options) {
    if (problem.length <= LONGEST_ADDRESS) return this.#ask(`${endpoint}?${problem}&${keys}`, options);
    if (this.posted.problem !== problem) {
      const { parse } = await import("#app/scene.js");
      this.posted = { problem, body: JSON.stringify({ problem: parse(problem).problem }) };
    }
    return this.#ask(`${endpoint}?${keys}`, { ...options, ...this.#sent(this.posted.body) });
  }

  #sent = (body) => ({ method: "POST", headers: { ...this.headers, "Content-Type": "application/json" }, body });

  #ask = (path, options) => this.#fetch(`${this.base}/${path}`, options);

  async #fetch(path, options) {
    let response;
    try {
      response = await fetch(path, { headers: this.headers, ...options });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Silence(error.message);
    }
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({ title: `${response.status} ${response.statusText}` }));
    throw new Refusal(response.status, problem);
  }
}

/**
 * One question in flight, the newest waiting, those between never asked. While a hand is still moving, the answer under way
 * is let through, for it is a good picture of a moment ago; a question that is final ends it at once.
 *
 * @template Q, A
 */
export class Conversation {
  /**
   * @param {(question: Q, signal: AbortSignal) => Promise<A>} ask
   * @param {(question: Q, answer: A | null, error: Error | null) => void} hear
   */
  constructor(ask, hear) {
    this.ask = ask;
    this.hear = hear;
    /** @type {{question: Q, stop: AbortController} | null} */
    this.underWay = null;
    /** @type {Q | null} */
    this.waiting = null;
  }

  /** @param {Q} question @param {{final?: boolean}} [options] */
  want(question, { final = false } = {}) {
    if (this.underWay === null) {
      this.#go(question);
    } else if (final) {
      this.underWay.stop.abort();
      this.waiting = null;
      this.#go(question);
    } else {
      this.waiting = question;
    }
  }

  /** Nobody wants to know any more. */
  drop() {
    this.underWay?.stop.abort();
    this.underWay = this.waiting = null;
  }

  async #go(question) {
    const stop = new AbortController();
    const mine = { question, stop };
    this.underWay = mine;
    let answer = null;
    let error = null;
    try {
      answer = await this.ask(question, stop.signal);
    } catch (caught) {
      error = caught;
    }
    if (this.underWay !== mine) return; // dropped, or a final question has taken its place
    this.underWay = null;
    const next = this.waiting;
    this.waiting = null;
    // The next question travels while this answer is drawn.
    if (next !== null) this.#go(next);
    this.hear(question, answer, error);
  }
}
