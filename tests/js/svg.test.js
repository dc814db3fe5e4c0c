import assert from "node:assert/strict";
import test from "node:test";
import { Drawing } from "../../static/js/core/svg.js";
import { frames } from "../../static/js/core/frames.js";
import { DataPlot } from "../../static/js/figures/dataplot.js";
import { Landscape } from "../../static/js/figures/landscape.js";
import { LossCurve } from "../../static/js/figures/losscurve.js";
import { settable, twinOf } from "../../static/js/stage/twin.js";
import { canvasOf, theme } from "./canvas.js";
import { fieldOf, run } from "./fields.js";

/** A context that knows how wide texts are, and where their feet are below other lines. */
const measure = {
  font: "10px x",
  textBaseline: "alphabetic",
  measureText(text) {
    const size = parseFloat(/([\d.]+)px/.exec(this.font)[1]);
    return { width: 0.5 * size * [...text].length, actualBoundingBoxAscent: { alphabetic: 0.7, middle: 0.35, top: -0.1 }[this.textBaseline] * size };
  },
};

function drawn(draw, [width, height] = [100, 50]) {
  const drawing = new Drawing({ measure, document: canvasOf(1, 1).ownerDocument });
  const sheet = drawing.sheet(width, height);
  draw(sheet.getContext("2d"), drawing);
  return drawing.write(sheet, { title: "A & B", description: "a <race>", language: "zh" });
}

/** Elements in order, without the head of the file. */
const elements = (file) => [...file.slice(file.indexOf("</defs>") + 7, -7).matchAll(/<[^>]+>(?:[^<]+<\/text>)?/g)].map(([text]) => text);

test("the head says what it is", () => {
  const file = drawn(() => {});
  assert.match(file, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="100" height="50" viewBox="0 0 100 50" role="img" xml:lang="zh"/);
  assert.match(file, /<title>A &#38; B<\/title><desc>a &#60;race&#62;<\/desc><defs><\/defs><\/svg>\n$/);
});

test("lines are written relative to where the pen is, and what is rounded away does not add up", () => {
  const [path] = elements(
    drawn((context) => {
      context.strokeStyle = "#123456";
      context.lineWidth = 1.25;
      context.beginPath();
      context.moveTo(0, 0);
      for (let k = 1; k <= 300; k++) context.lineTo(k / 3, -k / 3);
      context.stroke();
    }),
  );
  const [, d] = /d="([^"]*)"/.exec(path);
  assert.ok(d.startsWith("M0 0l.33-.33 .34-.34 .33-.33"), d.slice(0, 40));
  const numbers = d.slice(d.indexOf("l") + 1).match(/-?[\d.]+/g).map(Number); // prettier-ignore
  const end = numbers.filter((_, n) => n % 2 === 0).reduce((sum, step) => sum + step, 0);
  assert.ok(Math.abs(end - 100) < 1e-9);
  assert.ok(path.endsWith('fill="none" stroke="#123456" stroke-width="1.25"/>'), path);
});

test("a path without anything drawn is no element; a line without a move begins there", () => {
  const found = elements(
    drawn((context) => {
      context.beginPath();
      context.stroke();
      context.moveTo(1, 1);
      context.fill();
      context.beginPath();
      context.lineTo(5, 5);
      context.lineTo(6, 5);
      context.closePath();
      context.fill();
    }),
  );
  assert.deepEqual(found, ['<path d="M5 5l1 0z" fill="#000000"/>']);
});

test("a circle is two arcs, a quarter is one; a path goes on to where an arc begins", () => {
  const [circle, quarter, large] = elements(
    drawn((context) => {
      for (const [from, to, back] of [[0, 2 * Math.PI], [0, Math.PI / 2], [0, Math.PI / 2, true]]) { // prettier-ignore
        context.beginPath();
        context.moveTo(20, 10);
        context.arc(10, 10, 10, from, to, back);
        context.fill();
      }
    }),
  );
  assert.match(circle, /d="M20 10a10 10 0 0 1 -20 0a10 10 0 0 1 20 0"/);
  assert.match(quarter, /d="M20 10a10 10 0 0 1 -10 10"/);
  assert.match(large, /d="M20 10a10 10 0 1 0 -10 10"/);
});

