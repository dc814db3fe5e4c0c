/** The one state of the page. */
import assert from "node:assert/strict";
import test from "node:test";

import { createStore } from "../../static/js/store.js";

test("a listener hears at once, then only when its part changed", () => {
  const store = createStore({ a: 1, b: 1 });
  const heard = [];
  store.subscribe((state) => state.a, (now, before) => heard.push([now, before]));
  store.update({ b: 2 });
  store.update({ a: 1 });
  store.update(({ a }) => ({ a: a + 1 }));
  assert.deepEqual(heard, [[1, undefined], [2, 1]]);
});

test("a listener that updates leaves nobody with a stale part", () => {
  const store = createStore({ a: 0, doubled: 0 });
  const seen = [];
  store.subscribe((state) => state.a, (a) => store.update({ doubled: 2 * a }));
  store.subscribe((state) => state, ({ a, doubled }) => seen.push([a, doubled]));
  store.update({ a: 3 });
  assert.deepEqual(seen, [[0, 0], [3, 6]]);
});

test("one can leave, and the state is nobody's to change", () => {
  const store = createStore({ a: 1 });
  let count = 0;
  const leave = store.subscribe((state) => state.a, () => (count += 1));
  leave();
  store.update({ a: 2 });
  assert.equal(count, 1);
  assert.throws(() => (store.state.a = 3), TypeError);
  assert.throws(() => store.update({ misspelt: 1 }), /misspelt/);
});
