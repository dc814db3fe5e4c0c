/** The page's own keys in its address, and in the links that lead on from it. */
export class PageKeys {
  /** @param {string} key @param {string} value */
  set(key, value) {
    for (const link of document.querySelectorAll("a[href^='/']")) link.setAttribute("href", withKey(link.getAttribute("href"), key, value));
    try {
      history.replaceState(null, "", withKey(location.pathname + location.search, key, value) + location.hash);
    } catch (error) {
      // A frame without an origin may not touch the history; the colours change all the same.
      if (error.name !== "SecurityError") throw error;
    }
  }
}

/** Touches nothing else: an address of a scene stays as it is written. @param {string} href */
function withKey(href, key, value) {
  const [path, query = ""] = href.split("?");
  const kept = query.split("&").filter((pair) => pair && !pair.startsWith(`${key}=`));
  return `${path}?${[...kept, `${key}=${encodeURIComponent(value)}`].join("&")}`;
}
