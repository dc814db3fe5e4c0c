/** Addresses: the same golden file that the server is tested with. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { LAYERS, OPTIONS, optionsOf } from "../../static/js/options.js";
import { PRESET, STYLE, presented } from "../../static/js/presentation.js";
import { format, formatProblem, parse, scenePart } from "../../static/js/scene.js";

const { golden, foreign, embeds, looks } = JSON.parse(readFileSync(new URL("../engine/golden_addresses.json", import.meta.url), "utf-8"));

test("there are golden addresses", () => assert.ok(golden.length > 10 && foreign.length > 0));

for (const { name, address, scene, canonical } of golden) {
  test(`golden: ${name}`, () => {
    assert.deepEqual(parse(address), scene);
    assert.equal(format(parse(canonical)), canonical);
    assert.equal(format(parse(format(scene))), format(scene));
    // What means nothing is not written again: a constant schedule, no warm-up.
    if (!/~constant(~|&|$)|warmup=0/.test(address)) assert.deepEqual(parse(format(scene)), scene);
  });
}

for (const { address, same_as: same } of foreign) {
  test(`foreign keys are passed over: ${address}`, () => assert.deepEqual(parse(address), parse(same)));
}

for (const { query, same_as: same } of embeds) {
  test(`golden embed: ${query}`, () => assert.deepEqual(parse(scenePart(query)), parse(same)));
}

for (const { query, same_as: same, styles, preset, options } of looks) {
  test(`golden look: ${query}`, () => {
    const scene = presented(parse(scenePart(query)), query);
    assert.equal(format(scene), format(parse(same)));
    assert.deepEqual(scene.runs.map((run) => run[STYLE]), styles); // prettier-ignore
    assert.equal(scene[PRESET] ?? "", preset);
    assert.deepEqual(optionsOf(new Map(new URLSearchParams(query))), options);
  });
}

test("every way to look at a scene that an address can say has a golden one", () => {
  const said = (key) => looks.flatMap(({ query }) => new URLSearchParams(query).getAll(key));
  for (const [key, values] of Object.entries(OPTIONS)) {
    for (const value of values ?? []) assert.ok(value === "" || said(key).includes(value), `${key}=${value}`);
    assert.ok(said(key).length > 0, key);
  }
  for (const layer of LAYERS) assert.ok(said("layers").join().split(",").includes(layer), layer);
  assert.ok(said("style").length > 1 && said("preset").length > 0);
});

test("a field asks for the problem without the view of its formula", () => {
  const problem = { kind: "formula", formula: "x**2 + y", view: { x: [-1, 1], y: [-2, 2] } };
  assert.equal(formatProblem(problem), "formula=x**2%20%2B%20y&view=-1,1,-2,2");
  assert.equal(formatProblem({ ...problem, view: undefined }), "formula=x**2%20%2B%20y");
});

test("the page's own keys are no part of a scene", () => {
  assert.equal(scenePart("lang=zh&surface=booth&run=adam&utm_source=x&theme=dark&run=sgd"), "surface=booth&run=adam&run=sgd");
});
