/**
 * The page's words in its one language. Sentences come from the server with the page; numbers are set here.
 */
import { short } from "#app/core/format.js";

/**
 * @typedef {object} Words
 * @property {"en" | "zh"} language
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 *   a sentence of the interface with its placeholders filled; numbers are set with four significant digits
 * @property {(text: Record<string, string>) => string} pick   a text of the catalogue or an answer
 * @property {(items: string[]) => string} list                   "a, b" or 「a、b」
 */

/**
 * @param {Record<string, string>} table
 * @param {"en" | "zh"} language
 * @returns {Words}
 */
export function createWords(table, language) {
  return {
    language,

    say(key, values = {}) {
      const sentence = table[key];
      if (sentence === undefined) throw new Error(`no words for ${key}`);
      return sentence.replace(/\{(\w+)\}/g, (_, name) => {
        if (!(name in values)) throw new Error(`the words for ${key} need ${name}`);
        const value = values[name];
        return typeof value === "number" ? short(value) : value;
      });
    },

    pick: (text) => text[language],

    list: (items) => items.join(language === "zh" ? "、" : ", "),
  };
}
