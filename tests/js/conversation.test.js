/** One question in flight, the newest wins. */
import assert from "node:assert/strict";
import test from "node:test";

import { Conversation } from "../../static/js/api.js";

/** A server that answers when told. */
function slowServer() {
  const asked = [];
  const ask = (question, signal) =>
    new Promise((answer, refuse) => {
      signal.addEventListener("abort", () => refuse(Object.assign(new Error(), { name: "AbortError" })));
      asked.push({ question, answer, refuse, signal });
    });
  return { asked, ask };
}
const settled = () => new Promise((done) => setTimeout(done));

test("while a hand moves, answers under way are heard and only the newest question follows", async () => {
  const { asked, ask } = slowServer();
  const heard = [];
  const conversation = new Conversation(ask, (question, answer) => heard.push([question, answer]));
  for (const question of [1, 2, 3, 4]) conversation.want(question);
  assert.deepEqual(asked.map(({ question }) => question), [1]);
  asked[0].answer("one");
  await settled();
  assert.deepEqual(asked.map(({ question }) => question), [1, 4]);
  asked[1].answer("four");
  await settled();
  assert.deepEqual(heard, [[1, "one"], [4, "four"]]);
});

test("a final question ends what is under way, and its answer is the last that is heard", async () => {
  const { asked, ask } = slowServer();
  const heard = [];
  const conversation = new Conversation(ask, (question, answer, error) => heard.push([question, answer, error]));
  conversation.want(1);
  conversation.want(2);
  conversation.want(3, { final: true });
  assert.ok(asked[0].signal.aborted);
  asked[1].answer("three");
  await settled();
  asked[0].answer("one, too late");
  await settled();
  assert.deepEqual(heard, [[3, "three", null]]);
});

test("a refusal is heard too, and the conversation goes on", async () => {
  const { asked, ask } = slowServer();
  const heard = [];
  const conversation = new Conversation(ask, (question, answer, error) => heard.push([question, error?.message ?? answer]));
  conversation.want(1);
  asked[0].refuse(new Error("no"));
  await settled();
  conversation.want(2);
  asked[1].answer("yes");
  await settled();
  assert.deepEqual(heard, [[1, "no"], [2, "yes"]]);
});

test("what is dropped is not heard, neither its answer nor the question that waited", async () => {
  const { asked, ask } = slowServer();
  const heard = [];
  const conversation = new Conversation(ask, (question, answer) => heard.push([question, answer]));
  conversation.want(1);
  conversation.want(2);
  conversation.drop();
  assert.ok(asked[0].signal.aborted);
  asked[0].answer("one");
  await settled();
  conversation.want(3);
  asked[1].answer("three");
  await settled();
  assert.deepEqual(heard, [[3, "three"]]);
});
