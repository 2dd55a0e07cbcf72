import type { Attempt, TabJob, Job, Trouble } from "../api/types";
import type { Notice } from "./notice";
import { isRunning, isUnfinished } from "./states";
import { waitNotice } from "./waits";
import { clause, shortId, tries } from "./words";
import { wholeSeconds } from "./durations";

/** So many attempts that end without a word are no chance. */
const LOOP = 3;
/** After this long in the queue, a reader wonders. */
const LONG_WAIT_MILLIS = 30_000;
/** After this long without a word from a running job, too. */
export const SILENCE_MILLIS = 120_000;

/** What a reader has to know of a job that did not simply go well, or nothing. */
export function notice(job: Job, now: number): Notice | undefined {
  switch (job.state) {
    case "ERROR":
      return failed(job);
    case "LOST":
      return lost(job);
    case "CANCELLED":
      return {
        tone: "calm",
        cause: cancelled(said(job)),
        quotes: true,
        next: afterCancelling(job),
      };
    case "RESUBMITTED":
      return looping(job) ?? retrying(job);
    case "SUBMITTED":
      return looping(job) ?? waiting(job, now);
    case "STARTED":
    case "PROCESSING":
      return running(job, now);
    case "SUCCEEDED":
    case "SKIPPED":
      return undefined;
  }
}

const cancelled = (words: string): string =>
  words.startsWith("Cancelled") ? `${words}.` : words ? `Cancelled: ${words}.` : "Cancelled before it had finished.";

function afterCancelling(job: Job): string {
  if (!job.submittedAt) {
    return "Another system sent it: its run may go on, and what that still reports is kept without effect.";
  }
  const triedAfter = Date.parse(job.lastSeenAt ?? "") > Date.parse(job.finishedAt ?? "");
  return triedAfter
    ? "What its extractor reported after that is kept without effect; it runs again only if somebody runs it again."
    : "It runs again only if somebody runs it again.";
}

function lost(job: Job): Notice {
  return {
    tone: "bad",
    cause: said(job) || "Its extractor went away without a word.",
    quotes: true,
    next: job.mayReturn
      ? "It will run again by itself when an instance of its extractor returns."
      : "The broker held no message of it when it was given up: run it again.",
  };
}

function failed(job: Job): Notice {
  const count = tries(job);
  const words = said(job);
  const often = count > 1 ? `Failed ${count} times, at last with` : "Failed";
  const silent = job.attempts.filter((attempt) => attempt.state === "INTERRUPTED").length;
  const loops = silent >= LOOP;
  const cause = loops
    ? `${silent} attempts ended without a word${words ? `; the last failed: ${words}` : ""}.`
    : words
      ? `${often}: ${words}.`
      : "Failed, and gave no reason.";
  const earlier = job.attempts.some((attempt) => attempt.state === "SUCCEEDED")
    ? " An earlier attempt succeeded; what it produced is kept."
    : "";
  if (job.addressedBy) {
    return {
      tone: "calm",
      cause: cause + earlier,
      quotes: true,
      next: `Job ${shortId(job.addressedBy)} made it good: nothing has to be done.`,
    };
  }
  return {
    tone: "bad",
    cause: cause + earlier,
    quotes: true,
    next:
      job.identity === "INFERRED"
        ? "That run is over; run it again to repeat it."
        : loops
          ? "It went the same way each time: its log tells what the board found, and what helps. Then replay it or run it again."
          : "The extractor will not try again by itself: mend the cause, then replay it or run it again.",
  };
}

function retrying(job: Job): Notice {
  const last = job.attempts.at(-1);
  const words = clause(last?.message ?? job.lastMessage ?? "");
  const which = last ? `Attempt ${last.number}` : "The last attempt";
  return {
    tone: "warn",
    cause: words ? `${which} failed: ${words}.` : `${which} failed.`,
    quotes: true,
    next:
      last?.state === "RETRIED"
        ? "The extractor put it back into its queue and tries again by itself."
        : "Somebody replayed it: it starts again by itself.",
  };
}

function waiting(job: Job, now: number): Notice | undefined {
  const long = age(job.submittedAt ?? job.createdAt, now) > LONG_WAIT_MILLIS;
  const told = waitNotice(job, long);
  if (told) {
    return told;
  }
  if (long) {
    return {
      tone: "calm",
      cause: "No instance of the extractor has taken it yet.",
      next: "It starts by itself when one is free.",
    };
  }
  return undefined;
}

function running(job: Job, now: number): Notice | undefined {
  if (job.trouble) {
    return looping(job) ?? doubt(job.trouble);
  }
  const silence = job.lastSeenAt ? age(job.lastSeenAt, now) : 0;
  if (silence > SILENCE_MILLIS) {
    return {
      tone: "calm",
      cause: `No word from it for ${wholeSeconds(silence)}.`,
      next: "Many extractors say nothing while they work; the broker hands the job on if this one has died.",
    };
  }
  const last = job.attempts.at(-1);
  const before = job.attempts.at(-2);
  if (last?.cause === "REDELIVERED" && before) {
    return {
      tone: "calm",
      cause: `Attempt ${before.number} ended without a word.`,
      next: "The broker handed the job out again, and it is running now: nothing has to be done.",
    };
  }
  return undefined;
}

function looping({ trouble }: Job): Notice | undefined {
  return trouble?.kind === "LOOPING"
    ? {
        tone: "bad",
        cause: trouble.evidence ?? "It is handed out again and again without an end.",
        next: "Whoever looks after the extractor has to see why; then it can be submitted again.",
      }
    : undefined;
}

function doubt({ kind, evidence }: Trouble): Notice {
  const why = evidence ? `: ${clause(evidence)}` : "";
  return kind === "STALLED"
    ? {
        tone: "warn",
        cause: `Nobody seems to work on it${why}.`,
        next: "It goes on by itself when an instance of its extractor takes it up again, and is given up as lost if none does.",
      }
    : {
        tone: "warn",
        cause: `Its extractor may be gone${why}.`,
        next: "Its next word takes the doubt back: nothing has to be done yet.",
      };
}

/** The last attempt's own words on its end, or the job's. */
function said(job: Job): string {
  const last: Attempt | undefined = job.attempts.at(-1);
  return clause(last?.message ?? job.lastMessage ?? "");
}

/** After the last word of a job, more is likely for so long: the next of a batch, or a retry by hand. */
const LIVELY_MILLIS = 30_000;

/** Whether its record is likely to change, or to be followed by another, within seconds. */
export function isLively(job: Job, now: number): boolean {
  return (
    isUnfinished(job.state) || (job.lastSeenAt !== undefined && age(job.lastSeenAt, now) < LIVELY_MILLIS)
  );
}

/** Since when the last attempt runs, of a job that is running. */
export function runningSince(job: Job): string | undefined {
  if (!isRunning(job.state)) {
    return undefined;
  }
  const last = job.attempts.at(-1);
  return last?.startedAt ?? job.startedAt;
}

/** Since when it waits, of a job that never started. */
export function waitingSince(job: Job): string | undefined {
  return job.state === "SUBMITTED" ? (job.submittedAt ?? job.createdAt) : undefined;
}

/** Whether its events are worth a look unasked: it is under way, or the newest and its story short. */
export function opensByItself(job: TabJob, newest: boolean): boolean {
  return isRunning(job.state) || (newest && job.attempts.length > 0 && job.events.length <= 10);
}

function age(instant: string, now: number): number {
  return Math.max(0, now - Date.parse(instant));
}
