/** Puts each fault beside the field that caused it. */
import { freshId, h } from "#app/controls/dom.js";

/** @typedef {import("#app/api.js").Fault} Fault */

/**
 * Shows the faults at the fields under `root` that carry a `data-pointer`, and forgets the former ones.
 *
 * @param {ParentNode} root
 * @param {readonly Fault[]} faults
 * @returns {Fault[]} those that no field stands for
 */
export function placeFaults(root, faults) {
  const places = [...root.querySelectorAll("[data-pointer]")];
  for (const place of places) say(place, []);
  const byPlace = new Map();
  const homeless = [];
  for (const fault of faults) {
    const place = nearest(places, fault.pointer ?? "");
    if (place === null) homeless.push(fault);
    else byPlace.set(place, [...(byPlace.get(place) ?? []), fault]);
  }
  for (const [place, its] of byPlace) say(place, its);
  return homeless;
}

/** The field whose pointer is the longest beginning of the fault's. */
function nearest(places, pointer) {
  let best = null;
  for (const place of places) {
    const own = place.dataset.pointer;
    const fits = pointer === own || pointer.startsWith(`${own}/`);
    if (fits && (best === null || own.length > best.dataset.pointer.length)) best = place;
  }
  return best;
}

function say(place, faults) {
  let error = place.querySelector(":scope > .error");
  if (error === null) {
    if (faults.length === 0) return;
    error = h("p", { class: "error", id: freshId("error") });
    place.append(error);
  }
  // What a field itself complains of is newer than what the server said of the last scene.
  if (error.hasAttribute("data-local")) return;
  error.replaceChildren(...faults.map((fault) => h("span", {}, fault.detail)));
  place.toggleAttribute("data-faulty", faults.length > 0);
  for (const input of place.querySelectorAll(":scope > :is(input:not([type=range]), textarea, select)")) {
    if (faults.length > 0) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}
