import assert from "node:assert/strict";
import test from "node:test";
import { Gif, MOST_COLOURS } from "../../static/js/core/gif.js";
import { lzw } from "../../static/js/core/lzw.js";
import { momentsOf } from "../../static/js/stage/film.js";
import { uniforms } from "./fields.js";

/** Reads what was compressed, by the specification's own account of a decoder. */
function unlzw(bytes, bits) {
  const [clear, end] = [2 ** bits, 2 ** bits + 1];
  const out = [];
  let [table, width, before, at, held, holding] = [null, bits + 1, null, 0, 0, 0];
  for (;;) {
    while (holding < width) {
      assert.ok(at < bytes.length, "the data end before their end code");
      held |= bytes[at++] << holding;
      holding += 8;
    }
    const code = held & (2 ** width - 1);
    held >>>= width;
    holding -= width;
    if (code === end) break;
    if (code === clear) {
      table = Array.from({ length: clear }, (_, n) => [n]).concat([null, null]);
      [width, before] = [bits + 1, null];
      continue;
    }
    assert.ok(table, "the data begin with a clear code");
    assert.ok(code <= table.length, `code ${code} is known`);
    const entry = table[code] ?? [...before, before[0]];
    out.push(...entry);
    if (before && table.length < 4096) table.push([...before, entry[0]]);
    if (table.length === 2 ** width && width < 12) width++;
    before = entry;
  }
  assert.equal(at, bytes.length, "nothing stands behind the end code");
  return Uint8Array.from(out);
}

/** A GIF as its frames, each as the whole picture that is then seen. */
function decode(parts) {
  const data = Uint8Array.from(parts.flatMap((part) => [...part]));
  const text = (from, to) => String.fromCharCode(...data.subarray(from, to));
  const two = (from) => data[from] | (data[from + 1] << 8);
  assert.equal(text(0, 6), "GIF89a");
  const [width, height] = [two(6), two(8)];
  assert.equal(data[10] & 0x80, 0x80);
  const colours = 2 ** ((data[10] & 7) + 1);
  const table = data.subarray(13, 13 + 3 * colours);
  const gif = { width, height, table, frames: [], loops: null, comment: "" };
  const canvas = new Uint8Array(width * height).fill(255);
  let [at, control] = [13 + 3 * colours, null];
  const blocks = () => {
    const found = [];
    while (data[at]) {
      found.push(...data.subarray(at + 1, at + 1 + data[at]));
      at += data[at] + 1;
    }
    at++;
    return Uint8Array.from(found);
  };
  while (data[at] !== 0x3b) {
    if (data[at] === 0x21) {
      const label = data[at + 1];
      at += 2;
      const body = blocks();
      if (label === 0xf9) control = { packed: body[0], delay: body[1] | (body[2] << 8), transparent: body[3] };
      if (label === 0xff) {
        assert.equal(String.fromCharCode(...body.subarray(0, 11)), "NETSCAPE2.0");
        gif.loops = body[12] | (body[13] << 8);
      }
      if (label === 0xfe) gif.comment = String.fromCharCode(...body);
      continue;
    }
    assert.equal(data[at], 0x2c);
    const [left, top, w, h] = [two(at + 1), two(at + 3), two(at + 5), two(at + 7)];
    assert.ok(left + w <= width && top + h <= height);
    assert.equal(data[at + 9], 0);
    const bits = data[at + 10];
    at += 11;
    const pixels = unlzw(blocks(), bits);
    assert.equal(pixels.length, w * h);
    assert.equal((control.packed >> 2) & 7, 1, "what was there stays");
    pixels.forEach((pixel, n) => {
      if (control.packed & 1 && pixel === control.transparent) return;
      canvas[(top + Math.floor(n / w)) * width + left + (n % w)] = pixel;
    });
    gif.frames.push({ left, top, w, h, delay: control.delay, seen: canvas.slice() });
  }
  assert.equal(at, data.length - 1);
  return gif;
}

const greys = (count) => Array.from({ length: count }, (_, n) => [n, n, n]);

test("what is compressed reads back, whatever it is: noise fills the table many times, one colour never", () => {
  const next = uniforms(7);
  for (const bits of [2, 3, 7, 8]) {
    for (const length of [1, 2, 3, 255, 4096, 40_000]) {
      const noise = Uint8Array.from({ length }, () => Math.floor(next() * 2 ** bits));
      const plain = new Uint8Array(length).fill(1);
      const stripes = Uint8Array.from({ length }, (_, n) => (n >> 3) % 2 ** bits);
      for (const symbols of [noise, plain, stripes]) assert.deepEqual(unlzw(lzw(symbols, bits), bits), symbols);
    }
  }
});