test("turned and moved: paths are in place, texts carry where they are", () => {
  const [path, text] = elements(
    drawn((context) => {
      context.translate(50, 20);
      context.rotate(Math.PI / 2);
      context.beginPath();
      context.moveTo(0, 0);
      context.lineTo(10, 0);
      context.stroke();
      context.font = '600 12px "A B",\n  serif';
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText("<θ₀>", 0, 0);
    }),
  );
  assert.match(path, /d="M50 20l0 10"/);
  // The foot is 0.35 of 12 px below the middle; below is now to the left.
  assert.equal(text, '<text transform="matrix(0 1 -1 0 45.8 20)" font-family="&#34;A B&#34;, serif" font-size="12" font-weight="600" text-anchor="middle" fill="#000000">&#60;θ₀&#62;</text>');
});

test("a variable is a plain letter in italics, which every font has", async () => {
  const { variable } = await import("../../static/js/figures/text.js");
  for (const name of ["x", "h", "Z", "θ₀", "Ω", "λ₁₂"]) {
    const [text] = elements(drawn((context) => context.fillText(variable(name).text, 0, 0)));
    assert.match(text, new RegExp(` serif" font-size="10" font-style="italic" fill="#000000">${name}</text>`));
  }
  const [word] = elements(drawn((context) => context.fillText("step", 0, 0)));
  assert.doesNotMatch(word, /italic/);
});

test("state is kept and given back, what is clipped stays in its group", () => {
  const found = elements(
    drawn((context) => {
      context.save();
      context.beginPath();
      context.rect(1, 2, 30, 20);
      context.clip();
      context.globalAlpha = 0.4;
      context.setLineDash([4, 3]);
      context.lineCap = "round";
      context.lineJoin = "round";
      context.stroke();
      context.restore();
      context.fillRect(0, 0, 1, 1);
    }),
  );
  assert.deepEqual(found, [
    '<g clip-path="url(#clip1)">',
    '<path d="M1 2l30 0 0 20-30 0z" fill="none" stroke="#000000" stroke-width="1" stroke-linejoin="round" stroke-linecap="round" stroke-dasharray="4 3" stroke-opacity=".4"/>',
    "</g>",
    '<path d="M0 0l1 0 0 1-1 0z" fill="#000000"/>',
  ]);
});

test("what stands several times is written once, what stands once in its place; pictures keep their pixels", () => {
  const picture = { toDataURL: () => "data:image/png;base64,AAAA" };
  const file = drawn((context, drawing) => {
    const ground = () => {
      const sheet = drawing.sheet(40, 40);
      sheet.getContext("2d").drawImage(picture, 0, 0, 40, 40);
      return sheet;
    };
    for (const x of [0, 50]) {
      const panel = drawing.sheet(40, 40);
      panel.getContext("2d").drawImage(ground(), 0, 0, 40, 40);
      panel.getContext("2d").fillText(String(x), 0, 0);
      context.drawImage(panel, x, 0, 40, 40);
    }
  });
  assert.equal(file.match(/data:image/g).length, 1);
  assert.equal(file.match(/<use href="#part1"\/>/g).length, 2);
  assert.equal(file.match(/<g id="part1">/g).length, 1);
  assert.match(file, /<g transform="translate\(50 0\)"><use href="#part1"\/><text/);
});

test("what it cannot write is heard of", () => {
  drawn((context) => assert.throws(() => context.bezierCurveTo(0, 0, 1, 1, 2, 2), TypeError));
});

const bowl = fieldOf((x, y) => x * x + y * y, [-2, 2], [-2, 2], 24, 24, 0);
const paths = (more) => run([-1.5, -1, -0.5, 0], [1.5, 1, 0.5, 0.1], more);

