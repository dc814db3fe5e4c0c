/** Small help for making elements; no state. */

const SVG = "http://www.w3.org/2000/svg";
let count = 0;

/** An id that nothing else on the page has. */
export const freshId = (stem) => `${stem}-${(count += 1)}`;

/**
 * An element with its attributes, listeners (`onclick: f`) and children; null and false are left out.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | false)} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child !== null && child !== false)));
  return element;
}

/** An SVG element. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const ICONS = {
  play: { d: "M5 3.2v9.6l8-4.8z", fill: true },
  pause: { d: "M4.5 3h2.5v10H4.5zM9 3h2.5v10H9z", fill: true },
  back: { d: "M10.5 3.5 6 8l4.5 4.5M4.5 3.5v9" },
  forward: { d: "M5.5 3.5 10 8l-4.5 4.5M11.5 3.5v9" },
  loop: { d: "M2.8 7.5V6.3a2 2 0 0 1 2-2h7.4M10 2l2.3 2.3L10 6.6M13.2 8.5v1.2a2 2 0 0 1-2 2H3.8M6 14l-2.3-2.3L6 9.4" },
  plus: { d: "M8 3v10M3 8h10" },
  remove: { d: "M4 4l8 8M12 4l-8 8" },
  copy: { d: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" },
  reset: { d: "M3.2 8a4.8 4.8 0 1 0 1.6-3.6M4.9 1.9v2.7h2.7" },
  undo: { d: "M6 3 2.8 6.2 6 9.4M3 6.2h6.6a3.6 3.6 0 0 1 0 7.2H6.5" },
  redo: { d: "M10 3l3.2 3.2L10 9.4M13 6.2H6.4a3.6 3.6 0 0 0 0 7.2h3.1" },
  browse: { d: "M2.5 2.5h4.4v4.4H2.5zM9.1 2.5h4.4v4.4H9.1zM2.5 9.1h4.4v4.4H2.5zM9.1 9.1h4.4v4.4H9.1z" },
  previous: { d: "M10 3.5 5.5 8l4.5 4.5" },
  next: { d: "M6 3.5 10.5 8 6 12.5" },
  more: { d: "M8 2.2v1.9M8 7.05v1.9M8 11.9v1.9" },
  up: { d: "M8 13V3.4M4 7l4-4 4 4" },
  down: { d: "M8 3v9.6M4 9l4 4 4-4" },
  eye: { d: "M1.8 8s2.3-4.2 6.2-4.2S14.2 8 14.2 8 11.9 12.2 8 12.2 1.8 8 1.8 8zM8 6.2a1.8 1.8 0 1 0 .01 0" },
  side: { d: "M2.5 3.5h4.6v4H2.5zM8.9 3.5h4.6v4H8.9zM2.5 9.3h4.6v4H2.5zM8.9 9.3h4.6v4H8.9z" },
  overlay: { d: "M2.5 3h11v10h-11zM4.5 11c2-5 4-1 7-6" },
  "3d": { d: "M2.5 10.5 8 13.5l5.5-3V5L8 2 2.5 5zM2.5 5 8 8l5.5-3M8 8v5.5" },
  close: { d: "M4 4l8 8M12 4l-8 8" },
  left: { d: "M2.5 3h11v10h-11zM6.5 3v10" },
  right: { d: "M2.5 3h11v10h-11zM9.5 3v10" },
};

/** A 16-pixel icon; what it means is said by its button's label. */
export function icon(name) {
  const { d, fill } = ICONS[name];
  const path = svg("path", fill ? { d, fill: "currentColor" } : { d, fill: "none", stroke: "currentColor", "stroke-width": 1.4 });
  return svg("svg", { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, path);
}

/** A button that shows an icon and says its label. */
export const iconButton = (name, label, onclick, attributes = {}) =>
  h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));

/**
 * Options of a select; an entry with `items` becomes a group.
 * @param {{value?: string, label: string, items?: {value: string, label: string}[]}[]} entries
 */
export const options = (entries) =>
  entries.map((entry) =>
    entry.items
      ? h("optgroup", { label: entry.label }, ...options(entry.items))
      : h("option", { value: entry.value }, entry.label),
  );

/** Sets text only when it differs, because most frames change nothing. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
