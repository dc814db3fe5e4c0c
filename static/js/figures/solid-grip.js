/**
 * Hands on a relief. As on a map (grip.js), the ring is dragged over the ground, and a click puts the start there. A drag from elsewhere walks
 * around (one finger sideways; up and down it scrolls the page), two fingers and the wheel come nearer, a double click goes back.
 * Focused: arrows walk around, + − come nearer and go back, 0 goes home. Enter takes the start: then arrows move it, each along the axis that
 * runs most nearly its way, until Enter or Escape.
 */

import { magnified } from "#app/core/orbit.js";
import { ARROWS, Grip } from "#app/figures/grip.js";

/** Radians a pixel, and a press of an arrow. */
const TURN = 0.007;
const PRESS = 0.12;

/** @typedef {import("#app/figures/types.js").Point} Point */

export class SolidGrip extends Grip {
  /** @param {any} solid */
  constructor(solid) {
    super(solid);
    this.solid = solid;
    this.swipes = true;
    /** The start is held by the keyboard. */
    this.taken = false;
    this.fromOrbit = solid.orbit;
    solid.canvas.style.touchAction = "pan-y";
  }

  /** @override @param {PointerEvent} event */
  down(event) {
    // The eye stands still under the hand.
    this.fromOrbit = this.solid.orbit = this.solid.orbit;
    super.down(event);
  }

  /** @override @param {Point} pixel */
  pan(pixel) {
    const { azimuth, elevation } = this.fromOrbit;
    const [dx, dy] = [pixel.x - this.from.x, pixel.y - this.from.y];
    this.solid.orbit = { ...this.solid.orbit, azimuth: azimuth - TURN * dx, elevation: elevation + TURN * dy };
  }

  /** @override @param {Point} pixel @param {boolean} done */
  start(pixel, done) {
    // A click beside the block means nothing.
    if (this.state === "ring" || this.solid.pick(pixel)) super.start(pixel, done);
  }

  /** @override @param {number} factor @param {Point} pixel */
  zoom(factor, pixel) {
    const { aim, camera, width, height } = this.solid;
    this.solid.go(magnified(aim, factor, (pixel.x - camera.middle[0]) / width, (pixel.y - camera.middle[1]) / height));
  }

  /** @override Back to where one came in; from there, back to the whole map. */
  home() {
    const { aim, base, orbit, onStart } = this.solid;
    if (aim === base) super.home();
    // The first click of the two has moved the start; nobody wanted that.
    else if (this.before) onStart?.(this.before, { done: true });
    const turn = 2 * Math.PI;
    this.solid.orbit = { ...orbit, azimuth: orbit.azimuth - turn * Math.round((orbit.azimuth - base.azimuth) / turn) };
    this.solid.go(base);
  }

  /** @override @param {boolean} focused */
  focus(focused) {
    this.taken &&= focused;
    super.focus(this.taken);
  }

  /** @override @param {KeyboardEvent} event @param {boolean} released */
  key(event, released) {
    const { solid } = this;
    const arrow = ARROWS[event.key];
    const take = event.key === "Enter" || (event.key === "Escape" && this.taken);
    if (event.ctrlKey || event.metaKey || event.altKey || this.taken ? !take : !arrow && !take) return super.key(event, released);
    if (!released) {
      if (arrow) solid.go({ ...solid.aim, azimuth: solid.aim.azimuth + PRESS * arrow[0], elevation: solid.aim.elevation + PRESS * arrow[1] });
      else {
        this.taken = !this.taken;
        this.focus(this.taken);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @override @param {[number, number]} direction  on the picture @param {number} times @param {boolean} released */
  nudge([right, up], times, released) {
    const quarters = (Math.round(this.solid.orbit.azimuth / (Math.PI / 2)) * Math.PI) / 2;
    const [s, c] = [Math.sin(quarters), Math.cos(quarters)].map(Math.round);
    super.nudge([c * right - s * up, s * right + c * up], times, released);
  }
}
