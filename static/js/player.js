/**
 * Time → position. A race lasts about six seconds at speed 1, whatever its number of steps; the position is a float step, so that
 * any screen rate and any scrub show the same race.
 *
 *     const player = new Player({ steps: 200, onFrame(position) { … }, onChange(player) { … } });
 *     player.play(); player.pause(); player.toggle(); player.seek(37.5); player.step(+1); player.speed = 4; player.loop = true;
 *     player.stops = [12, 80];       // steps at which something happens, ascending; player.jump(+1) goes to the next, jump(−1) back
 *     player.steps = 300;            // a new scene: position is kept but never beyond the end
 *     player.restart();              // a new scene that starts over: at 0 (or at the end under reduced motion)
 *
 * onFrame(position) comes in every frame in which the position may have changed, and right away on seek and step.
 * onChange(player) comes when playing, speed, loop or steps changed (to repaint a button). Reduced motion: the race stands at its end
 * until somebody presses play.
 */

import { frames } from "#app/core/frames.js";

/** A race at speed 1 lasts this long. */
export const SECONDS = 6;

/** A tab that slept wakes where it was: a longer gap than this counts as this. */
const LONGEST_GAP = 100;

export class Player {
  #steps = 0;
  #position = 0;
  #playing = false;
  #speed = 1;
  #loop = false;
  /** @type {number | null} */
  #last = null;

  /**
   * @param {object} options
   * @param {number} options.steps
   * @param {(position: number) => void} options.onFrame
   * @param {(player: Player) => void} [options.onChange]
   * @param {boolean} [options.reducedMotion]  default: what the person asked of the system
   * @param {import("#app/core/frames.js").Frames} [options.frames]
   */
  constructor({ steps, onFrame, onChange = () => {}, reducedMotion, frames: clock = frames }) {
    this.onFrame = onFrame;
    this.onChange = onChange;
    this.frames = clock;
    /** @type {number[]} */
    this.stops = [];
    this.reducedMotion = reducedMotion ?? globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
    this.#steps = Math.max(0, steps);
    this.#position = this.reducedMotion ? this.#steps : 0;
  }

  get position() {
    return this.#position;
  }

  get playing() {
    return this.#playing;
  }

  get steps() {
    return this.#steps;
  }

  set steps(steps) {
    if (steps === this.#steps) return;
    const stoodAtEnd = this.#position >= this.#steps && !this.#playing && this.#steps > 0;
    this.#steps = Math.max(0, steps);
    this.#move(stoodAtEnd ? this.#steps : this.#position);
    this.onChange(this);
  }

  get speed() {
    return this.#speed;
  }

  set speed(speed) {
    if (!(speed > 0)) throw new RangeError(`speed is a positive number, not ${speed}`);
    this.#speed = speed;
    this.onChange(this);
  }

  get loop() {
    return this.#loop;
  }

  set loop(loop) {
    this.#loop = loop;
    this.onChange(this);
  }

  /** From where it stands; from the start when it stands at the end. */
  play() {
    if (this.#playing) return;
    if (this.#position >= this.#steps) this.#move(0);
    this.#playing = true;
    this.#last = null;
    this.frames.add(this.#tick);
    this.onChange(this);
  }

  pause() {
    if (!this.#playing) return;
    this.#playing = false;
    this.frames.remove(this.#tick);
    this.onChange(this);
  }

  toggle() {
    if (this.#playing) this.pause();
    else this.play();
  }

  /** Go to a position, playing or not. @param {number} position  float step */
  seek(position) {
    this.#move(position);
  }

  /** Pause on a whole step, `count` steps on (or back). @param {number} [count] */
  step(count = 1) {
    this.pause();
    const whole = count > 0 ? Math.floor(this.#position) : Math.ceil(this.#position);
    this.#move(whole + count);
  }

  /** Pause on the next stop, or on the one before; stay where there is none. @param {number} direction */
  jump(direction) {
    const next = direction > 0 ? this.stops.find((step) => step > this.#position) : this.stops.findLast((step) => step < this.#position);
    this.pause();
    if (next !== undefined) this.#move(next);
  }

  /** A new race: at its start, or at its end under reduced motion; playing goes on when it was playing. */
  restart() {
    if (this.reducedMotion) this.pause();
    this.#move(this.reducedMotion ? this.#steps : 0);
  }

  destroy() {
    this.frames.remove(this.#tick);
    this.#playing = false;
  }

  #tick = (/** @type {number} */ milliseconds) => {
    const gap = this.#last === null ? 0 : Math.min(LONGEST_GAP, milliseconds - this.#last);
    this.#last = milliseconds;
    let next = this.#position + (gap / 1000) * this.#speed * (this.#steps / SECONDS);
    if (next >= this.#steps) {
      if (this.#loop && this.#steps > 0) next %= this.#steps;
      else {
        this.#move(this.#steps);
        this.pause();
        return;
      }
    }
    this.#move(next);
  };

  /** @param {number} position */
  #move(position) {
    this.#position = Math.min(this.#steps, Math.max(0, Number.isFinite(position) ? position : 0));
    this.onFrame(this.#position);
  }
}
