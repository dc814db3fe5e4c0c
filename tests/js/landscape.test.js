import assert from "node:assert/strict";
import test from "node:test";
import { frames } from "../../static/js/core/frames.js";
import { Landscape } from "../../static/js/figures/landscape.js";
import { canvasOf, theme } from "./canvas.js";
import { fieldOf, rosenbrock, run } from "./fields.js";

const VIEW = { x: [-2, 2], y: [-1, 3] };

function panel(options = {}, size = [400, 300]) {
  const canvas = canvasOf(...size);
  const starts = [];
  const views = [];
  const figure = new Landscape(canvas, {
    onStart: (point, { done }) => {
      starts.push({ ...point, done });
      figure.marks = { ...figure.marks, start: point };
    },
    onView: options.still ? undefined : (view, state) => views.push({ view, ...state }),
  });
  figure.theme = theme;
  figure.view = VIEW;
  figure.field = options.field ?? null;
  figure.marks = { start: { x: -1.5, y: 2.5 }, minima: [{ x: 1, y: 1 }] };
  figure.runs = options.runs ?? [run([-1.5, -1, 0], [2.5, 1, 0.5])];
  figure.draw(0);
  frames.flush();
  return { canvas, figure, starts, views, ring: figure.geometry.start };
}

test("however many properties are set and draws asked for, it is drawn once", () => {
  const { figure } = panel({ field: fieldOf(rosenbrock, VIEW.x, VIEW.y, 31, 31, 0) });
  const before = { ...figure.drawn };
  figure.runs = [run([0, 1], [0, 1])];
  figure.marks = { start: { x: 0, y: 0 }, minima: [{ x: 1, y: 1 }] };
  for (const position of [0.1, 0.2, 0.3]) figure.draw(position);
  frames.flush();
  assert.deepEqual(figure.drawn, { terrain: before.terrain, ahead: before.ahead + 1, figure: before.figure + 1 });
});

test("at the end nothing lies ahead, but a run among others that has left stays faintly there", () => {
  const { figure } = panel();
  const ahead = (runs) => {
    figure.runs = runs;
    figure.draw(9);
    const before = figure.drawn.ahead;
    frames.flush();
    return figure.drawn.ahead - before;
  };
  const [home, away] = [run([0, 1], [0, 1]), run([0, 90], [0, 90])];
  assert.equal(ahead([home]), 0);
  assert.equal(ahead([home, home]), 0);
  assert.equal(ahead([home, away]), 1);
});

test("terrain is drawn again for field, view, theme and size, and for nothing else", () => {
  const { figure, canvas } = panel({ field: fieldOf(rosenbrock, VIEW.x, VIEW.y, 31, 31, 0) });
  const drawn = (change) => {
    const before = figure.drawn.terrain;
    change();
    frames.flush();
    return figure.drawn.terrain - before;
  };
  assert.equal(drawn(() => figure.draw(1.5)), 0);
  assert.equal(drawn(() => (figure.runs = [])), 0);
  assert.equal(drawn(() => (figure.marks = { start: { x: 1, y: 1 }, minima: [{ x: 1, y: 1 }] })), 0);
  assert.equal(drawn(() => (figure.view = { x: [-2, 2], y: [-1, 3] })), 0);
  assert.equal(drawn(() => figure.resize()), 0);
  assert.equal(drawn(() => (figure.view = { x: [-1, 2], y: [-1, 3] })), 1);
  assert.equal(drawn(() => (figure.field = fieldOf(rosenbrock, VIEW.x, VIEW.y, 21, 21, 0))), 1);
  assert.equal(drawn(() => (figure.theme = { ...theme, dark: true })), 1);
  assert.equal(drawn(() => (figure.marks = { start: { x: 1, y: 1 }, minima: [] })), 1);
  assert.equal(drawn(() => ((canvas.clientWidth = 300), figure.resize())), 1);
});

test("paths that change with every draw are painted straight onto the figure, and kept as a layer once they stand still", () => {
  const { figure } = panel();
  const kept = () => figure.layers.get("ahead")?.fresh ?? false;
  for (const x of [0.1, 0.2, 0.3]) {
    figure.runs = [run([0, x], [0, 1])];
    frames.flush();
    assert.equal(kept(), false);
  }
  const before = figure.drawn.ahead;
  for (const position of [0.4, 0.5, 0.6]) {
    figure.draw(position);
    frames.flush();
    assert.equal(kept(), true);
  }
  assert.equal(figure.drawn.ahead, before + 1);
});

