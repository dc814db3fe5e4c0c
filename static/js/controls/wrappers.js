/** What is wrapped around a run's updates (clipping, averaging, looking ahead …): each with its numbers, and the way to one more. */
import { freshId, h, iconButton, options } from "#app/controls/dom.js";
import { quantityRow } from "#app/controls/quantity.js";
import * as edits from "#app/edits.js";

export class WrapperList {
  /**
   * @param {import("#app/model.js").Context} context
   * @param {number} index  the run's place @param {string} owner  the run, as a screen reader says it
   * @param {import("#app/scene.js").Run} run
   */
  constructor(context, index, owner, run) {
    const { words, catalogue, propose } = context;
    const chosen = (run.wrappers ?? []).map(({ id }) => catalogue.wrappers.find((item) => item.id === id));
    /** @type {Record<string, ReturnType<typeof quantityRow>>[]} */
    this.rows = chosen.map((wrapper, place) =>
      Object.fromEntries(
        wrapper.parameters.map((spec) => {
          const change = (live) => (value) =>
            propose((scene) => edits.withWrapperParameter(scene, index, place, spec.name, value), { live });
          const pointer = `/runs/${index}/wrappers/${place}/parameters/${spec.name}`;
          const standard = edits.wrapperDefaults(catalogue, wrapper.id, run.framework)[spec.name];
          return [spec.name, quantityRow(words, { spec, standard, pointer, owner, onLive: change(true), onSettle: change(false) })];
        }),
      ),
    );
    const left = catalogue.wrappers.filter((wrapper) => !chosen.includes(wrapper));
    const id = freshId("wrap");
    const more = h(
      "select",
      { id, onchange: () => propose((scene) => edits.addWrapper(scene, catalogue, index, more.value)) },
      ...options([{ value: "", label: words.say("wrapper.none") }, ...left.map((item) => ({ value: item.id, label: words.pick(item.name) }))]),
    );
    this.elements = [
      ...chosen.flatMap((wrapper, place) => this.#wrapper(context, index, wrapper, place)),
      ...(left.length > 0 ? [h("div", { class: "pair" }, h("label", { class: "label", for: id }, words.say("wrapper.add")), more)] : []),
    ];
  }

  #wrapper({ words, propose }, index, wrapper, place) {
    const name = words.pick(wrapper.name);
    const remove = () => propose((scene) => edits.removeWrapper(scene, index, place));
    return [
      h(
        "div",
        { class: "wrapper-head", "data-pointer": `/runs/${index}/wrappers/${place}` },
        h("span", { title: words.pick(wrapper.idea) }, name),
        iconButton("remove", words.say("run.remove", { name }), remove),
      ),
      ...Object.values(this.rows[place]).map(({ element }) => element),
    ];
  }

  /** @param {import("#app/scene.js").Run} run */
  show(run) {
    this.rows.forEach((rows, place) => {
      for (const [name, row] of Object.entries(rows)) row.value = run.wrappers[place].parameters[name] ?? row.spec.default;
    });
  }
}
