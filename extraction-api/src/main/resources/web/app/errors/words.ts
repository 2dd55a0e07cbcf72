import { clause, plural } from "../format/words";
import type { ErrorMessage } from "./types";

/** "4 messages wait on error queues for a decision." */
export function errorsSentence(total: number, narrowed: boolean, fate: string): string {
  if (total === 0) {
    return narrowed || fate !== "waiting" ? "No message matches." : "No failed message waits for a decision.";
  }
  if (fate !== "waiting") {
    return `${plural(total, "message")} ${total === 1 ? "matches" : "match"}.`;
  }
  const which = narrowed ? "that match " : "";
  return `${plural(total, "failed message")} ${which}${total === 1 ? "waits" : "wait"}: replay ${total === 1 ? "it" : "them"} once the cause is mended, or drop ${total === 1 ? "it" : "them"}.`;
}

/** Why it failed, as far as its job told. */
export const reasonText = (message: ErrorMessage): string =>
  message.reason ? clause(message.reason) : message.jobId ? "Its job has told no reason." : "It names no job, so that no reason is known.";

/** What became of it. */
export function fateText({ fate, decidedBy }: ErrorMessage): string {
  const by = decidedBy ? ` by ${decidedBy.name ?? decidedBy.id}` : "";
  return { WAITING: "waits for a decision", REPLAYED: `replayed${by}`, DROPPED: `dropped${by}` }[fate];
}
