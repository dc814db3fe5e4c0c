/** What a person can do to a scene, and what runs are called afterwards. */
import assert from "node:assert/strict";
import test from "node:test";

import * as edits from "../../static/js/edits.js";
import { namesOf } from "../../static/js/naming.js";

const both = (name) => ({ en: name, zh: name });
const variant = (id, name, defaults) => ({ id, name: both(name), defaults });
const catalogue = {
  optimizers: [
    { id: "sgd", name: both("Gradient descent"), short: both("SGD"), hyperparameters: [{ name: "lr", symbol: "η" }], frameworks: [variant("pytorch", "PyTorch", { lr: 0.001 })] },
    {
      id: "adam",
      name: both("Adam"),
      short: both("Adam"),
      hyperparameters: [{ name: "lr", symbol: "η" }, { name: "eps", symbol: "ε" }],
      frameworks: [
        variant("pytorch", "PyTorch", { lr: 0.001, eps: 1e-8, weight_decay: 0 }),
        variant("keras", "Keras", { lr: 0.001, eps: 1e-7 }),
      ],
    },
  ],
  wrappers: [
    { id: "lookahead", name: both("Lookahead"), frameworks: [{ id: "paper", defaults: { every: 5, alpha: 0.5 } }] },
    { id: "ema", name: both("EMA"), frameworks: [{ id: "pytorch", defaults: { decay: 0.999 } }, { id: "keras", defaults: { decay: 0.99 } }] },
  ],
  schedules: [
    { id: "constant", name: both("Constant"), parameters: [{ name: "warmup", default: 0 }] },
    {
      id: "cosine",
      name: both("Cosine"),
      defaults: { keras: { rise: 0 } },
      parameters: [{ name: "rise", default: 1 }, { name: "t_max", default: 200 }, { name: "eta_min", default: 0 }, { name: "warmup", default: 0 }],
    },
  ],
};
const run = (id) => edits.freshRun(catalogue, id);
const scene = (...runs) => ({ problem: { kind: "surface", id: "booth" }, start: [1, 2], steps: 300, seed: 0, sampling: "shuffle", runs });
const words = { pick: (text) => text.en, say: (key) => key };
const frozen = (value) => {
  if (value !== null && typeof value === "object") Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

test("an edit makes a new scene and leaves the old one alone", () => {
  const before = frozen(scene(run("sgd"), run("adam")));
  const after = edits.withHyperparameter(before, 1, "lr", 0.5);
  assert.equal(after.runs[1].hyperparameters.lr, 0.5);
  assert.equal(after.runs[0], before.runs[0]);
});

test("another framework keeps what was chosen and takes its own defaults for the rest", () => {
  const chosen = edits.withHyperparameter(frozen(scene(run("adam"))), 0, "lr", 0.3);
  const keras = edits.withFramework(chosen, catalogue, 0, "keras").runs[0];
  assert.deepEqual(keras.hyperparameters, { lr: 0.3, eps: 1e-7 });
  assert.equal(keras.framework, "keras");
});

test("another framework has its own schedule, too", () => {
  const pytorch = edits.withSchedule(frozen(scene(run("adam"))), catalogue, 0, "cosine");
  assert.deepEqual(edits.withFramework(frozen(pytorch), catalogue, 0, "keras").runs[0].schedule.parameters, {
    rise: 0,
    t_max: 300,
    eta_min: 0,
    warmup: 0,
  });
});

test("another framework has its own wrappers, too", () => {
  const around = (...ids) => ids.reduce((made, id) => edits.addWrapper(made, catalogue, 0, id), frozen(scene(run("adam"))));
  const decays = (made) => made.runs[0].wrappers.map(({ parameters }) => parameters.decay ?? parameters.alpha);
  assert.deepEqual(decays(around("ema", "lookahead")), [0.999, 0.5]);
  assert.deepEqual(decays(edits.withFramework(around("ema", "lookahead"), catalogue, 0, "keras")), [0.99, 0.5]);
  const chosen = edits.withWrapperParameter(around("ema"), 0, 0, "decay", 0.7);
  assert.deepEqual(decays(edits.withFramework(chosen, catalogue, 0, "keras")), [0.7]);
  assert.equal(edits.withFramework(frozen(scene(run("adam"))), catalogue, 0, "keras").runs[0].wrappers, undefined);
});

test("another optimizer brings its own defaults and keeps the schedule", () => {
  const cosine = edits.withSchedule(frozen(scene(run("sgd"))), catalogue, 0, "cosine");
  assert.deepEqual(cosine.runs[0].schedule, { id: "cosine", parameters: { rise: 1, t_max: 300, eta_min: 0, warmup: 0 } });
  const adam = edits.withOptimizer(cosine, catalogue, 0, "adam").runs[0];
  assert.deepEqual(adam.hyperparameters, { lr: 0.001, eps: 1e-8, weight_decay: 0 });
  assert.equal(adam.schedule.id, "cosine");
});

test("another schedule keeps the warm-up", () => {
  const warm = edits.withScheduleParameter(frozen(scene(run("sgd"))), 0, "warmup", 10);
  assert.equal(edits.withSchedule(warm, catalogue, 0, "cosine").runs[0].schedule.parameters.warmup, 10);
});

test("another problem starts where it likes, and a surface has no batches", () => {
  const fit = frozen({ ...scene({ ...run("sgd"), batch_size: 2 }), problem: { kind: "fit", dataset: "article" } });
  const after = edits.withProblem(fit, { kind: "surface", id: "booth" });
  assert.equal(after.start, undefined);
  assert.equal(after.runs[0].batch_size, null);
  assert.equal(edits.withProblem(fit, { kind: "fit", dataset: "other" }).runs[0].batch_size, 2);
});

test("runs are added, copied and removed", () => {
  const one = frozen(scene(run("sgd")));
  const two = edits.addRun(one, catalogue);
  assert.deepEqual(two.runs.map(({ optimizer }) => optimizer), ["sgd", "adam"]);
  assert.equal(edits.addRun(two, catalogue).runs[2].optimizer, "sgd");
  assert.deepEqual(edits.duplicateRun(two, 1).runs.map(({ optimizer }) => optimizer), ["sgd", "adam", "adam"]);
  assert.deepEqual(edits.removeRun(two, 0).runs.map(({ optimizer }) => optimizer), ["adam"]);
});

test("what is wrapped around a run can be added, tuned and removed", () => {
  const wrapped = edits.addWrapper(frozen(scene(run("sgd"))), catalogue, 0, "lookahead");
  assert.deepEqual(wrapped.runs[0].wrappers, [{ id: "lookahead", parameters: { every: 5, alpha: 0.5 } }]);
  const tuned = edits.withWrapperParameter(frozen(wrapped), 0, 0, "every", 10);
  assert.equal(tuned.runs[0].wrappers[0].parameters.every, 10);
  assert.deepEqual(edits.removeWrapper(frozen(tuned), 0, 0).runs[0].wrappers, []);
});

test("a surface's coefficients are tuned, and written into a formula of one's own", () => {
  const tuned = edits.withCoefficient(frozen(scene(run("sgd"))), "b", 50);
  assert.deepEqual(tuned.problem.coefficients, { b: 50 });
  assert.equal(edits.written("(a - x)**2 + b*(y - x**2)**2 + tab(a)", { a: -1, b: 50 }), "((-1) - x)**2 + 50*(y - x**2)**2 + tab((-1))");
  assert.equal(edits.written("x + y"), "x + y");
});

test("runs are called as shortly as tells them apart", () => {
  const names = (...runs) => namesOf(scene(...runs), catalogue, words);
  const keras = { ...run("adam"), framework: "keras", hyperparameters: { lr: 0.001, eps: 1e-7 } };
  const fast = { ...run("adam"), hyperparameters: { ...run("adam").hyperparameters, lr: 0.1 } };
  assert.deepEqual(names(run("sgd"), run("adam")), ["SGD", "Adam"]);
  assert.deepEqual(names(run("adam"), keras), ["Adam · PyTorch", "Adam · Keras"]);
  assert.deepEqual(names(run("adam"), fast), ["Adam · η 0.001", "Adam · η 0.1"]);
  assert.deepEqual(names(run("adam"), fast, keras), ["Adam · PyTorch · η 0.001", "Adam · PyTorch · η 0.1", "Adam · Keras"]);
  assert.deepEqual(names(run("sgd"), { ...run("sgd"), batch_size: 1 }), ["SGD · batch.full", "SGD · B 1"]);
  const slowAndNoisy = { ...run("sgd"), noise: 1, hyperparameters: { lr: 0.5 } };
  assert.deepEqual(names(run("sgd"), slowAndNoisy), ["SGD · η 0.001", "SGD · η 0.5"]);
  assert.deepEqual(names(run("sgd"), run("sgd")), ["SGD", "SGD"]);
  const noisy = (more) => ({ ...run("sgd"), noise: 1, ...more });
  assert.deepEqual(names(noisy({}), noisy({ noise_kind: "relative" })), ["SGD · noise.gaussian", "SGD · noise.relative"]);
  const heavy = [2, 3].map((df) => noisy({ noise_kind: "student_t", noise_df: df }));
  assert.deepEqual(names(...heavy), ["SGD · ν 2", "SGD · ν 3"]);
});
