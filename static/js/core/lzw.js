/**
 * The compression of GIF (LZW with codes of growing length, as appendix F of the GIF89a specification has it).
 */

/** No code is longer. */
const LONGEST = 12;
/** Places of the hash table: a power of two, twice as many as there can be codes. */
const PLACES = 8192;

/**
 * @param {Uint8Array} symbols  each below 2 ** bits
 * @param {number} bits  2 to 8
 * @returns {Uint8Array} the codes, from the clear code to the end code, lowest bit first
 */
export function lzw(symbols, bits) {
  const clear = 2 ** bits;
  const keys = new Int32Array(PLACES).fill(-1);
  const codes = new Int16Array(PLACES);
  let out = new Uint8Array(Math.max(64, symbols.length >> 2));
  let [length, held, holding] = [0, 0, 0];
  let [next, width] = [clear + 2, bits + 1];

  const put = (/** @type {number} */ code) => {
    held |= code << holding;
    holding += width;
    if (length + 4 > out.length) {
      const longer = new Uint8Array(2 * out.length);
      longer.set(out);
      out = longer;
    }
    while (holding >= 8) {
      out[length++] = held & 255;
      held >>>= 8;
      holding -= 8;
    }
  };

  put(clear);
  let prefix = symbols[0];
  for (let i = 1; i < symbols.length; i++) {
    const symbol = symbols[i];
    const key = (prefix << 8) | symbol;
    let place = (Math.imul(key, 0x9e3779b1) >>> 19) & (PLACES - 1);
    while (keys[place] !== -1 && keys[place] !== key) place = (place + 1) & (PLACES - 1);
    if (keys[place] === key) {
      prefix = codes[place];
      continue;
    }
    put(prefix);
    prefix = symbol;
    if (next < 2 ** LONGEST) {
      keys[place] = key;
      codes[place] = next;
      // The reader is one code behind: the width grows when the code that it will know next needs it.
      if (next++ === 2 ** width) width++;
    } else {
      put(clear);
      keys.fill(-1);
      [next, width] = [clear + 2, bits + 1];
    }
  }
  if (symbols.length > 0) put(prefix);
  if (next === 2 ** width && width < LONGEST) width++;
  put(clear + 1);
  if (holding > 0) out[length++] = held & 255;
  return out.subarray(0, length);
}
