import type { Job, JobState } from "../api/types";
import { jobFace } from "../format/states";
import { plural, shortId } from "../format/words";
import type { Act, Action, ActionCount } from "./types";

/** What stands on a button. */
export const LABELS: Record<Act, string> = {
  cancel: "Cancel",
  rerun: "Run again",
  replay: "Replay",
  prioritise: "Priority",
};

/** What it does to one job, in a sentence. */
export function willDo(act: Act, job: Job): string {
  const on = job.extractor ?? "its extractor";
  switch (act) {
    case "cancel":
      return job.state === "SUBMITTED"
        ? "It is not sent to its extractor any more; where it was sent already, its run is refused at its next call to the board."
        : "Its key is revoked, so that its run is refused at its next call to the board. What it still reports is kept without effect.";
    case "rerun":
      return job.state === "LOST"
        ? `Gives up the lost run, and submits a new job with the same parameters to ${on} as it is now.`
        : `Submits a new job with the same parameters to ${on} as it is now. This one stays as it is.`;
    case "replay":
      return `Sends this same job to ${on} once more, as its next attempt.`;
    case "prioritise":
      return "Of the jobs that wait for an extractor, those with a higher number go first.";
  }
}

/** What is asked before it is done to many: "Cancel 214 waiting jobs?" */
export function question(act: Act, counted: ActionCount, priority: number): string {
  const many = jobsText(counted);
  switch (act) {
    case "cancel":
      return `Cancel ${many}?`;
    case "rerun":
      return `Run ${many} again?`;
    case "replay":
      return `Replay ${many}?`;
    case "prioritise":
      return `Set the priority of ${many} to ${priority}?`;
  }
}

/** "214 waiting jobs", or with states mixed "214 jobs". */
export function jobsText({ count, exact, states }: ActionCount): string {
  const words = wordsOf(states);
  const one = words.length === 1 ? `${words[0]![0]} ` : "";
  const more = exact ? "" : " or more";
  return `${count.toLocaleString("en")}${more} ${one}job${count === 1 ? "" : "s"}`;
}

/** "200 waiting, 14 running", where there is more than one kind. */
export function breakdown({ states }: ActionCount): string {
  const words = wordsOf(states);
  return words.length > 1 ? words.map(([word, n]) => `${n.toLocaleString("en")} ${word}`).join(", ") : "";
}

function wordsOf(states: Partial<Record<JobState, number>>): [string, number][] {
  const sums = new Map<string, number>();
  for (const [state, n] of Object.entries(states)) {
    const { word } = jobFace(state as JobState);
    sums.set(word, (sums.get(word) ?? 0) + n);
  }
  return [...sums.entries()].sort((a, b) => b[1] - a[1]);
}

/** What it does to many, in a sentence. */
export function willDoToMany(act: Act): string {
  switch (act) {
    case "cancel":
      return "Jobs that were not sent yet will not run. Of those that were, each is refused at its next call to the board. Jobs of other systems are only marked.";
    case "rerun":
      return "Each gets a new job with the same parameters, for its extractor as it is now. A lost job is given up first.";
    case "replay":
      return "Each is sent to its extractor once more, as its next attempt.";
    case "prioritise":
      return "Of the jobs that wait for an extractor, those with a higher number go first. It counts for those that were not sent to it yet.";
  }
}

const EFFECTS: Record<string, (n: number) => string> = {
  EXACT: (n) => `${n.toLocaleString("en")} had not been sent and will not run`,
  AT_FETCH: (n) => `${n.toLocaleString("en")} had been sent and ${n === 1 ? "is" : "are"} refused at the next call`,
  MARKED_ONLY: (n) => `${n.toLocaleString("en")} of other systems ${n === 1 ? "is" : "are"} only marked and may still run`,
  RERUN: (n) => `${plural(n, "new job")} submitted`,
  REPLAYED: (n) => `${n.toLocaleString("en")} sent once more`,
  PRIORITISED: (n) => `${n.toLocaleString("en")} changed`,
  REFUSED: (n) => `${n.toLocaleString("en")} could not be`,
};

/** How far it is, or what came of it. */
export function progress(action: Action): string {
  const doing = { cancel: "Cancelling", rerun: "Running again", replay: "Replaying", prioritise: "Changing" }[action.action];
  if (!action.finished) {
    return `${doing}: ${action.done.toLocaleString("en")} of ${action.count.toLocaleString("en")}. It goes on if you leave this page.`;
  }
  const parts = Object.entries(action.effects).map(([effect, n]) => EFFECTS[effect]?.(n) ?? `${n} ${effect}`);
  const first = action.failures[0];
  const why = first ? ` Job ${shortId(first.job)}: ${first.why}` : "";
  return parts.length > 0 ? `Done: ${parts.join("; ")}.${why}` : "Done: none was left to do it to.";
}
