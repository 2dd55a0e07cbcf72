import type { AttemptState, Job, JobState, Liveness, Trouble } from "../api/types";

/** The looks of a state: what shape and colour it has; the word is told beside it. */
export type Look =
  "waiting" | "running" | "succeeded" | "skipped" | "failed" | "stalled" | "lost" | "cancelled";

interface Face {
  look: Look;
  word: string;
}

const JOBS: Record<JobState, Face> = {
  SUBMITTED: { look: "waiting", word: "waiting" },
  STARTED: { look: "running", word: "running" },
  PROCESSING: { look: "running", word: "running" },
  RESUBMITTED: { look: "waiting", word: "retrying" },
  SUCCEEDED: { look: "succeeded", word: "succeeded" },
  SKIPPED: { look: "skipped", word: "skipped" },
  ERROR: { look: "failed", word: "failed" },
  CANCELLED: { look: "cancelled", word: "cancelled" },
  LOST: { look: "lost", word: "lost" },
};

const TROUBLES: Record<Trouble["kind"], Face> = {
  STALLED: { look: "stalled", word: "stalled" },
  SUSPECT: { look: "stalled", word: "suspect" },
  LOOPING: { look: "failed", word: "looping" },
};

const ATTEMPTS: Record<AttemptState, Face> = {
  RUNNING: { look: "running", word: "running" },
  SUCCEEDED: { look: "succeeded", word: "succeeded" },
  SKIPPED: { look: "skipped", word: "skipped" },
  ERROR: { look: "failed", word: "failed" },
  RETRIED: { look: "failed", word: "failed, tried again" },
  INTERRUPTED: { look: "lost", word: "interrupted" },
  CANCELLED: { look: "cancelled", word: "cancelled" },
  LOST: { look: "lost", word: "lost" },
};

const LIVENESS: Record<Liveness, Face> = {
  ONLINE: { look: "succeeded", word: "online" },
  LATE: { look: "stalled", word: "late" },
  OFFLINE: { look: "lost", word: "offline" },
  UNKNOWN: { look: "waiting", word: "not watched" },
};

const UNHEARD_OF: Face = { look: "waiting", word: "unknown" };

export const jobFace = (state: JobState): Face => JOBS[state] ?? UNHEARD_OF;
/** An unfinished job's doubt shows before its state. */
export const faceOf = (job: Pick<Job, "state" | "trouble">): Face =>
  (isUnfinished(job.state) && job.trouble && TROUBLES[job.trouble.kind]) || jobFace(job.state);
export const attemptFace = (state: AttemptState): Face => ATTEMPTS[state] ?? UNHEARD_OF;
export const livenessFace = (liveness: Liveness, noBeats?: boolean): Face =>
  noBeats ? { look: "succeeded", word: "online, no beats" } : (LIVENESS[liveness] ?? UNHEARD_OF);

export const isRunning = (state: JobState): boolean => state === "STARTED" || state === "PROCESSING";
export const isWaiting = (state: JobState): boolean => state === "SUBMITTED" || state === "RESUBMITTED";
export const isUnfinished = (state: JobState): boolean => isRunning(state) || isWaiting(state);

/** The choices of the state filter: people's words, each for one or more of the API's states. */
export const STATE_CHOICES: ReadonlyArray<{ word: string; look: Look; states: readonly JobState[] }> = [
  { word: "waiting", look: "waiting", states: ["SUBMITTED", "RESUBMITTED"] },
  { word: "running", look: "running", states: ["STARTED", "PROCESSING"] },
  { word: "succeeded", look: "succeeded", states: ["SUCCEEDED"] },
  { word: "skipped", look: "skipped", states: ["SKIPPED"] },
  { word: "failed", look: "failed", states: ["ERROR"] },
  { word: "lost", look: "lost", states: ["LOST"] },
  { word: "cancelled", look: "cancelled", states: ["CANCELLED"] },
];
