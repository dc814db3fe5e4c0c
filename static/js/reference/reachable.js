/** What scrolls sideways is reached by the keyboard, and only as long as it does. @param {Iterable<Element>} boxes */
export function reachable(boxes) {
  const measure = (/** @type {Element} */ box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  };
  const all = [...boxes];
  const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => measure(target)));
  for (const box of all) observer.observe(box);
  // A formula grows when its font has come; its box does not.
  document.fonts.addEventListener("loadingdone", () => all.forEach(measure));
}
