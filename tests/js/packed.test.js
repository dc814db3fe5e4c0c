/** Columns as a file holds them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { unpacked } from "../../static/js/core/packed.js";

test("a column comes back to the last bit", () => {
  const column = [0, -0, 1 / 3, 5e-324, 1.7976931348623157e308, -2.5];
  const bytes = Buffer.from(Float64Array.from(column).buffer);
  assert.deepEqual(unpacked(JSON.stringify({ deep: [{ loss: { f64: bytes.toString("base64") } }] })), { deep: [{ loss: column }] });
});

test("one number many times", () => {
  assert.deepEqual(unpacked('{"rate": {"same": 0.1, "count": 3}}'), { rate: [0.1, 0.1, 0.1] });
  assert.deepEqual(unpacked('{"rate": {"same": 0, "count": 20}}').rate.length, 20);
});

test("the rest stays as it is", () => {
  const rest = { a: null, same: 3, count: { b: [1, null] }, f64: 7, text: "f64" };
  assert.deepEqual(unpacked(JSON.stringify(rest)), rest);
});