test("every length around a growth of the codes reads back", () => {
  const next = uniforms(3);
  const noise = Uint8Array.from({ length: 600 }, () => Math.floor(next() * 4));
  for (let length = 1; length <= noise.length; length++) assert.deepEqual(unlzw(lzw(noise.subarray(0, length), 2), 2), noise.subarray(0, length));
});

test("one colour compresses to nearly nothing", () => {
  assert.ok(lzw(new Uint8Array(100_000), 8).length < 1000);
});

test("frames are what was added; of each only what changed is written", () => {
  const next = uniforms(11);
  const [width, height] = [37, 23];
  const gif = new Gif({ width, height, colours: greys(100), loop: true, comment: "a race" });
  const seen = [];
  const now = Uint8Array.from({ length: width * height }, () => Math.floor(next() * 100));
  for (let k = 0; k < 12; k++) {
    const [x, y] = [Math.floor(next() * 30), Math.floor(next() * 18)];
    for (let j = y; j < y + 4; j++) for (let i = x; i < x + 5; i++) now[j * width + i] = Math.floor(next() * 100);
    gif.add(now, 5);
    seen.push(now.slice());
  }
  const size = gif.size;
  const parts = gif.finish();
  assert.equal(parts.reduce((sum, { length }) => sum + length, 0), size + 1);
  const { frames, ...file } = decode(parts);
  assert.deepEqual([file.width, file.height, file.loops, file.comment], [width, height, 0, "a race"]);
  assert.deepEqual([...file.table.subarray(0, 300)], greys(100).flat());
  assert.deepEqual(frames.map((frame) => frame.seen), seen); // prettier-ignore
  assert.deepEqual([frames[0].w, frames[0].h], [width, height]);
  for (const { w, h } of frames.slice(1)) assert.ok(w <= 5 && h <= 4);
});

test("a frame like the one before prolongs it, and no delay is lost", () => {
  const gif = new Gif({ width: 4, height: 4, colours: greys(3) });
  const frame = new Uint8Array(16);
  for (const delay of [5, 5, 200]) gif.add(frame, delay);
  frame[5] = 1;
  gif.add(frame, 4);
  gif.add(frame, 70_000);
  assert.equal(gif.frames, 2);
  const { frames, loops } = decode(gif.finish());
  assert.deepEqual(frames.map(({ delay }) => delay), [210, 65535]); // prettier-ignore
  assert.deepEqual([frames[1].left, frames[1].top, frames[1].w, frames[1].h], [1, 1, 1, 1]);
  assert.equal(loops, null, "played once");
});

test("a file has as few bits as its colours need", () => {
  for (const [count, bits] of [[1, 2], [3, 2], [4, 3], [127, 7], [128, 8], [255, 8]]) { // prettier-ignore
    const gif = new Gif({ width: 2, height: 1, colours: greys(count) });
    assert.equal(gif.bits, bits);
    gif.add(Uint8Array.of(0, count - 1), 10);
    gif.add(Uint8Array.of(count - 1, count - 1), 10);
    const frames = count === 1 ? [[0, 0]] : [[0, count - 1], [count - 1, count - 1]]; // prettier-ignore
    assert.deepEqual(decode(gif.finish()).frames.map(({ seen }) => [...seen]), frames); // prettier-ignore
  }
});

test("what no GIF can be is refused", () => {
  assert.throws(() => new Gif({ width: 0, height: 4, colours: greys(2) }), /not 0 × 4/);
  assert.throws(() => new Gif({ width: 70_000, height: 4, colours: greys(2) }), /65535/);
  assert.throws(() => new Gif({ width: 4, height: 4, colours: greys(MOST_COLOURS + 1) }), /255 colours/);
  assert.throws(() => new Gif({ width: 4, height: 4, colours: [] }), /not 0/);
  assert.throws(() => new Gif({ width: 4, height: 4, colours: greys(2) }).finish(), /at least one/);
});

test("a film goes from the start to the end, at the player's pace, and stays there", () => {
  const moments = momentsOf({ steps: 300, seconds: 6, delay: 5, hold: 2 });
  assert.equal(moments.length, 121);
  assert.deepEqual([moments[0], moments[60].position, moments[120]], [{ position: 0, delay: 5 }, 150, { position: 300, delay: 200 }]); // prettier-ignore
  assert.equal(moments.slice(0, -1).reduce((sum, { delay }) => sum + delay, 0), 600);
  assert.deepEqual(momentsOf({ steps: 0, seconds: 0, delay: 10, hold: 0 }), [{ position: 0, delay: 10 }, { position: 0, delay: 10 }]); // prettier-ignore
});
