/** What is pasted elsewhere: nothing in a title or an address may break out of where it stands. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { snippetsOf } from "../../static/js/snippets.js";

const given = {
  origin: "http://lab.test",
  scene: "v=1&formula=sin(x)*y%2B1&view=-1,1,-1,1&run=adam:lr=0.1",
  page: "lang=en&layout=side",
  embed: "lang=en&layout=side&step=3",
  poster: "lang=en&layout=panels",
  title: 'A "quoted" [title] <b> & more',
  height: 600,
};
const made = snippetsOf(given);

test("a link, and a frame whose address is escaped", () => {
  assert.equal(made.link, `http://lab.test/?${given.scene}&lang=en&layout=side`);
  const source = /src="([^"]*)"/.exec(made.iframe)[1];
  assert.equal(source.replaceAll("&amp;", "&"), `http://lab.test/embed?${given.scene}&${given.embed}`);
  assert.match(made.iframe, /title="A &quot;quoted&quot; \[title\] &lt;b&gt; &amp; more"/);
  assert.match(made.iframe, /height="600"/);
});

test("the element has the keys of /embed as attributes, and a link where there is no script", () => {
  assert.match(made.element, /src="http:\/\/lab\.test\/static\/js\/element\.js"/);
  assert.match(made.element, /address="v=1&amp;formula=[^"]*" lang="en" layout="side" step="3">/);
  assert.match(made.element, /<a href="http:\/\/lab\.test\/\?v=1&amp;/);
});

test("Markdown ends an address where it ends", () => {
  assert.match(made.markdown, /^\[!\[A "quoted" \\\[title\\\] <b> & more\]\(http:[^()]*\)\]\(http:[^()]*\)$/);
  assert.ok(made.markdown.includes("sin%28x%29"));
});

test("directives and cells", () => {
  assert.match(made.rst, /^\.\. raw:: html\n\n {3}<iframe /);
  const [, title, picture] = /^:::\{iframe\} http:\/\/lab\.test\/embed\?\S+\n:width: 100%\n:title: (.*)\n:placeholder: (\S+)\n:::\n$/.exec(made.myst);
  assert.equal(title, given.title);
  assert.equal(picture, `http://lab.test/poster.svg?${given.scene}&${given.poster}`);
  assert.match(made.jupyter, /IFrame\("http:\/\/lab\.test\/embed\?[^"]+", width="100%", height=600\)$/);
});
