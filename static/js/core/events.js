/** What happens in a race: who diverged or arrived and when, and who takes the lead. Pure. */

/** @typedef {{kind: "diverged" | "left_domain" | "converged" | "leads", run: number, step: number}} Happening */

const ENDS = ["diverged", "left_domain", "converged"];

/** More changes of the lead than these are not told: the longest leads are. */
const MOST = 6;

/** A lead that lasts less than this part of the race is not told, unless it is the last. */
const BRIEF = 0.01;

/**
 * In the order of their steps. Runs that have converged did so at the first step from which on their loss stays as near as that.
 * @param {{loss: ArrayLike<number>, outcome: {kind: string, step: number, since?: number}}[]} runs
 * @param {number} steps  of the race
 * @param {(run: number) => boolean} [counts]  whose losses are compared
 * @returns {Happening[]}
 */
export function happenings(runs, steps, counts = () => true) {
  /** @type {Happening[]} */
  const found = [];
  runs.forEach(({ outcome: { kind, step, since } }, run) => {
    if (counts(run) && ENDS.includes(kind)) found.push({ kind: /** @type {any} */ (kind), run, step: since ?? step });
  });
  const compared = runs.flatMap(({ loss }, run) => (counts(run) ? [{ run, loss }] : []));
  if (compared.length > 1) found.push(...leads(compared, steps).map(({ run, step }) => ({ kind: /** @type {const} */ ("leads"), run, step })));
  return found.sort((p, q) => p.step - q.step);
}

/**
 * Who has the lowest loss so far, from which step on; brief leads left out.
 * @param {{run: number, loss: ArrayLike<number>}[]} runs @param {number} steps
 */
function leads(runs, steps) {
  const best = runs.map(({ loss }) => loss[0]);
  /** @type {{run: number, step: number}[]} */
  const changes = [];
  let leader = -1;
  let lowest = Math.min(...best);
  for (let step = 1; step <= steps; step++) {
    let ahead = leader;
    for (let i = 0; i < runs.length; i++) {
      if (runs[i].loss[step] < lowest) [lowest, ahead] = [runs[i].loss[step], i];
    }
    if (ahead !== leader) changes.push({ run: runs[ahead].run, step });
    leader = ahead;
  }
  for (let share = BRIEF; ; share *= 2) {
    const long = changes.filter(({ step }, i) => i + 1 === changes.length || changes[i + 1].step - step >= share * steps);
    const told = long.filter(({ run }, i) => run !== long[i - 1]?.run);
    if (told.length <= MOST) return told;
  }
}
