/** The address bar: one entry a gesture, and no more changes than a browser bears. */
import assert from "node:assert/strict";
import test from "node:test";

/** A history as browsers keep it. */
function browser(search) {
  const entries = [`/${search}`];
  const states = [null];
  let at = 0;
  let replaced = 0;
  const listeners = [];
  globalThis.location = {
    pathname: "/",
    get search() {
      return /\?[^#]*/.exec(entries[at])?.[0] ?? "";
    },
    get hash() {
      return /#.*/.exec(entries[at])?.[0] ?? "";
    },
  };
  globalThis.history = {
    pushState: (state, __, url) => (entries.splice(at + 1, Infinity, url), states.splice(at + 1, Infinity, state), (at += 1)),
    replaceState: (state, __, url) => ((entries[at] = url), (states[at] = state), (replaced += 1)),
    go: (steps) => travel(at + steps),
    get state() {
      return states[at];
    },
  };
  const travel = (to) => ((at = to), listeners.forEach((listener) => listener({ state: states[at] })));
  globalThis.addEventListener = (_, listener) => listeners.push(listener);
  return {
    entries,
    back: () => travel(at - 1),
    /** A link to a place within the page. */
    follow: (hash) => (entries.splice(at + 1, Infinity, entries[at].replace(/#.*|$/, hash)), states.splice(at + 1, Infinity, null), travel(at + 1)),
    /** The page is loaded anew: what it remembered is gone, what the browser remembers is not. */
    reload: () => listeners.splice(0),
    get replaced() {
      return replaced;
    },
  };
}

const { AddressBar, fragmentScene } = await import("../../static/js/addressbar.js");

test("a gesture is one entry: the one before keeps the scene that it had", (t) => {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  const history = browser("?lang=zh&utm_source=mail");
  const travelled = [];
  const bar = new AddressBar("surface=a", (query) => travelled.push(query));
  bar.arrive("surface=a");
  for (let i = 0; i < 50; i++) {
    now += 100;
    bar.follow(`surface=a&start=${i}`);
  }
  assert.ok(history.entries[0].includes("start="), "the address follows the hand");
  assert.ok(history.replaced < 20, `${history.replaced} changes in five seconds`);
  bar.settle("surface=b");
  assert.deepEqual(history.entries, ["/?surface=a&lang=zh", "/?surface=b&lang=zh"]);
  history.back();
  assert.deepEqual(travelled, ["surface=a&lang=zh"]);
});

test("a hand that stops and does not let go is caught up with", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  t.mock.method(performance, "now", () => now);
  const history = browser("?surface=a");
  const bar = new AddressBar("surface=a", () => {});
  bar.arrive("surface=a");
  now += 10;
  bar.follow("surface=a&start=1");
  bar.follow("surface=a&start=2");
  assert.deepEqual(history.entries, ["/?surface=a"]);
  t.mock.timers.tick(1000);
  assert.deepEqual(history.entries, ["/?surface=a&start=2"]);
});

test("a scene that is already there is no new entry", () => {
  const history = browser("?surface=a");
  const bar = new AddressBar("surface=a", () => {});
  bar.follow("surface=b");
  assert.deepEqual(history.entries, ["/?surface=b"]);
  bar.settle("surface=a");
  assert.deepEqual(history.entries, ["/?surface=a"]);
});

test("the page's own keys stay, and change without an entry", () => {
  const history = browser("?surface=a&theme=dark");
  let shown = "";
  const bar = new AddressBar("surface=a", () => {}, (url) => (shown = url));
  bar.set("theme", "light");
  bar.set("layout", "overlay");
  assert.deepEqual(history.entries, ["/?surface=a&theme=light&layout=overlay"]);
  assert.equal(shown, history.entries[0]);
  assert.equal(bar.url("surface=a", { lang: "zh" }), "/?surface=a&theme=light&layout=overlay&lang=zh");
});

test("where the history may not be touched, nothing breaks", () => {
  browser("?surface=a");
  globalThis.history.pushState = () => {
    throw Object.assign(new Error("no"), { name: "SecurityError" });
  };
  new AddressBar("surface=a", () => {}).settle("surface=b");
});

/** A bar whose page answers at once, as the model does. */
function answering(settled, travelled = []) {
  const bar = new AddressBar(settled, (query) => (travelled.push(query), bar.arrive(query.replace("?", ""))));
  bar.arrive(settled);
  return bar;
}

test("undo and redo are the same walk as back and forward", () => {
  const history = browser("?a");
  const bar = answering("a");
  assert.deepEqual([bar.canUndo, bar.canRedo], [false, false]);
  bar.settle("b");
  bar.settle("c");
  bar.walk(-1);
  assert.deepEqual([bar.settled, bar.canUndo, bar.canRedo], ["b", true, true]);
  history.back();
  assert.deepEqual([bar.settled, bar.canUndo, bar.canRedo], ["a", false, true]);
  bar.walk(-1);
  assert.equal(bar.settled, "a", "there is nothing before");
  bar.walk(1);
  bar.walk(1);
  assert.deepEqual([bar.settled, bar.canRedo], ["c", false]);
  bar.walk(-1);
  bar.settle("d");
  assert.equal(bar.canRedo, false, "an edit is the end of what was undone");
  assert.deepEqual(history.entries, ["/?a", "/?b", "/?d"]);
});

test("undo first takes back what has not come to rest", (t) => {
  t.mock.method(performance, "now", () => 1e6);
  const history = browser("?a");
  const bar = answering("a");
  bar.settle("b");
  bar.changedAt = -Infinity;
  bar.follow("b&moving");
  assert.equal(bar.shown, "b&moving");
  bar.walk(-1);
  assert.deepEqual([bar.settled, bar.shown, history.entries[1]], ["b", "b", "/?b"]);
});

test("a page that is loaded anew can still undo", () => {
  const history = browser("?a");
  const bar = answering("a");
  bar.settle("b");
  history.reload();
  const again = answering("b");
  assert.deepEqual([again.canUndo, again.canRedo], [true, false]);
  again.walk(-1);
  assert.deepEqual([again.settled, again.canRedo], ["a", true]);
});

test("where entries are refused, undo walks the row in memory", () => {
  browser("?a");
  const bar = answering("a");
  const { pushState } = globalThis.history;
  globalThis.history.pushState = () => {
    throw Object.assign(new Error("no"), { name: "SecurityError" });
  };
  bar.settle("b");
  bar.settle("c");
  bar.walk(-1);
  assert.equal(bar.settled, "b");
  bar.walk(1);
  assert.equal(bar.settled, "c");
  globalThis.history.pushState = pushState;
});

test("undoing twice means the scene before, though no race has answered yet", () => {
  const history = browser("?a");
  const travelled = [];
  const bar = new AddressBar("a", (query) => travelled.push(query));
  bar.arrive("a");
  bar.settle("b");
  bar.follow("b&start=1");
  bar.walk(-1);
  assert.equal(globalThis.location.search, "?b");
  bar.walk(-1);
  assert.deepEqual(travelled, ["b", "a"]);
  assert.equal(globalThis.location.search, "?a");
  assert.deepEqual([bar.canUndo, bar.canRedo], [false, true]);
  assert.equal(history.entries.length, 2);
});

test("what a hand has moved to is known before the browser bears to hear of it", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(performance, "now", () => 0);
  const history = browser("?a");
  const travelled = [];
  const bar = new AddressBar("a", (query) => travelled.push(query));
  bar.arrive("a");
  bar.follow("b");
  assert.deepEqual([history.entries, bar.canUndo], [["/?a"], true]);
  bar.walk(-1);
  t.mock.timers.tick(1000);
  assert.deepEqual([travelled, history.entries], [["a"], ["/?a"]]);
});

test("an edit that comes between an entry and its race is an edit of that entry", () => {
  const history = browser("?a");
  const bar = new AddressBar("a", () => {});
  bar.arrive("a");
  bar.settle("b");
  history.back();
  bar.settle("b");
  assert.deepEqual(history.entries, ["/?a", "/?b"]);
  assert.deepEqual([globalThis.location.search, bar.canUndo, bar.canRedo], ["?b", true, false]);
});

test("a scene too long for a server stands behind the #, and travels back from there", () => {
  const history = browser("?surface=a&lang=zh");
  const travelled = [];
  const bar = new AddressBar("surface=a", (query) => travelled.push(query), () => {}, 20);
  bar.arrive("surface=a");
  const long = "v=1&points=1,2;3,4;5,6;7,8";
  bar.settle(long);
  assert.equal(history.entries[1], `/?lang=zh#${long}`);
  assert.equal(bar.url(bar.shown, { lang: "en" }), `/?lang=en#${long}`);
  bar.settle("surface=b");
  assert.equal(history.entries[2], "/?surface=b&lang=zh");
  history.back();
  assert.deepEqual(travelled, [long]);
  history.back();
  assert.equal(travelled.at(-1), "surface=a&lang=zh");
});

test("a link to a place within the page leaves the scene as it is, wherever that stands", () => {
  for (const scene of ["surface=a", "v=1&points=1,2;3,4;5,6;7,8"]) {
    const history = browser("?lang=zh");
    const travelled = [];
    const bar = new AddressBar("surface=first", (query) => travelled.push(query), () => {}, 20);
    bar.arrive(scene);
    history.follow("#stage");
    assert.deepEqual(travelled, [scene]);
  }
});

test("what stands behind a # is a scene if it says so", () => {
  assert.equal(fragmentScene("#v=1&surface=a"), "v=1&surface=a");
  for (const other of ["", "#", "#stage", "#vector", undefined]) assert.equal(fragmentScene(other), "");
});
