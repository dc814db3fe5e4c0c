/** Play, step, scrub, speed and loop: the buttons of the one player. */
import { h, icon, iconButton, setText } from "#app/controls/dom.js";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16];

export class PlayerBar {
  /**
   * @param {HTMLElement} root
   * @param {import("#app/words.js").Words} words
   * @param {import("#app/player.js").Player} player
   */
  constructor(root, words, player) {
    this.words = words;
    this.player = player;
    /** What happens at a step, to be said there. @type {Map<number, string>} */
    this.told = new Map();
    this.toggle = iconButton("play", words.say("player.play"), () => player.toggle(), { class: "icon-button play" });
    this.scrub = h("input", {
      type: "range",
      class: "scrub",
      min: 0,
      max: player.steps,
      step: "any",
      value: 0,
      "aria-label": words.say("player.scrub"),
      oninput: () => {
        player.pause();
        player.seek(Number(this.scrub.value));
      },
      onchange: () => player.seek(Math.round(player.position)),
      onkeydown: (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const action = { " ": () => player.toggle(), e: () => this.jump(event.shiftKey ? -1 : 1) }[event.key.toLowerCase()];
        if (action) return event.preventDefault(), action();
        const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
        if (!direction) return;
        event.preventDefault();
        player.step(direction * (event.shiftKey ? 10 : 1));
      },
    });
    this.track = h("div", { class: "track" }, this.scrub);
    this.loop = iconButton("loop", words.say("player.loop"), () => (player.loop = !player.loop), { class: "icon-button loop" });
    // No <output>: that would be read out with every step.
    this.output = h("span", { class: "step-count number" });
    this.speed = h(
      "select",
      { class: "speed", "aria-label": words.say("player.speed"), onchange: () => (player.speed = Number(this.speed.value)) },
      ...SPEEDS.map((speed) => h("option", { value: speed, ...(speed === 1 && { selected: true }) }, `${speed}×`)),
    );
    root.append(
      this.toggle,
      iconButton("back", words.say("player.back"), () => player.step(-1)),
      iconButton("forward", words.say("player.forward"), () => player.step(1)),
      this.track,
      this.output,
      this.loop,
      this.speed,
    );
    this.changed();
    this.show(player.position);
  }

  /** Playing, speed or the number of steps changed. */
  changed() {
    const { words, player } = this;
    const playing = player.playing;
    if (this.playing !== playing) {
      this.playing = playing;
      const label = words.say(playing ? "player.pause" : "player.play");
      this.toggle.replaceChildren(icon(playing ? "pause" : "play"));
      this.toggle.title = label;
      this.toggle.setAttribute("aria-label", label);
    }
    this.loop.setAttribute("aria-pressed", String(player.loop));
    this.scrub.max = String(player.steps);
    this.output.style.setProperty("--digits", String(String(player.steps).length));
    this.speed.value = String(player.speed);
  }

  /** To the next of what happens, or the one before; the scrubber says what it is. @param {number} direction */
  jump(direction) {
    this.player.jump(direction);
    this.scrub.focus();
  }

  /** @param {number} position */
  show(position) {
    const { steps } = this.player;
    this.scrub.value = String(position);
    this.scrub.style.setProperty("--place", String(steps > 0 ? position / steps : 0));
    const step = Math.floor(position + 1e-9);
    setText(this.output, `${step} / ${steps}`);
    if (this.step !== step) {
      const at = this.words.say("player.at", { step: String(step), steps: String(steps) });
      const told = this.told.get(step);
      this.scrub.setAttribute("aria-valuetext", told ? `${at}. ${told}` : at);
    }
    this.step = step;
  }
}
