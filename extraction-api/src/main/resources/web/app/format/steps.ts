import type { Instant, JobEvent } from "../api/types";

/** An event, and how long after the one before it came. */
export interface Step {
  event: JobEvent;
  /** Since the event before it in the same attempt; absent for the first. */
  millis?: number;
  /** The step is only known to the second. */
  coarse: boolean;
}

const SECOND = 1000;
/** No zone is wrong by more than this; what is read later than that is of the past. */
const DAY = 24 * 3600 * SECOND;

/**
 * When it happened, as well as we know: ours is exact, and the extractor's in a zone that is often
 * wrong; but of updates that lay long before they were read only theirs tells.
 */
export function whenOf(event: JobEvent): Instant {
  return event.at && Math.abs(between(event.at, event.receivedAt)) > DAY ? event.at : event.receivedAt;
}

/**
 * The time between events. Extractors' clocks are right to a second and in their own zone, ours are
 * exact but see updates in bursts: where the two agree within that second ours refine theirs, else
 * theirs stand, and a step that is negative by both is none.
 */
export function steps(events: readonly JobEvent[]): Step[] {
  return events.map((event, index) => {
    const before = events[index - 1];
    if (!before || before.attempt !== event.attempt) {
      return { event, coarse: false };
    }
    const ours = between(before.receivedAt, event.receivedAt);
    if (!before.at || !event.at || before.source !== event.source) {
      return { event, millis: Math.max(0, ours), coarse: false };
    }
    const theirs = between(before.at, event.at);
    if (theirs < 0 || Math.abs(theirs - ours) <= SECOND) {
      return { event, millis: Math.max(0, ours), coarse: false };
    }
    return { event, millis: theirs, coarse: true };
  });
}

/** The longest of the steps: the scale that all of them are drawn to. */
export function longest(all: readonly Step[]): number {
  return all.reduce((most, step) => Math.max(most, step.millis ?? 0), 0);
}

/** Events by attempt, in order; those before the first attempt (the submission) have none. */
export function byAttempt(all: readonly Step[]): Map<number | undefined, Step[]> {
  const groups = new Map<number | undefined, Step[]>();
  for (const step of all) {
    const group = groups.get(step.event.attempt);
    if (group) {
      group.push(step);
    } else {
      groups.set(step.event.attempt, [step]);
    }
  }
  return groups;
}

function between(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
