/** An edit of a scene's data, fetched with the first fit. Pure. */
import { ownPoints, withProblem } from "#app/edits.js";

/** @typedef {import("#app/scene.js").Scene} Scene */

/** Other points; no batch has more of them than there are. @param {Scene} scene @param {number[][]} points @returns {Scene} */
export function withPoints(scene, points) {
  const problem = ownPoints(scene.problem, points);
  if (scene.problem.kind !== "fit") return withProblem(scene, problem);
  const runs = scene.runs.map((run) => ((run.batch_size ?? 0) > points.length ? { ...run, batch_size: points.length } : run));
  return { ...scene, problem, runs };
}
