/** Questions to the server: by address, and by POST where the address is long. */
import assert from "node:assert/strict";
import test from "node:test";
import { Api, Refusal } from "../../static/js/api.js";
import { Terrain } from "../../static/js/stage/terrain.js";

const points = Array.from({ length: 1000 }, (_, i) => [i / 7, i / 3]);
const problem = (some) => `points=${some.map((point) => point.join()).join(";")}&model=linear&loss=mse`;
const body = (some) => ({ problem: { kind: "fit", points: some, model: "linear", loss: "mse" } });

/** A server that answers everything alike, and what it was asked. */
function server(t, answer = () => new Response(new Float32Array(4).buffer)) {
  const asked = [];
  t.mock.method(globalThis, "fetch", async (url, options) => {
    asked.push({ url, method: options.method ?? "GET", body: options.body?.startsWith("{") ? JSON.parse(options.body) : options.body, headers: options.headers });
    return answer(url);
  });
  return asked;
}

const view = { x: [0, 1], y: [2, 3] };
const { signal } = new AbortController();

test("a field and a point of a few data are asked for by address, of many by POST, with the same keys", async (t) => {
  const asked = server(t, () => new Response("[1, 2]"));
  const api = new Api("/api/v1", "zh");
  await api.point(problem(points.slice(0, 3)), 1, 2, signal);
  await api.point(problem(points), 1, 2, signal);
  assert.equal(asked[0].url, `/api/v1/point?${problem(points.slice(0, 3))}&at=1,2`);
  assert.deepEqual([asked[0].method, asked[1].method, asked[1].url], ["GET", "POST", "/api/v1/point?at=1,2"]);
  assert.deepEqual(asked[1].body, body(points));
  assert.equal(asked[1].headers["Content-Type"], "application/json");
  assert.equal(asked[1].headers["Accept-Language"], "zh", "a refusal is read by a person");
});

test("the loss of a batch has its keys beside the problem, whichever way it travels", async (t) => {
  const asked = server(t);
  const api = new Api("/api/v1", "en");
  const batch = "batch=1&sampling=cyclic&seed=0&step=3";
  const values = await api.field(problem(points), view, 2, 2, signal, batch);
  await api.field(problem(points.slice(0, 2)), view, 2, 2, signal, batch);
  assert.equal(values.length, 4);
  const keys = `view=0,1,2,3&nx=2&ny=2&format=f32&${batch}`;
  assert.deepEqual(asked.map(({ url }) => url), [`/api/v1/field?${keys}`, `/api/v1/field?${problem(points.slice(0, 2))}&${keys}`]);
  assert.deepEqual(asked[0].body, body(points));
});

test("a problem with many data is written out once, until it is another", async (t) => {
  const asked = server(t, () => new Response("{}"));
  const api = new Api("/api/v1", "en");
  const other = points.map(([x, y]) => [x + 1, y]);
  for (const some of [points, points, other]) await api.point(problem(some), 0, 0, signal);
  assert.deepEqual(asked.map((each) => each.body), [body(points), body(points), body(other)]);
});

test("what a link would lead to is asked for by POST", async (t) => {
  const asked = server(t, () => new Response("a,b"));
  const answer = await new Api("/api/v1", "en").post("/api/v1/trajectories?format=csv", { ...body(points), runs: [] });
  assert.equal(await answer.text(), "a,b");
  assert.deepEqual([asked[0].method, asked[0].url], ["POST", "/api/v1/trajectories?format=csv"]);
});

test("a table says which of its columns are meant, if any are", async (t) => {
  const asked = server(t, () => new Response("{}"));
  const api = new Api("/api/v1", "en");
  await api.table("1,2,3", signal);
  await api.table("1,2,3", signal, [3, 1]);
  assert.deepEqual(asked.map(({ url }) => url), ["/api/v1/points", "/api/v1/points?x=3&y=1"]);
});

/** A terrain, what it asks for, and what it shows. */
function ground(answer = (nx, ny) => new Float32Array(nx * ny)) {
  const [sides, shown] = [[], []];
  const api = { field: async (_, __, nx, ny) => (sides.push([nx, ny]), answer(nx, ny)) };
  const terrain = new Terrain(/** @type {any} */ (api), /** @type {any} */ ({ update: ({ terrain: entry }) => shown.push(entry) }));
  const until = async (count) => {
    while (shown.length < count) await new Promise((done) => setTimeout(done));
  };
  return { terrain, sides, shown, until };
}

const PICTURE = { width: 600, height: 400 };

test("a terrain has a node every few pixels, and no more than the server has time for", async () => {
  const { terrain, sides, shown, until } = ground();
  terrain.want("dataset=a", view, PICTURE, 1e6, 0);
  await until(1);
  terrain.want("dataset=b", view, PICTURE, 20_000, 0);
  await until(2);
  terrain.want("dataset=c", view, PICTURE, 20_000, 0, true);
  await until(3);
  const [all, few, fewest] = sides.map(([nx, ny]) => nx * ny);
  assert.ok(all > 40_000 && few <= 5200 && fewest <= 1100 && fewest > 900, `${all}, ${few}, ${fewest}`);
  assert.deepEqual([shown[1].field.nx, shown[1].field.ny], sides[1]);
});

test("a field asked for before its answer learns its minimum from that, on its way or when it is there", async () => {
  const { terrain, sides, shown, until } = ground();
  terrain.want("dataset=a", view, PICTURE, 1e6, undefined, true);
  terrain.want("dataset=a", view, PICTURE, 1e6, 3, true);
  await until(1);
  assert.equal(shown[0].field.minimum, 3);
  terrain.want("dataset=b", view, PICTURE, 1e6, undefined, true);
  await until(2);
  assert.equal(shown[1].field.minimum, undefined);
  terrain.want("dataset=b", view, PICTURE, 1e6, null, true);
  assert.equal(shown[1].field.minimum, null);
  assert.equal(sides.length, 2, "each is asked for once");
});

test("a hand that is ahead of its answers does not have their fields asked for again", async () => {
  const { terrain, sides, until } = ground();
  terrain.want("dataset=a", view, PICTURE, 1e6, undefined, true);
  terrain.want("dataset=b", view, PICTURE, 1e6, undefined, true);
  terrain.want("dataset=a", view, PICTURE, 1e6, 1, true);
  await until(2);
  assert.equal(sides.length, 2);
});

test("a terrain that cannot be had is plain paper", async () => {
  const { terrain, shown, until } = ground(() => Promise.reject(new Refusal(422, { errors: [{ parameter: "nx", detail: "too much" }] })));
  terrain.want("dataset=a", view, PICTURE, 1e6, 0);
  await until(1);
  assert.equal(shown[0].field, null);
});
