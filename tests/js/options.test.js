import assert from "node:assert/strict";
import test from "node:test";
import { OPTIONS, optionsOf, remember } from "../../static/js/options.js";
import { createStore } from "../../static/js/store.js";

test("an address chooses among what there is; anything else is as if nobody had said it", () => {
  assert.equal(optionsOf(new Map([["curve", "rate"]])).curve, "rate");
  const silent = optionsOf(new Map());
  assert.deepEqual(optionsOf(new Map([["curve", "nothing"], ["axis", ""], ["scale", "cubic"]])), silent); // prettier-ignore
  assert.deepEqual(Object.keys(silent), Object.keys(OPTIONS));
});

test("a choice goes into the address, and out of it when it is what holds anyway", () => {
  const store = createStore(optionsOf(new Map([["axis", "evaluations"]])));
  const set = [];
  remember(store, { set: (key, value) => set.push([key, value]) });
  store.update({ curve: "rate", quantity: "v" });
  store.update({ curve: "loss", quantity: "", axis: "steps" });
  assert.deepEqual(set, [["curve", "rate"], ["quantity", "v"], ["curve", ""], ["axis", ""], ["quantity", ""]]); // prettier-ignore
});
