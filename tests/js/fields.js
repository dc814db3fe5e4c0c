/** Fields and paths that several tests use. */

/** The field of f over [x0, x1] × [y0, y1], nodes on the border. */
export function fieldOf(f, [x0, x1], [y0, y1], nx = 101, ny = nx, minimum = null) {
  const values = new Float64Array(nx * ny);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) values[j * nx + i] = f(x0 + ((x1 - x0) * i) / (nx - 1), y0 + ((y1 - y0) * j) / (ny - 1));
  }
  return { x0, x1, y0, y1, nx, ny, values, minimum };
}

export const rosenbrock = (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;

/** A repeatable stream of numbers in 0…1. */
export function uniforms(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const run = (x, y, more = {}) => ({
  id: "a", name: "A", colour: 0, dash: 0, x, y, loss: x.map(() => 1), outcome: { kind: "completed" }, ...more,
}); // prettier-ignore
