import type { Attempt, Cause, Job, JobEvent, Resource } from "../api/types";

const HOW = { UPLOAD: "by upload", MANUAL: "by hand", RERUN: "as a re-run", UNKNOWN: "" } as const;

/** What somebody did that made a job by itself. */
const EVENTS_TOLD: Record<string, string> = {
  "file.removed": "by taking a file out",
  "metadata.added": "by adding metadata",
  "metadata.removed": "by removing metadata",
};

const CAUSES: Record<Cause, string> = {
  FIRST: "first try",
  RETRY: "put back by the extractor",
  REDELIVERED: "handed out again by the broker",
  REPLAYED: "put back by a person",
  RESENT: "sent a second time",
};

const EVENTS: Record<string, string> = {
  SUBMITTED: "Submitted.",
  STARTED: "Started.",
  PROGRESS: "Still working.",
  RETRIED: "Put back for another try.",
  SUCCEEDED: "Done.",
  SKIPPED: "Skipped.",
  ERROR: "Failed.",
  CANCELLED: "Cancelled.",
  REPLAYED: "Put back by a person.",
  LOST: "Given up as lost.",
  RESENT: "Sent once more.",
  STALLED: "Nobody seems to work on it.",
  SUSPECT: "Its extractor may be gone.",
  LOOPING: "Handed out again and again without an end.",
  ADDRESSED: "Made good by another job.",
  DROPPED: "More log lines were not kept.",
};

/** Ids short enough to tell apart at a glance; version-7 UUIDs differ at their end. */
export function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
}

/** "Ann, by upload"; empty where nobody told. */
export function who(job: Job): string {
  const name = job.user?.name ?? job.user?.id ?? "";
  const how = EVENTS_TOLD[job.initiatedBy?.cause ?? ""] ?? HOW[job.how ?? "UNKNOWN"] ?? "";
  return name && how ? `${name}, ${how}` : name || how;
}

/** How often it was tried: of long stories only some attempts are kept. */
export function tries(job: Job): number {
  return job.attemptCount ?? job.attempts.at(-1)?.number ?? 0;
}

/** "100 of 1,234 attempts" where some are left out, or nothing. */
export function leftOut(job: Job): string {
  const kept = job.attempts.length;
  return tries(job) > kept ? `${kept.toLocaleString("en")} of ${plural(tries(job), "attempt")}` : "";
}

/** "12,000 more log lines were not kept", or nothing. */
export function droppedText(job: Job): string {
  const lines = job.dropped ?? 0;
  return lines === 0 ? "" : `${plural(lines, "more log line")} ${lines === 1 ? "was" : "were"} not kept`;
}

export function attemptsText(job: Job): string {
  const count = tries(job);
  return count === 0 ? "not tried yet" : plural(count, "attempt");
}

export const causeText = (attempt: Attempt): string => CAUSES[attempt.cause] ?? "";

/** What an event says: its own words, or ours where it has none. */
export function eventText(event: JobEvent): string {
  return event.message || event.status || EVENTS[event.event] || event.event;
}

/** How people call a resource. */
export const resourceName = (resource: Resource): string => resource.name || shortId(resource.id);

/** Its page. An update names an id and not its kind; what is of no known kind is on both pages. */
export function resourcePage(resource: Resource): string {
  const type = resource.type === "dataset" ? "dataset" : "file";
  return `/ui/resource/${type}/${encodeURIComponent(resource.id)}`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** The line of a text that tells most, as the end of a sentence: without its own full stop. */
export function clause(text: string): string {
  const lines = text.trim().split("\n");
  // A Python traceback names its error last.
  const line = (lines[0]?.startsWith("Traceback ") ? lines.at(-1) : lines[0]) ?? "";
  const cut = line.length > 200 ? `${line.slice(0, 199)}…` : line;
  return cut.replace(/[.\s]+$/, "");
}
