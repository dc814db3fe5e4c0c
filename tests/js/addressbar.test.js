/** The address bar: one entry a gesture, and no more changes than a browser bears. */
import assert from "node:assert/strict";
import test from "node:test";

/** A history as browsers keep it. */
function browser(search) {
  const entries = [`/${search}`];
  let at = 0;
  let replaced = 0;
  const listeners = [];
  globalThis.location = {
    pathname: "/",
    get search() {
      return entries[at].slice(entries[at].indexOf("?"));
    },
  };
  globalThis.history = {
    pushState: (_, __, url) => (entries.splice(at + 1, Infinity, url), (at += 1)),
    replaceState: (_, __, url) => ((entries[at] = url), (replaced += 1)),
  };
  globalThis.addEventListener = (_, listener) => listeners.push(listener);
  return {
    entries,
    back: () => ((at -= 1), listeners.forEach((listener) => listener())),
    get replaced() {
      return replaced;
    },
  };
}

const { AddressBar } = await import("../../static/js/addressbar.js");

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
