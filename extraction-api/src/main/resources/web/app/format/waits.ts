import type { Job, Span, Waiting } from "../api/types";
import type { Notice } from "./notice";
import { clause } from "./words";

/** How long a job waited for its first start; nothing while it still waits. */
export function waited(job: Job): Span | undefined {
  return job.waiting && !job.waiting.reason ? job.waiting : undefined;
}

/** How the cause begins of a job that waits. */
export const WAITING = "Waiting: ";

/** Why a job waits, or nothing where that is no news: it lies in its queue, and will be taken. */
export function waitNotice(job: Job, long: boolean): Notice | undefined {
  const why = job.waiting;
  const text = job.waitingReason ?? (long ? why?.text : undefined);
  if (!text) {
    return undefined;
  }
  const [first = "", ...rest] = sentences(text);
  return {
    tone: why && inTurn(why) ? "calm" : "warn",
    brief: why !== undefined && inTurn(why),
    cause: `${WAITING}${lower(clause(first))}.`,
    next: rest.join(" ") || (why && inTurn(why) ? "It starts by itself in its turn." : "It is kept, and starts by itself as soon as that changes."),
  };
}

/** What comes next may stand behind a semicolon. */
function sentences(text: string): string[] {
  const told = text.split(/(?<=\.)\s+/);
  const [why = "", next] = text.split("; ");
  return told.length === 1 && next ? [why, next.charAt(0).toUpperCase() + next.slice(1)] : told;
}

const inTurn = (why: Waiting): boolean => why.reason === "BEHIND";

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
