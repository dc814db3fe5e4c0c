/** The race in numbers: a table for those who cannot see the figures, or want the digits. Fetched when first opened. */
import { h, iconButton, options } from "#app/controls/dom.js";
import { fileLink } from "#app/controls/files.js";
import { full } from "#app/core/format.js";
import { letters, namesOf } from "#app/naming.js";

/** Rows that a person can read through; every so many steps one, and the last. */
const MOST = 100;

/** @type {HTMLDialogElement | null} */
let dialog = null;

/** @param {import("#app/model.js").Context} context */
export function openTable(context) {
  const { words, store, catalogue } = context;
  const { answer, selected } = store.state;
  const names = namesOf(answer.scene, catalogue, words);
  dialog?.remove();
  const body = h("div", { class: "numbers", tabindex: 0, role: "region", "aria-labelledby": "table-title" });
  const choose = h(
    "select",
    { "aria-label": words.say("table.run"), onchange: () => fill(Number(choose.value)) },
    ...options(names.map((label, value) => ({ value: String(value), label }))),
  );
  const fill = (index) => body.replaceChildren(tableOf(words, answer, index, names[index]));
  dialog = h(
    "dialog",
    { class: "help table-sheet", "aria-labelledby": "table-title" },
    h("header", {}, h("h2", { id: "table-title" }, words.say("table.title")), iconButton("close", words.say("help.close"), () => dialog?.close())),
    h("p", { class: "table-acts" }, choose, " ", fileLink(context, "/api/v1/trajectories", "format=csv", words.say("table.all"), { download: "descent-lab.csv" })),
    body,
  );
  dialog?.addEventListener("click", (event) => event.target === dialog && dialog?.close());
  document.body.append(/** @type {HTMLDialogElement} */ (dialog));
  choose.value = String(selected);
  fill(selected);
  dialog?.showModal();
}

function tableOf(words, answer, index, name) {
  const { problem, trajectories } = answer;
  const run = trajectories[index];
  const [p, q] = problem.parameters;
  const last = run.loss.length - 1;
  const every = Math.max(1, Math.ceil(last / MOST));
  const steps = Array.from({ length: Math.floor(last / every) + 1 }, (_, i) => i * every);
  if (steps.at(-1) !== last) steps.push(last);
  const heads = [words.say("axis.step"), letters(p), letters(q), "f", "‖∇f‖", "η"];
  const cells = (k) => [run.path[p][k], run.path[q][k], run.loss[k], run.gradient_norm[k], k > 0 ? run.learning_rate[k - 1] : null];
  return h(
    "table",
    {},
    h("caption", {}, h("span", {}, words.say("summary.run", { name, outcome: words.pick(run.outcome.message) }))),
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...steps.map((k) => h("tr", {}, h("th", { scope: "row" }, String(k)), ...cells(k).map((value) => h("td", {}, value === null ? "" : full(value)))))),
  );
}