test("canvases have as many pixels as the screen has, at any density", () => {
  for (const ratio of [1, 1.5, 2, 3]) {
    globalThis.devicePixelRatio = ratio;
    const { canvas } = panel({}, [281, 203]);
    assert.deepEqual([canvas.width, canvas.height], [Math.round(281 * ratio), Math.round(203 * ratio)]);
  }
  delete globalThis.devicePixelRatio;
});

test("the browser's count of device pixels settles the rounding, an emulated density does not mislead", () => {
  globalThis.devicePixelRatio = 2;
  const { figure, canvas } = panel({}, [280.25, 203.25]);
  assert.deepEqual([canvas.width, canvas.height], [561, 407]);
  figure.resize({ inlineSize: 560, blockSize: 406 });
  frames.flush();
  assert.deepEqual([canvas.width, canvas.height], [560, 406]);
  figure.resize({ inlineSize: 280, blockSize: 203 });
  frames.flush();
  assert.deepEqual([canvas.width, canvas.height], [561, 407]);
  delete globalThis.devicePixelRatio;
});

test("the ring follows the hand from where it was grabbed, inside the frame, and says when it is let go", () => {
  const { canvas, starts, figure, ring } = panel();
  canvas.pointer("pointerdown", ring.x + 5, ring.y - 3);
  canvas.pointer("pointermove", ring.x + 45, ring.y + 27);
  const expected = figure.transform.toUnit({ x: ring.x + 40, y: ring.y + 30 });
  assert.ok(Math.abs(starts[0].x - expected.x) <= figure.transform.grain.x && Math.abs(starts[0].y - expected.y) <= figure.transform.grain.y);
  assert.equal(starts[0].done, false);
  canvas.pointer("pointermove", 5000, -5000);
  assert.deepEqual(starts[1], { x: 2, y: 3, done: false });
  canvas.pointer("pointerup", 5000, -5000);
  assert.deepEqual(starts[2], { x: 2, y: 3, done: true });
  assert.deepEqual(canvas.captured, [1]);
});

test("a start has no more decimals than a pixel can tell", () => {
  const { canvas, starts, ring } = panel();
  canvas.pointer("pointerdown", ring.x, ring.y);
  for (let i = 0; i < 20; i++) canvas.pointer("pointermove", ring.x + 3.7 * i, ring.y + 1.3 * i);
  for (const { x, y } of starts) assert.ok(String(x).length <= 6 && String(y).length <= 6, `${x}, ${y}`);
});

test("a click or tap elsewhere moves the start there; outside the frame it does not", () => {
  for (const pointerType of ["mouse", "touch", "pen"]) {
    const { canvas, starts, figure } = panel();
    const target = figure.transform.toPixel({ x: 1, y: 0 });
    canvas.pointer("pointerdown", target.x, target.y, { pointerType });
    canvas.pointer("pointerup", target.x + 1, target.y, { pointerType });
    assert.equal(starts.length, 1);
    assert.ok(Math.abs(starts[0].x - 1) < 0.03 && Math.abs(starts[0].y) < 0.03 && starts[0].done);
    canvas.pointer("pointerdown", 2, 2, { pointerType });
    canvas.pointer("pointerup", 2, 2, { pointerType });
    assert.equal(starts.length, 1);
  }
});

test("dragging empty ground pans when views can change, else it takes the start along; a finger does neither", () => {
  const drag = (options, more) => {
    const one = panel(options);
    canvasDrag(one.canvas, 250, 150, 290, 130, more);
    return one;
  };
  const { views, starts, figure } = drag({});
  assert.equal(starts.length, 0);
  const { x: gx, y: gy } = figure.transform.grain;
  const { view } = views.at(-1);
  assert.ok(Math.abs(view.x[0] - (VIEW.x[0] - 40 * gx)) < 1e-9 && Math.abs(view.y[0] - (VIEW.y[0] - 20 * gy)) < 1e-9);
  assert.deepEqual(views.map(({ done }) => done), [false, true]);
  assert.equal(drag({ still: true }).starts.length, 2);
  const touched = drag({}, { pointerType: "touch" });
  assert.deepEqual([touched.views.length, touched.starts.length], [0, 0]);
});

