import { waited } from "../format/waits";
import type { Job } from "../api/types";
import { newer } from "../api/job-changes";

/**
 * The rows after an answer to the first page: its jobs as they are now, and after them the rows that
 * were loaded from further pages. What the answer's range should hold but does not (its state no
 * longer matches the filter) goes.
 */
export function merge(shown: readonly Job[], firstPage: readonly Job[], complete: boolean, sort: string): Job[] {
  const last = firstPage.at(-1);
  if (!last || complete) {
    return fresh(shown, firstPage);
  }
  const present = new Set(firstPage.map((job) => job.id));
  const rest = shown.filter((job) => !present.has(job.id) && inOrder(last, job, sort));
  return [...fresh(shown, firstPage), ...rest];
}

/** The rows with a further page behind them. */
export function append(shown: readonly Job[], page: readonly Job[]): Job[] {
  const present = new Set(shown.map((job) => job.id));
  return [...shown, ...page.filter((job) => !present.has(job.id))];
}

/** The same rows, each as it was last told of. */
export function update(shown: readonly Job[], told: readonly Job[]): Job[] {
  const byId = new Map(told.map((job) => [job.id, job]));
  return shown.map((job) => newer(job, byId.get(job.id) ?? job));
}

/** The rows with new jobs at their places, the newest first. */
export function insert(shown: readonly Job[], jobs: readonly Job[], sort: string): Job[] {
  const present = new Set(shown.map((job) => job.id));
  const added = jobs.filter((job) => !present.has(job.id));
  return added.length === 0
    ? [...shown]
    : [...added, ...shown].sort((a, b) => (a === b ? 0 : inOrder(a, b, sort) ? -1 : 1));
}

/** An answer that was under way may be older than what the stream told meanwhile. */
function fresh(shown: readonly Job[], answer: readonly Job[]): Job[] {
  const byId = new Map(shown.map((job) => [job.id, job]));
  return answer.map((job) => newer(byId.get(job.id) ?? job, job));
}

/** Whether one stands before the other. */
export function inOrder(one: Job, other: Job, sort: string): boolean {
  const difference = keyOf(one, sort) - keyOf(other, sort);
  const order = difference === 0 ? (one.id < other.id ? -1 : 1) : difference;
  return sort.startsWith("-") ? order > 0 : order < 0;
}

function keyOf(job: Job, sort: string): number {
  switch (sort.replace("-", "")) {
    case "elapsed":
      return job.running?.millis ?? -1;
    case "waiting":
      return waited(job)?.millis ?? -1;
    default:
      return Date.parse(job.createdAt);
  }
}
