/**
 * How a race goes on when its scene changes. While a hand moves, whole paths are shown; when it lets go, a race that was running (or
 * over) starts anew, and one that was stopped on a step stays there, so that the step can be compared.
 */
export class Pace {
  /** @param {import("#app/player.js").Player} player @param {import("#app/store.js").Store<import("#app/model.js").State>} store */
  constructor(player, store) {
    this.player = player;
    /** @type {boolean | null} */
    this.goOn = null;
    // An answer that is only presented otherwise keeps its trajectories.
    store.subscribe((state) => state.answer.trajectories, () => this.#follow(store.state));
  }

  #follow({ answer, moving, settled }) {
    const { player } = this;
    const steps = answer.scene.steps;
    if (moving) {
      this.goOn ??= player.playing || player.position >= player.steps;
      player.pause();
      player.steps = steps;
      if (this.goOn) player.seek(steps);
      return;
    }
    const goOn = this.goOn ?? (player.playing || player.position >= player.steps);
    this.goOn = null;
    player.steps = steps;
    if (!goOn && settled > 0) return;
    player.restart();
    if (!player.reducedMotion) player.play();
  }
}
