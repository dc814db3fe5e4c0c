/** Styles of runs and the preset of a scene: carried by edits, told by links, unknown to the server. */
import assert from "node:assert/strict";
import test from "node:test";

import { duplicateRun, moveRun, removeRun, withHyperparameter } from "../../static/js/edits.js";
import { PRESET, STYLE, carry, keysOf, presented, restyled, styled } from "../../static/js/presentation.js";
import { format } from "../../static/js/scene.js";

const run = (lr) => ({ optimizer: "sgd", hyperparameters: { lr } });
const bare = (...rates) => ({ problem: { kind: "surface", id: "booth" }, runs: rates.map(run) });
const styles = (scene) => scene.runs.map((each) => each[STYLE]);

test("runs without a style take the first that are free", () => {
  assert.deepEqual(styles(styled(bare(1, 2, 3))), [0, 1, 2]);
  const { runs } = presented(bare(1, 2), "style=1,0");
  assert.deepEqual(styles(styled({ ...bare(), runs: [...runs, run(3)] })), [1, 0, 2]);
});

test("a scene that has all its styles is the same scene", () => {
  const scene = styled(bare(1, 2));
  assert.equal(styled(scene), scene);
});

test("a style stays with its run through edits", () => {
  const scene = styled(bare(1, 2, 3));
  assert.deepEqual(styles(removeRun(scene, 0)), [1, 2]);
  assert.deepEqual(styles(moveRun(scene, 2, 0)), [2, 0, 1]);
  assert.deepEqual(styles(withHyperparameter(scene, 1, "lr", 5)), [0, 1, 2]);
  assert.deepEqual(styles(styled(duplicateRun(scene, 0))), [0, 1, 2, 3], "a copy looks different");
});

test("choosing a style that another run has swaps the two", () => {
  const scene = styled(bare(1, 2, 3));
  assert.deepEqual(styles(restyled(scene, 0, 2)), [2, 1, 0]);
  assert.deepEqual(styles(restyled(scene, 0, 9)), [9, 1, 2]);
  assert.deepEqual(styles(restyled(scene, 1, 1)), [0, 1, 2]);
});

test("keys say only what is not so anyway, and read back", () => {
  assert.equal(keysOf(styled(bare(1, 2))), "");
  const scene = { ...restyled(styled(bare(1, 2, 3)), 0, 15), [PRESET]: "edge" };
  assert.equal(keysOf(scene), "&style=15,1,2&preset=edge");
  assert.equal(keysOf(presented(bare(1, 2, 3), `steps=3${keysOf(scene)}`)), keysOf(scene));
});

test("keys that make no sense are passed over", () => {
  assert.deepEqual(styles(presented(bare(1, 2, 3), "style=1,1,99")), [1, 0, 2]);
  assert.deepEqual(styles(presented(bare(1, 2), "style=,x,-1,4")), [0, 1]);
  assert.deepEqual(styles(presented(bare(1), "style=0,1,2,3")), [0]);
});

test("the server hears nothing of it", () => {
  const scene = { ...restyled(styled(bare(1, 2)), 0, 7), [PRESET]: "edge" };
  assert.equal(format(scene), format(bare(1, 2)));
  assert.equal(JSON.stringify(scene), JSON.stringify(bare(1, 2)));
  const twin = carry(scene, JSON.parse(JSON.stringify(scene)));
  assert.equal(keysOf(twin), keysOf(scene));
});
