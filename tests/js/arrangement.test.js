/** How panels share the room, and which box each shows. */
import assert from "node:assert/strict";
import test from "node:test";

import { aspectOf, boxFor, columnsFor, sharesUnits, tidy } from "../../static/js/stage/arrangement.js";

const frame = { gap: 12, head: 28 };

test("columns make the pictures as large as the room allows", () => {
  assert.equal(columnsFor(1, 760, 540, 1, frame), 1);
  assert.equal(columnsFor(4, 760, 540, 1, frame), 2);
  assert.equal(columnsFor(4, 1200, 320, 1, frame), 4);
  assert.equal(columnsFor(4, 320, 1200, 1, frame), 1);
  assert.equal(columnsFor(2, 760, 540, 1, frame), 2);
  for (let count = 1; count <= 17; count++) {
    const columns = columnsFor(count, 760, 540, 1.5, frame);
    assert.ok(columns >= 1 && columns <= count);
  }
});

test("a box holds the whole view, in one unit for both axes", () => {
  const view = { x: [-2, 2], y: [-1, 3] };
  const wide = boxFor(view, 300, 200, true);
  assert.deepEqual(wide, { x: [-3, 3], y: [-1, 3] });
  const high = boxFor(view, 200, 300, true);
  assert.deepEqual(high, { x: [-2, 2], y: [-2, 4] });
  assert.equal(aspectOf(high), 200 / 300);
});

test("a thread and the parameters of a fit fill the picture as they are", () => {
  const view = { x: [-20, 20], y: [0, 1] };
  assert.equal(sharesUnits(view), false);
  assert.equal(sharesUnits({ x: [-5, 5], y: [-2, 2] }), true);
  assert.equal(boxFor(view, 300, 200, false), view);
  assert.equal(boxFor(view, 0, 0, true), view);
});

test("edges are short in an address and still the same to the eye", () => {
  assert.deepEqual(tidy({ x: [-2.8660254, 3.1339746], y: [-1, 3] }), { x: [-2.866, 3.134], y: [-1, 3] });
  assert.deepEqual(tidy({ x: [-512.3456, 512.3456], y: [0, 1e-6] }), { x: [-512, 512], y: [0, 1e-6] });
});
