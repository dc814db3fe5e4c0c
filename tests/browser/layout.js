// A pixel of a letter's overhang is no fault.
() => {
  const SLACK = 1.5;
  const found = [];
  const told = (element) => {
    const { tagName, id, classList } = element;
    return `${tagName.toLowerCase()}${id && "#" + id}${[...classList].map((name) => "." + name).join("")}`;
  };
  const say = (element) => `${told(element.parentElement)} > ${told(element)} "${element.textContent.trim().slice(0, 40)}"`;
  const wide = document.documentElement;
  if (wide.scrollWidth > wide.clientWidth) found.push(`the page is ${wide.scrollWidth} px wide, its window ${wide.clientWidth}`);

  // What lies over the page is looked at by itself.
  const above = [...document.querySelectorAll("dialog[open], :popover-open, .menu[open] .menu-body")].at(-1);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".spoken");
  const cut = (box, by) => ({
    left: Math.max(box.left, by.left), right: Math.min(box.right, by.right),
    top: Math.max(box.top, by.top), bottom: Math.min(box.bottom, by.bottom),
  });
  const empty = ({ left, right, top, bottom }) => right - left < 2 || bottom - top < 2;

  const seen = [];
  const texts = document.createTreeWalker(above ?? document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("script, style, noscript, select, textarea, math, svg") || !shown(element)) continue;
    // Only read out, or there to be underlined.
    if (element.closest(".formula-under") || getComputedStyle(element).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      let box = { left: line.left, right: line.right, top: line.top, bottom: line.bottom };
      let fixed = false;
      for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        const room = outer.getBoundingClientRect();
        // What can be pressed, and a cell, are boxes of their own, whether they clip or not.
        const holds = outer.matches("button, summary, td, th, .segment");
        const clips = (axis) => ["hidden", "clip"].includes(style[`overflow${axis}`]) || (holds && style[`overflow${axis}`] === "visible");
        const scrolls = (axis) => ["auto", "scroll"].includes(style[`overflow${axis}`]);
        if (style.display !== "inline") {
          const across = Math.max(room.left - box.left, box.right - room.right);
          const down = Math.max(room.top - box.top, box.bottom - room.bottom);
          // Letters reach above and below lines that are set close.
          if (clips("X") && across > SLACK) found.push(`${Math.round(across)} px too wide for ${told(outer)}: ${say(element)}`);
          if (clips("Y") && down > 5) found.push(`${Math.round(down)} px too high for ${told(outer)}: ${say(element)}`);
          if (clips("X") || scrolls("X") || clips("Y") || scrolls("Y")) box = cut(box, room);
        }
        if (style.position === "fixed" || style.position === "sticky") fixed = true;
      }
      if (!empty(box)) seen.push({ element, box, fixed });
    }
  }
  for (const select of (above ?? document.body).querySelectorAll("select")) {
    if (!shown(select) || !select.selectedOptions[0]) continue;
    const style = getComputedStyle(select);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const text = select.selectedOptions[0].text;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const needs = pen.measureText(text).width;
    if (needs > room + SLACK && select.title !== text) found.push(`${Math.round(needs - room)} px cut off in ${say(select.parentElement)}: ${text}`);
  }
  for (const [n, one] of seen.entries()) {
    for (const other of seen.slice(n + 1)) {
      if (one.fixed !== other.fixed || one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const both = cut(one.box, other.box);
      if (both.right - both.left > 2 && both.bottom - both.top > 6) found.push(`${say(one.element)} lies on ${say(other.element)}`);
    }
  }
  return [...new Set(found)];
}
