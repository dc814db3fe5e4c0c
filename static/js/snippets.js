/** What one pastes elsewhere to show a scene there. Pure. */

const html = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
/** Markdown reads brackets, and ends an address at a parenthesis. */
const label = (text) => text.replace(/[[\]\\]/g, "\\$&");
const target = (url) => url.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));

/**
 * @param {object} given
 * @param {string} given.origin    of the lab
 * @param {string} given.scene     the scene's own part of the address
 * @param {string} given.page      the keys of the page beside it, such as lang=en&layout=side
 * @param {string} given.embed     the same for /embed
 * @param {string} given.poster    the same for a poster
 * @param {string} given.title     of the figure
 * @param {number} given.height    of the frame
 */
export function snippetsOf({ origin, scene, page, embed, poster, title, height }) {
  const link = `${origin}/?${scene}&${page}`;
  const source = `${origin}/embed?${scene}&${embed}`;
  const frame = `<iframe src="${html(source)}" title="${html(title)}" width="100%" height="${height}" loading="lazy" frameborder="0"></iframe>`;
  const picture = `${origin}/poster.svg?${scene}&${poster}`;
  const keys = [...new URLSearchParams(embed)].map(([key, value]) => ` ${key}="${html(value)}"`).join("");
  return {
    link,
    iframe: frame,
    element:
      `<script type="module" src="${origin}/static/js/element.js"></script>\n` +
      `<descent-lab address="${html(scene)}"${keys}><a href="${html(link)}">${html(title)}</a></descent-lab>`,
    markdown: `[![${label(title)}](${target(picture)})](${target(link)})`,
    rst: `.. raw:: html\n\n   ${frame}\n`,
    // On paper MyST prints the placeholder.
    myst: `:::{iframe} ${source}\n:width: 100%\n:title: ${title}\n:placeholder: ${picture}\n:::\n`,
    jupyter: `from IPython.display import IFrame\n\nIFrame(${JSON.stringify(source)}, width="100%", height=${height})`,
  };
}
