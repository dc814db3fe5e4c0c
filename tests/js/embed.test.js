/** What an embedded figure understands, and how high it would like to be. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf } from "../../static/js/embed/messages.js";
import { roomFor } from "../../static/js/embed/room.js";

const said = (message) => commandOf({ type: "descent-lab", ...message });

test("commands are read, and nothing else is", () => {
  assert.deepEqual(said({ command: "play" }), { command: "play" });
  assert.deepEqual(said({ command: "seek", step: 12.5 }), { command: "seek", step: 12.5 });
  const set = { address: "surface=booth&run=adam", layout: "side", theme: "dark", speed: 2, hidden: [0, 2] };
  assert.deepEqual(said({ command: "set", ...set }), { command: "set", set });
  for (const foreign of [null, undefined, 7, "play", {}, [], { command: "play" }, { type: "other", command: "play" }, said]) {
    assert.equal(commandOf(foreign), null);
  }
  assert.equal(said({ event: "height", height: 3 }), null, "what figures say themselves is no command");
});

test("what cannot be done is named", () => {
  assert.equal(said({ command: "seek" }).wrong, "step");
  assert.equal(said({ command: "seek", step: "3" }).wrong, "step");
  assert.equal(said({ command: "explode" }).wrong, "command");
  assert.equal(said({ command: "toString" }).wrong, "command");
  assert.equal(said({ command: "set", speed: "2" }).wrong, "speed");
  for (const [key, value] of Object.entries({ address: 3, layout: "4d", theme: "pink", speed: 0, hidden: ["a"], constructor: 1, colour: "red" })) {
    assert.equal(said({ command: "set", [key]: value }).wrong, key);
  }
});

test("slides play and stop", () => {
  assert.deepEqual(commandOf("slide:start"), { command: "play" });
  assert.deepEqual(commandOf("slide:stop"), { command: "pause" });
  assert.equal(commandOf("constructor"), null);
});

test("the room depends on width and number alone, and never falls short of what is readable", () => {
  for (const width of [280, 390, 700, 1400]) {
    for (const cells of [1, 2, 3, 4, 6, 16]) {
      const room = roomFor(cells, width);
      assert.ok(Number.isInteger(room) && room >= 180, `${cells} at ${width}: ${room}`);
      assert.ok(roomFor(cells + 6, width) > room);
    }
  }
  assert.ok(roomFor(1, 1000) > roomFor(1, 400));
});
