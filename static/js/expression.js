/**
 * The value of a formula in the browser, to draw a model's line through data between two answers of the server. The formula
 * language's expressions (app/formula) are read into closures; nothing is ever evaluated as JavaScript, so formulas from links
 * are as harmless here as there. What was raced is never computed here.
 */

const FUNCTIONS = Object.fromEntries(
  "sqrt exp log log10 log2 log1p expm1 sin cos tan asin acos atan sinh cosh tanh abs sign floor ceil cbrt min max atan2 hypot"
    .split(" ")
    .map((name) => [name, Math[name]]),
);
const CONSTANTS = { pi: Math.PI, e: Math.E };
const TOKEN = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|<=|>=|==|!=|[-+*/^(),<>]))/iy;

/**
 * @param {string} formula @param {string[]} names  of the arguments, in their order
 * @returns {(...values: number[]) => number}
 * @throws {SyntaxError} where the formula is not one
 */
export function compile(formula, names) {
  const tokens = tokensOf(formula);
  let next = 0;

  const peek = () => tokens[next]?.text;
  const take = (text) => peek() === text && Boolean(tokens[next++]);
  const need = (text) => {
    if (!take(text)) throw new SyntaxError(`${formula}: ${text} is missing before ${peek() ?? "the end"}`);
  };

  function sum() {
    let left = product();
    for (;;) {
      const a = left;
      if (take("+")) left = binary(a, product(), (p, q) => p + q);
      else if (take("-")) left = binary(a, product(), (p, q) => p - q);
      else return left;
    }
  }

  function product() {
    let left = signed();
    for (;;) {
      const a = left;
      if (take("*")) left = binary(a, signed(), (p, q) => p * q);
      else if (take("/")) left = binary(a, signed(), (p, q) => p / q);
      else return left;
    }
  }

  function signed() {
    if (take("-")) {
      const value = signed();
      return (given) => -value(given);
    }
    if (take("+")) return signed();
    return power();
  }

  function power() {
    const base = atom();
    return take("**") || take("^") ? binary(base, signed(), (p, q) => p ** q) : base;
  }

  function comparison() {
    const left = sum();
    for (const [sign, holds] of Object.entries(COMPARISONS)) if (take(sign)) return binary(left, sum(), holds);
    return left;
  }

  function atom() {
    if (take("(")) {
      const inner = sum();
      need(")");
      return inner;
    }
    const token = tokens[next++];
    if (token?.kind === "number") return () => Number(token.text);
    if (token?.kind !== "name") throw new SyntaxError(`${formula}: a number or a name is missing before ${token?.text ?? "the end"}`);
    if (take("(")) return call(token.text);
    const place = names.indexOf(token.text);
    if (place >= 0) return (given) => given[place];
    if (Object.hasOwn(CONSTANTS, token.text)) return () => CONSTANTS[token.text];
    throw new SyntaxError(`${formula}: nothing is called ${token.text}`);
  }

  function call(name) {
    const given = [comparison()];
    while (take(",")) given.push(comparison());
    need(")");
    if (name === "where") {
      const [condition, yes, no] = given;
      return (values) => (condition(values) ? yes(values) : no(values));
    }
    if (!Object.hasOwn(FUNCTIONS, name)) throw new SyntaxError(`${formula}: there is no function ${name}`);
    return (values) => FUNCTIONS[name](...given.map((argument) => argument(values)));
  }

  const value = sum();
  if (next < tokens.length) throw new SyntaxError(`${formula}: ${peek()} is one too many`);
  return (...given) => value(given);
}

const COMPARISONS = {
  "<=": (p, q) => p <= q,
  ">=": (p, q) => p >= q,
  "<": (p, q) => p < q,
  ">": (p, q) => p > q,
  "==": (p, q) => p === q,
  "!=": (p, q) => p !== q,
};

const binary = (left, right, combine) => (given) => combine(left(given), right(given));

function tokensOf(formula) {
  const tokens = [];
  const text = formula.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new SyntaxError(`${formula}: ${text.slice(at, at + 8)} is not part of a formula`);
    tokens.push({ kind: match[1] ? "number" : match[2] ? "name" : "sign", text: match[1] ?? match[2] ?? match[3] });
  }
  return tokens;
}
