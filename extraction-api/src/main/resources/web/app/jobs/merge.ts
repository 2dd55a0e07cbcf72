import type { Job } from "../api/types";

/**
 * The rows after an answer to the first page: its jobs as they are now, and after them the rows that
 * were loaded from further pages. The list is newest first; what the answer's range should hold but
 * does not (its state no longer matches the filter) goes.
 */
export function merge(shown: readonly Job[], firstPage: readonly Job[], complete: boolean): Job[] {
  const last = firstPage.at(-1);
  if (!last || complete) {
    return [...firstPage];
  }
  const present = new Set(firstPage.map((job) => job.id));
  return [...firstPage, ...shown.filter((job) => !present.has(job.id) && comesAfter(job, last))];
}

/** The rows with a further page behind them. */
export function append(shown: readonly Job[], page: readonly Job[]): Job[] {
  const present = new Set(shown.map((job) => job.id));
  return [...shown, ...page.filter((job) => !present.has(job.id))];
}

function comesAfter(job: Job, other: Job): boolean {
  const age = Date.parse(job.createdAt) - Date.parse(other.createdAt);
  return age < 0 || (age === 0 && job.id < other.id);
}
