/** What a figure in a file is answered. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../static/js/api.js";
import { FileApi } from "../../static/js/embed/answers.js";

const bowl = {
  overData: false,
  work: 3,
  loss: (u, v) => u * u + 2 * v * v,
  slopes: (u, v) => [u * u + 2 * v * v, 2 * u, 4 * v],
};
const line = {
  overData: true,
  work: 5,
  loss: (u, v, x, y) => (y - u - v * x) ** 2,
  slopes: (u, v, x, y) => [(y - u - v * x) ** 2, -2 * (y - u - v * x), -2 * x * (y - u - v * x)],
};
const view = { x: [-2, 2], y: [-1, 3] };
const say = (key) => key;
const surface = { problem: { parameters: ["x", "y"] }, scene: { runs: [{}, {}] }, trajectories: [{ loss: [1], state: { m: [0] } }, { loss: [2] }] };
const fit = { problem: { parameters: ["a", "b"], points: [[1, 2], [3, 5]], standardization: null }, scene: { runs: [] }, trajectories: [] };

test("the terrain is the loss, in rows of y, at any size", async () => {
  const api = new FileApi(surface, bowl, say);
  const values = await api.field("surface=bowl", view, 5, 3);
  assert.ok(values instanceof Float32Array);
  assert.deepEqual([...values], [6, 3, 2, 3, 6, 6, 3, 2, 3, 6, 22, 19, 18, 19, 22]);
  assert.equal((await api.field("surface=bowl", { x: [0, 1e-6], y: [0, 1e-6] }, 2, 2))[3], Math.fround(3e-12));
});

test("of a fit it is the mean over the data, standardised where the fit is", async () => {
  const plain = new FileApi(fit, line, say);
  const [low] = await plain.field("points", view, 2, 2);
  assert.equal(low, ((2 - -2 - -1) ** 2 + (5 - -2 - -3) ** 2) / 2);
  const scaled = new FileApi({ ...fit, problem: { ...fit.problem, standardization: { mean: 2, std: 1 } } }, line, say);
  assert.equal((await scaled.field("points", view, 2, 2))[0], ((2 - -2 - 1) ** 2 + (5 - -2 - -1) ** 2) / 2);
});

test("where the data are many fewer nodes are computed, and those between follow", async () => {
  let looks = 0;
  const counted = { ...line, work: 1000, loss: (...given) => (looks++, line.loss(...given)) };
  const points = Array.from({ length: 1000 }, (_, i) => [Math.sin(i), 2 * Math.cos(i)]);
  const many = new FileApi({ ...fit, problem: { ...fit.problem, points } }, counted, say);
  const values = await many.field("points", view, 200, 100);
  assert.ok(looks <= 1000 * 900, `${looks}`);
  const exact = (u, v) => points.reduce((sum, [x, y]) => sum + line.loss(u, v, x, y), 0) / points.length;
  for (const [i, j] of [[0, 0], [199, 99], [57, 31], [120, 5]]) {
    const there = exact(-2 + (4 * i) / 199, -1 + (4 * j) / 99);
    assert.ok(Math.abs(values[j * 200 + i] - there) < 0.01 * (1 + there), `${i}, ${j}: ${values[j * 200 + i]}, ${there}`);
  }
});

test("a point has its loss and its gradient; what is not finite is null", async () => {
  assert.deepEqual(await new FileApi(surface, bowl, say).point("", 1, -2), { loss: 9, gradient: { x: 2, y: -8 } });
  assert.deepEqual((await new FileApi(fit, line, say).point("", 0, 0)).gradient, { a: -7, b: -17 });
  const pole = { ...bowl, slopes: () => [Infinity, NaN, 1] };
  assert.deepEqual(await new FileApi(surface, pole, say).point("", 0, 0), { loss: null, gradient: { x: null, y: 1 } });
});

test("columns that are in the file are found by their run", async () => {
  const api = new FileApi(surface, bowl, say);
  const { trajectories } = await api.about("trajectories", "include=state", { ...surface.scene, runs: [surface.scene.runs[0]] });
  assert.deepEqual(trajectories[0].state, { m: [0] });
  for (const [endpoint, keys, runs] of [
    ["trajectories", "include=state", [surface.scene.runs[1]]],
    ["trajectories", "include=gradient,loss", [surface.scene.runs[0]]],
    ["trajectories", "include=loss", [{}]],
    ["steps", "include=loss", [surface.scene.runs[0]]],
  ]) {
    await assert.rejects(api.about(endpoint, keys, { ...surface.scene, runs }), Refusal);
  }
});

test("the loss of an update's batch is that of its data", async () => {
  const scene = { runs: [{ batch_size: null }, { batch_size: 1 }] };
  const trajectories = [{}, { samples: [[1], [0]] }];
  const api = new FileApi({ ...fit, scene, trajectories }, { ...bowl, each: line.loss }, say);
  for (const [step, datum] of [[0, [3, 5]], [1, [1, 2]]]) {
    const [value] = await api.field("points", view, 2, 2, undefined, `batch=1&sampling=shuffle&seed=0&step=${step}`);
    assert.equal(value, line.loss(-2, -1, ...datum));
  }
  await assert.rejects(api.field("points", view, 2, 2, undefined, "batch=1&sampling=shuffle&seed=0&step=2"), Refusal);
});

test("nothing is raced", async () => {
  const api = new FileApi(surface, bowl, say);
  await assert.rejects(api.race(), (error) => error instanceof Refusal && error.faults[0].detail === "file.one_scene");
  await assert.rejects(api.field("points", view, 9, 9, undefined, "batch=2&sampling=shuffle&seed=0&step=0"), Refusal);
});