/** Everything that can be set on a figure, set. */
function set(figure) {
  const canvas = canvasOf(10, 10);
  const on = { theme, words: { x: "p", y: "q" }, runs: [paths(), paths({ id: "b", colour: 2 })], field: bowl, view: { x: [-2, 2], y: [-2, 2] }, marks: { start: { x: -1.5, y: 1.5 }, minima: [{ x: 0, y: 0 }] } }; // prettier-ignore
  const more = { overlay: () => {}, clouds: [{ run: paths(), x: [1], y: [1] }], series: [{ run: paths(), values: [3, 2, 1, 0.5] }], scale: "log", steps: 3, points: [[1, 2], [2, 3]], predict: ([a, b], x) => a + b * x, selected: "b", samples: [[0]], best: [1, 1], chosen: 1 }; // prettier-ignore
  const made = new figure(canvas, {});
  for (const name of settable(made)) {
    assert.ok(name in on || name in more, `${name} of ${figure.name} is set here`);
    made[name] = on[name] ?? more[name];
  }
  return made;
}

/** A canvas of that size that no page shows. */
const sized = (canvas, width, height) => Object.assign(canvas, { size: { width, height, ratio: 1 } });

test("a twin has everything of the picture and nothing of the hands", () => {
  for (const Kind of [Landscape, LossCurve, DataPlot]) {
    const figure = set(Kind);
    const pointed = [];
    figure.pointer = (context) => pointed.push(context);
    const twin = twinOf(figure, sized(canvasOf(0, 0), 300, 200));
    assert.deepEqual([twin.width, twin.height, twin.columns], [300, 200, 300]);
    for (const name of settable(figure)) assert.equal(twin[name], figure[name], `${name} of ${Kind.name}`);
    twin.draw(2);
    frames.flush();
    assert.equal(twin.drawn.figure, 1);
    assert.ok(!pointed.includes(twin.context));
    twin.destroy();
    figure.destroy();
  }
});

test("the code that paints a map writes it: contours, two paths, the ring, in the run's colours", () => {
  const drawing = new Drawing({ measure, document: canvasOf(1, 1).ownerDocument });
  const twin = twinOf(set(Landscape), sized(drawing.sheet(300, 200), 300, 200));
  twin.draw(2);
  frames.flush();
  const file = drawing.write(/** @type {any} */ (twin.canvas), { title: "t" });
  const strokes = [...file.matchAll(/<path d="([^"]*)"[^>]*stroke="(#[0-9a-f]+)"[^>]*>/g)];
  // Of each run: the path ahead, and what was walked.
  for (const colour of ["#100", "#300"]) assert.equal(strokes.filter(([, , stroke]) => stroke === colour).length, 2, colour);
  const contours = strokes.filter(([text, d, stroke]) => stroke === theme.ink && /stroke-opacity="\.(19|4)"/.test(text) && d.includes("z"));
  assert.equal(contours.length, 2, "fine contours and strong ones");
  assert.ok(contours.every(([, d]) => d.length > 500));
  assert.equal(file.match(/<image /g).length, 1);
  assert.ok(/ serif" font-size="14.95" font-style="italic"/.test(file), "axes have their names");
  assert.ok(file.includes(">p</text>"));
  twin.destroy();
});

test("and a curve", () => {
  const drawing = new Drawing({ measure });
  const twin = twinOf(set(LossCurve), sized(drawing.sheet(300, 120), 300, 120));
  twin.draw(1.5);
  frames.flush();
  const file = drawing.write(/** @type {any} */ (twin.canvas), { title: "t" });
  assert.equal([...file.matchAll(/<path d="[^"]*"[^>]*stroke="#100"[^>]*>/g)].length, 2, "ahead, and walked");
  assert.ok(file.includes(">p</text>"));
  twin.destroy();
});
