import type { Job } from "../api/types";
import { span, wholeSeconds } from "./durations";
import type { Notice } from "./notice";
import { notice, runningSince, waitingSince } from "./notices";
import { moment } from "./times";
import { WAITING } from "./waits";
import { clause, plural, tries } from "./words";

/** A job in two sentences: how it stands, and what comes next, and who has to do it. */
export interface Story {
  stands: string;
  next: string;
  tone: Notice["tone"];
}

export function story(job: Job, now: number): Story {
  const told = notice(job, now);
  return {
    stands: stands(job, now, told),
    next: told?.next ?? next(job),
    tone: told?.tone ?? "calm",
  };
}

function stands(job: Job, now: number, told: Notice | undefined): string {
  switch (job.state) {
    case "SUCCEEDED":
      return `Succeeded${ended(job, now)}${took(job)}.${after(job)}`;
    case "SKIPPED":
      return job.lastMessage
        ? `Skipped${ended(job, now)}: ${clause(job.lastMessage)}.`
        : `Skipped${ended(job, now)}.`;
    case "ERROR":
    case "CANCELLED":
      return told?.cause ?? "";
    case "LOST":
      return `Lost: the extractor vanished${ended(job, now)}.`;
    case "RESUBMITTED":
      return `Retrying. ${told?.cause ?? ""}`;
    case "STARTED":
    case "PROCESSING": {
      const since = runningSince(job);
      const length = since ? ` for ${wholeSeconds(now - Date.parse(since))}` : "";
      return told ? `Running${length}. ${told.cause}` : `Running${length}.`;
    }
    case "SUBMITTED": {
      const since = waitingSince(job);
      const length = since ? ` for ${wholeSeconds(now - Date.parse(since))}` : "";
      if (job.trouble) {
        return `Waiting${length}. ${told?.cause ?? ""}`;
      }
      return told?.cause.startsWith(WAITING) ? `Waiting${length}: ${told.cause.slice(WAITING.length)}` : `Waiting${length}.`;
    }
  }
}

function next(job: Job): string {
  switch (job.state) {
    case "SUCCEEDED":
      return "Nothing has to be done.";
    case "SKIPPED":
      return "The extractor found nothing here that it had to do.";
    case "SUBMITTED":
      return "It starts by itself as soon as an instance of its extractor is free.";
    default:
      return "What it says appears here by itself.";
  }
}

function ended(job: Job, now: number): string {
  const instant = job.finishedAt ?? job.lastSeenAt;
  return instant ? ` at ${moment(instant, now)}`.replace(/ at (\d+ \w+|\d{4}-)/, " on $1") : "";
}

const took = (job: Job): string => (job.running ? ` after ${span(job.running)}` : "");

function after(job: Job): string {
  const count = tries(job);
  return count > 1 ? ` It took ${plural(count, "attempt")}.` : "";
}
