import assert from "node:assert/strict";
import test from "node:test";
import { Frames } from "../../static/js/core/frames.js";
import { Player, SECONDS } from "../../static/js/player.js";

/** A page whose time is turned by hand. */
function stage() {
  const waiting = [];
  const frames = new Frames((callback) => waiting.push(callback));
  let now = 0;
  return {
    frames,
    waiting,
    pass(milliseconds, each = 1000 / 60) {
      for (const end = now + milliseconds; now < end - 1e-9; ) {
        now += each;
        for (const callback of waiting.splice(0)) callback(now);
      }
    },
  };
}

function started(options = {}) {
  const page = stage();
  const positions = [];
  let changes = 0;
  const player = new Player({ steps: 200, reducedMotion: false, frames: page.frames, onFrame: (p) => positions.push(p), onChange: () => changes++, ...options });
  return { ...page, player, positions, changes: () => changes };
}

test("a race lasts six seconds whatever its steps and the screen's rate", () => {
  for (const steps of [5, 200, 10000]) {
    for (const each of [1000 / 60, 1000 / 144, 40]) {
      const { player, pass } = started({ steps });
      player.play();
      pass(1000 * (SECONDS / 2) + each, each);
      assert.ok(Math.abs(player.position / steps - 0.5) < 0.02, `${player.position} of ${steps}`);
      pass(1000 * (SECONDS / 2) + 2 * each, each);
      assert.equal(player.position, steps);
      assert.equal(player.playing, false);
    }
  }
});

test("speed changes the pace, pause stops it, nothing is requested while nothing moves", () => {
  const { player, pass, waiting } = started();
  assert.equal(waiting.length, 0);
  player.speed = 4;
  player.play();
  pass(760);
  assert.ok(Math.abs(player.position - 100) < 3, String(player.position));
  player.pause();
  const here = player.position;
  pass(500);
  assert.equal(player.position, here);
  assert.equal(waiting.length, 0);
  assert.throws(() => {
    player.speed = 0;
  }, RangeError);
});

test("play at the end begins again; a loop goes round", () => {
  const { player, pass, positions } = started();
  player.seek(200);
  player.play();
  assert.equal(positions.at(-1), 0);
  player.loop = true;
  pass(6500);
  assert.ok(player.playing && player.position > 5 && player.position < 30, String(player.position));
});

test("steps are whole and pause; seeking stays inside", () => {
  const { player } = started();
  player.play();
  player.seek(37.4);
  assert.equal(player.playing, true);
  player.step(1);
  assert.deepEqual([player.position, player.playing], [38, false]);
  player.seek(37.4);
  player.step(-1);
  assert.equal(player.position, 37);
  player.step(-99);
  assert.equal(player.position, 0);
  player.seek(1e9);
  assert.equal(player.position, 200);
  player.seek(NaN);
  assert.equal(player.position, 0);
});

test("a tab that slept does not jump to the end", () => {
  const { player, pass } = started();
  player.play();
  pass(100);
  pass(60000, 60000);
  assert.ok(player.position < 10, String(player.position));
});

test("reduced motion stands at the end until somebody plays", () => {
  const { player, pass, positions } = started({ reducedMotion: true });
  assert.equal(player.position, 200);
  player.steps = 300;
  assert.equal(player.position, 300);
  player.restart();
  assert.equal(player.position, 300);
  player.play();
  pass(1000);
  assert.ok(player.position > 40 && player.position < 60);
  assert.ok(positions.length > 50);
});

test("fewer steps never leave the position beyond the end", () => {
  const { player, changes } = started();
  player.seek(150);
  const before = changes();
  player.steps = 100;
  assert.equal(player.position, 100);
  player.steps = 100;
  assert.equal(changes(), before + 1);
});

test("however often a figure says it is out of date, it is drawn once a frame, after the time was told", () => {
  const { frames, pass } = stage();
  const said = [];
  const draw = () => said.push("draw");
  frames.add(() => {
    said.push("time");
    frames.invalidate(draw);
    frames.invalidate(draw);
  });
  frames.invalidate(draw);
  pass(1000 / 60);
  assert.deepEqual(said, ["time", "draw"]);
  pass(1000 / 60);
  assert.deepEqual(said, ["time", "draw", "time", "draw"]);
});

test("a draw that fails does not stop the clock", () => {
  const { frames, waiting } = stage();
  let ticks = 0;
  frames.add(() => ticks++);
  frames.invalidate(() => {
    throw new Error("broken figure");
  });
  assert.throws(() => waiting.shift()(0), /broken figure/);
  waiting.shift()(16);
  assert.equal(ticks, 2);
});

test("a jump goes to the next of the stops and back, pauses, and stays where there is none", () => {
  const { player } = started();
  player.stops = [12, 80];
  player.play();
  player.jump(1);
  assert.deepEqual([player.position, player.playing], [12, false]);
  player.jump(1);
  player.jump(1);
  assert.equal(player.position, 80);
  player.jump(-1);
  player.jump(-1);
  assert.equal(player.position, 12);
});