function canvasDrag(canvas, ax, ay, bx, by, more) {
  canvas.pointer("pointerdown", ax, ay, more);
  canvas.pointer("pointermove", bx, by, more);
  canvas.pointer("pointerup", bx, by, more);
}

test("two fingers pinch around the one that rests", () => {
  const { canvas, views, figure, starts } = panel();
  canvas.pointer("pointerdown", 200, 150, { pointerType: "touch", pointerId: 7 });
  canvas.pointer("pointerdown", 240, 150, { pointerType: "touch", pointerId: 8 });
  canvas.pointer("pointermove", 280, 150, { pointerType: "touch", pointerId: 8 });
  const { view } = views.at(-1);
  assert.ok(Math.abs((view.x[1] - view.x[0]) / 4 - 0.5) < 1e-9);
  const resting = figure.transform.toUnit({ x: 200, y: 150 });
  assert.ok(Math.abs((resting.x - view.x[0]) / (view.x[1] - view.x[0]) - (resting.x + 2) / 4) < 1e-9);
  canvas.pointer("pointerup", 280, 150, { pointerType: "touch", pointerId: 8 });
  canvas.pointer("pointerup", 200, 150, { pointerType: "touch", pointerId: 7 });
  assert.equal(starts.length, 0);
});

test("the wheel zooms only with the focus or Ctrl, and otherwise scrolls the page", () => {
  const { canvas, views } = panel();
  const wheel = (more) => canvas.pointer("wheel", 200, 150, { deltaY: -100, deltaMode: 0, ctrlKey: false, metaKey: false, ...more });
  assert.equal(wheel().defaultPrevented, false);
  assert.equal(views.length, 0);
  assert.equal(wheel({ ctrlKey: true }).defaultPrevented, true);
  canvas.ownerDocument.activeElement = canvas;
  assert.equal(wheel().defaultPrevented, true);
  assert.equal(views.length, 2);
  assert.ok(views.every(({ view }) => view.x[1] - view.x[0] < 4));
});

test("a double click goes home and leaves the start where it was", () => {
  const { canvas, figure, starts, views } = panel();
  figure.home = VIEW;
  figure.view = { x: [0, 1], y: [0, 1] };
  for (const detail of [1, 2]) {
    canvas.pointer("pointerdown", 200, 100, { detail });
    canvas.pointer("pointerup", 200, 100, { detail });
  }
  canvas.pointer("dblclick", 200, 100);
  assert.deepEqual(views, [{ view: VIEW, done: true, reset: true }]);
  assert.deepEqual(starts.at(-1), { x: -1.5, y: 2.5, done: true });
});

test("arrow keys move the start by a hundredth of the view or a tenth, end on keyup, and go no further", () => {
  const { canvas, starts } = panel();
  const right = canvas.key("keydown", "ArrowRight");
  assert.ok(right.defaultPrevented);
  canvas.key("keydown", "ArrowDown", { shiftKey: true });
  canvas.key("keyup", "ArrowDown");
  assert.deepEqual(starts, [
    { x: -1.48, y: 2.5, done: false },
    { x: -1.48, y: 2.3, done: false },
    { x: -1.48, y: 2.3, done: true },
  ]);
  assert.equal(canvas.key("keydown", "a").defaultPrevented, false);
  assert.equal(canvas.key("keydown", "ArrowLeft", { ctrlKey: true }).defaultPrevented, false);
});

