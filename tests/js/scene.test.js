/** Addresses: the same golden file that the server is tested with. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { format, formatProblem, parse, scenePart } from "../../static/js/scene.js";

const { golden, foreign } = JSON.parse(readFileSync(new URL("../engine/golden_addresses.json", import.meta.url), "utf-8"));

test("there are golden addresses", () => assert.ok(golden.length > 10 && foreign.length > 0));

for (const { name, address, scene, canonical } of golden) {
  test(`golden: ${name}`, () => {
    assert.deepEqual(parse(address), scene);
    assert.equal(format(parse(canonical)), canonical);
    assert.deepEqual(parse(format(scene)), scene);
  });
}

for (const { address, same_as: same } of foreign) {
  test(`foreign keys are passed over: ${address}`, () => assert.deepEqual(parse(address), parse(same)));
}

test("a field asks for the problem without the view of its formula", () => {
  const problem = { kind: "formula", formula: "x**2 + y", view: { x: [-1, 1], y: [-2, 2] } };
  assert.equal(formatProblem(problem), "formula=x**2%20%2B%20y&view=-1,1,-2,2");
  assert.equal(formatProblem({ ...problem, view: undefined }), "formula=x**2%20%2B%20y");
});

test("the page's own keys are no part of a scene", () => {
  assert.equal(scenePart("lang=zh&surface=booth&run=adam&utm_source=x&theme=dark&run=sgd"), "surface=booth&run=adam&run=sgd");
});
