/** Columns of numbers as a file holds them (app/exports/onefile/packing.py). Pure. */

/** JSON whose columns are packed: {"f64": little-endian float64 in base64} or {"same": value, "count": n}. @param {string} text */
export const unpacked = (text) => JSON.parse(text, (_, value) => column(value) ?? value);

/** @param {any} value @returns {number[] | null}  null: not a column */
function column(value) {
  if (typeof value?.f64 === "string") {
    const bytes = Uint8Array.from(atob(value.f64), (sign) => sign.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    return Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
  }
  return typeof value?.count === "number" && "same" in value ? Array(value.count).fill(value.same) : null;
}