test("a run that left has an arrow at the edge and its words inside the frame, at every width and length", () => {
  for (const width of [120, 280, 390, 1600]) {
    for (const words of ["off the map since step 3", "seit Schritt 3 außerhalb des Kartenausschnitts unterwegs ".repeat(3), "自第 3 步起离开地图，损失持续增大，请减小学习率"]) {
      for (const [x, y] of [[9, 0], [-9, 0], [0, 9], [0, -9], [9, 9]]) { // prettier-ignore
        const label = (step) => `${words} ${step}`;
        const { figure } = panel({ runs: [run([0, x], [1, y], { edgeLabel: label })] }, [width, 240]);
        figure.draw(1);
        frames.flush();
        const { frame, escapes } = figure.geometry;
        assert.equal(escapes.length, 1);
        const [{ x: ax, y: ay, box, text }] = escapes;
        assert.equal(text, label(1));
        assert.ok(ax >= frame.left && ax <= frame.right && ay >= frame.top && ay <= frame.bottom);
        if (width >= 280) assert.ok(box, "there is room for words");
        if (box) {
          assert.ok(box.x >= frame.left && box.y >= frame.top, JSON.stringify(box));
          assert.ok(box.x + box.width <= frame.right && box.y + box.height <= frame.bottom, JSON.stringify(box));
        }
      }
    }
  }
});

test("in a magnified view a run beyond the border has an arrow, and words only when it is off the whole map", () => {
  const inside = run([-1.5, 1.5], [2.5, 0], { edgeLabel: "off" });
  const outside = run([-1.5, 1.5, 9], [2.5, 0, 0], { id: "b", edgeLabel: (step) => `off since ${step}` });
  const { figure } = panel({ runs: [inside, outside] });
  figure.home = VIEW;
  figure.view = { x: [-2, 0], y: [1, 3] };
  figure.draw(9);
  frames.flush();
  assert.deepEqual(figure.geometry.escapes.map(({ text }) => text), ["", "off since 2"]);
});

test("words of several escaped runs do not lie on one another", () => {
  const runs = [0, 1, 2, 3, 4, 5].map((n) => run([0, 9], [1, 1 + 0.1 * n], { id: n, colour: n, edgeLabel: "off the map since step 1" }));
  const { figure } = panel({ runs });
  figure.draw(1);
  frames.flush();
  const boxes = figure.geometry.escapes.flatMap(({ box }) => (box ? [box] : []));
  assert.ok(boxes.length >= 4);
  boxes.forEach((p, i) =>
    boxes.slice(i + 1).forEach((q) => assert.ok(p.x + p.width <= q.x || q.x + q.width <= p.x || p.y + p.height <= q.y || q.y + q.height <= p.y)),
  );
});

test("positions lie between steps, ended runs stay at their end, hidden ones are not there", () => {
  const runs = [run([0, 1], [0, 1]), run([0, 1], [0, -0.5], { id: "b", outcome: { kind: "diverged" } }), run([0], [0], { id: "c", visible: false })];
  const { figure } = panel({ runs });
  figure.draw(0.5);
  frames.flush();
  const half = figure.transform.toPixel({ x: 0.5, y: 0.5 });
  assert.deepEqual(figure.geometry.current.map(({ id }) => id), ["a", "b"]);
  assert.deepEqual([figure.geometry.current[0].x, figure.geometry.current[0].y], [half.x, half.y]);
  figure.draw(50);
  frames.flush();
  const [a, b] = figure.geometry.current;
  assert.deepEqual([a.x, a.broken, b.broken], [figure.transform.x.map(1), false, true]);
});

test("a destroyed panel neither draws nor listens", () => {
  const { figure, canvas, starts } = panel();
  const before = figure.drawn.figure;
  figure.draw(1);
  figure.destroy();
  frames.flush();
  canvas.pointer("pointerdown", 200, 150);
  canvas.pointer("pointerup", 200, 150);
  assert.deepEqual([figure.drawn.figure, starts.length], [before, 0]);
});

test("texts never leave the canvas, from 280 px to 1600 px", () => {
  for (const [width, height] of [[280, 220], [390, 300], [1600, 900]]) {
    for (const view of [VIEW, { x: [-1e6, 1e6], y: [-1e-7, 3e-7] }, { x: [123456.1, 123456.2], y: [-0.001, 0] }]) {
      const { figure, canvas } = panel({}, [width, height]);
      figure.view = view;
      figure.words = { x: "θ₀", y: "θ₁" };
      frames.flush();
      const layers = [...figure.layers.values()].map((layer) => layer.canvas);
      const texts = layers.flatMap((layer) => layer.texts());
      assert.ok(texts.length >= 4);
      for (const { text, x, y } of texts) assert.ok(x >= 0 && x <= width && y >= 0 && y <= height, `${text} at ${x}, ${y}`);
      assert.ok(canvas.width === width);
    }
  }
}); // prettier-ignore
