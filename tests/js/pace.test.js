/** How a race goes on when its scene changes. */
import assert from "node:assert/strict";
import test from "node:test";

import { Pace } from "../../static/js/pace.js";
import { Player } from "../../static/js/player.js";
import { createStore } from "../../static/js/store.js";

function opened({ reducedMotion = false } = {}) {
  const frames = { add() {}, remove() {} };
  const player = new Player({ steps: 100, onFrame() {}, reducedMotion, frames });
  const answer = (steps) => ({ scene: { steps }, trajectories: [] });
  const store = createStore({ answer: answer(100), moving: false, settled: 0 });
  new Pace(player, store);
  return {
    player,
    move: (steps = 100) => store.update({ answer: answer(steps), moving: true }),
    rest: (steps = 100) => store.update(({ settled }) => ({ answer: answer(steps), moving: false, settled: settled + 1 })),
  };
}

test("the page opens moving, and under reduced motion at the end", () => {
  assert.ok(opened().player.playing);
  const { player } = opened({ reducedMotion: true });
  assert.equal(player.playing, false);
  assert.equal(player.position, 100);
});

test("while a hand moves whole paths are shown; when it lets go the race starts anew", () => {
  const { player, move, rest } = opened();
  player.seek(40);
  move();
  assert.equal(player.position, 100);
  assert.equal(player.playing, false);
  move(300);
  assert.equal(player.position, 300);
  rest(300);
  assert.equal(player.position, 0);
  assert.ok(player.playing);
});

test("a race that was stopped on a step stays on it", () => {
  const { player, move, rest } = opened();
  player.pause();
  player.seek(37);
  move();
  assert.equal(player.position, 37);
  rest();
  assert.equal(player.position, 37);
  assert.equal(player.playing, false);
  rest(20);
  assert.equal(player.position, 20);
});

test("reduced motion stands at the end of every race", () => {
  const { player, move, rest } = opened({ reducedMotion: true });
  move();
  rest(250);
  assert.equal(player.position, 250);
  assert.equal(player.playing, false);
});
