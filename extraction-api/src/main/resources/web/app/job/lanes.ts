import type { Attempt, Instant, Job } from "../api/types";
import { isRunning, isUnfinished, isWaiting, type Look, attemptFace } from "../format/states";

/** A stretch of time on the timeline, in milliseconds since the epoch. */
export interface Stretch {
  from: number;
  to: number;
  look: Look;
  /** What it was, in words. */
  what: string;
}

export interface Timeline {
  from: number;
  to: number;
  /** Waiting and running, one after the other, over the whole life. */
  phases: Stretch[];
  attempts: { attempt: Attempt; stretch: Stretch | undefined }[];
}

/** Where on the timeline everything is, of a job that was ever heard of. */
export function timeline(job: Job, now: number): Timeline {
  const attempts = job.attempts.map((attempt) => ({ attempt, stretch: stretchOf(attempt, job, now) }));
  const drawn = attempts.flatMap(({ stretch }) => stretch ?? []);
  const first = ms(job.submittedAt ?? job.startedAt ?? job.createdAt);
  const from = Math.min(first, ...drawn.map((stretch) => stretch.from));
  const end = isUnfinished(job.state) ? now : ms(job.finishedAt ?? job.lastSeenAt ?? job.createdAt);
  const ends = drawn.map((stretch) => stretch.to);
  // What was imported was heard of long after it had happened.
  const to = Math.max(from, ...ends, isUnfinished(job.state) || job.finishedAt ? end : from);
  return { from, to, phases: phases(from, to, drawn, job), attempts };
}

function stretchOf(attempt: Attempt, job: Job, now: number): Stretch | undefined {
  const face = attemptFace(attempt.state);
  const from = attempt.startedAt ?? attempt.endedAt;
  if (!from) {
    return undefined;
  }
  const running = attempt.state === "RUNNING" && isRunning(job.state);
  const to = running ? now : ms(attempt.endedAt ?? from);
  return { from: ms(from), to: Math.max(ms(from), to), look: face.look, what: `attempt ${attempt.number}: ${face.word}` };
}

/** Where no attempt ran, the job waited: before the first, and between one and the next. */
function phases(from: number, to: number, attempts: readonly Stretch[], job: Job): Stretch[] {
  const found: Stretch[] = [];
  let at = from;
  for (const attempt of [...attempts].sort((a, b) => a.from - b.from)) {
    if (attempt.from > at) {
      found.push(waited(at, attempt.from));
    }
    const start = Math.max(at, attempt.from);
    if (attempt.to >= start) {
      found.push({ from: start, to: attempt.to, look: "running", what: "ran" });
      at = attempt.to;
    }
  }
  if (isWaiting(job.state) && to > at) {
    found.push(waited(at, to));
  }
  return found;
}

const waited = (from: number, to: number): Stretch => ({ from, to, look: "waiting", what: "waited" });

const ms = (instant: Instant): number => Date.parse(instant);
