/**
 * A canvas that writes what is drawn on it as SVG: the code that paints the page writes the file.
 *
 *     const drawing = new Drawing({ measure, document });        // measure: a real 2-D context, which knows the widths of texts
 *     const sheet = drawing.sheet(600, 400);                     // in place of a canvas; other sheets can be drawn onto it
 *     draw(sheet.getContext("2d"));
 *     drawing.write(sheet, { title, description, language });    // the file
 *
 * It has what figures use of a 2-D context: paths of lines and arcs, texts, clipping, dashes, turning, moving and even scaling, pictures.
 * Anything else is no function, and is heard of. What stands several times (the same ground in each panel) is written once.
 */

import { Sheet } from "#app/core/svgsheet.js";
import { escaped } from "#app/core/svgtext.js";

/** @typedef {{font: string, measureText: (text: string) => any, textAlign?: any, textBaseline?: any}} Measure */

/** Stands for something that is written elsewhere; no text may hold it. */
const MARK = "\u0000";

export class Drawing {
  /** @param {{measure: Measure, document?: any}} options  document: where pictures are made */
  constructor({ measure, document = null }) {
    this.measure = measure;
    this.document = document;
    /** What was drawn from one sheet onto another, and how often. @type {Map<string, {id: string, times: number}>} */
    this.parts = new Map();
    /** @type {Map<string, string>} */
    this.clips = new Map();
    /** @type {WeakMap<object, string>} */
    this.pictures = new WeakMap();
  }

  /** @param {number} [width] @param {number} [height] */
  sheet(width = 0, height = 0) {
    return new Sheet(this, width, height);
  }

  /** @param {string} d */
  clip(d) {
    const id = this.clips.get(d) ?? `clip${this.clips.size + 1}`;
    this.clips.set(d, id);
    return id;
  }

  /** What stands for a sheet's content. @param {string} content @param {string} transform */
  part(content, transform) {
    const known = this.parts.get(content) ?? { id: `part${this.parts.size + 1}`, times: 0 };
    this.parts.set(content, known);
    known.times++;
    return `${MARK}${known.id} ${transform}${MARK}`;
  }

  /** @param {Sheet} sheet @param {{title: string, description?: string, language?: string}} about @returns {string} */
  write(sheet, { title, description = "", language = "en" }) {
    const byId = new Map([...this.parts].map(([content, { id, times: uses }]) => [id, { content, uses }]));
    /** @type {Map<string, string>} */
    const shared = new Map();
    /** @param {string} text @returns {string} */
    const filled = (text) =>
      text.replace(new RegExp(`${MARK}(\\w+) ([^${MARK}]*)${MARK}`, "g"), (_, id, transform) => {
        const { content, uses } = /** @type {{content: string, uses: number}} */ (byId.get(id));
        const place = transform ? ` transform="${transform}"` : "";
        if (uses === 1) return place ? `<g${place}>${filled(content)}</g>` : filled(content);
        if (!shared.has(id)) shared.set(id, `<g id="${id}">${filled(content)}</g>`);
        return `<use href="#${id}"${place}/>`;
      });
    const body = filled(sheet.getContext().content);
    const clips = [...this.clips].map(([d, id]) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`);
    const { width, height } = sheet;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" xml:lang="${language}" ` +
      `stroke-miterlimit="10"><title>${escaped(title)}</title>${description && `<desc>${escaped(description)}</desc>`}` +
      `<defs>${clips.join("")}${[...shared.values()].join("")}</defs>${body}</svg>\n`
    );
  }
}
