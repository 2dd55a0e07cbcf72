import type { Span } from "../api/types";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS_OF_YEAR = 365.25;

/** A duration as people say it: 0.8 s, 42 s, 3 min 12 s, 2 h 05 min, 3 d 4 h. */
export function duration(millis: number): string {
  const ms = Math.max(0, millis);
  if (ms < 50) {
    return "< 0.1 s";
  }
  // Rounded first, so that 9.96 s reads 10 s and 59.7 s reads 1 min 00 s.
  if (Math.round(ms / 100) < 100) {
    return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
  }
  return wholeSeconds(Math.round(ms / SECOND) * SECOND);
}

/** The same in whole seconds, cut and not rounded: for what still counts up. */
export function wholeSeconds(millis: number): string {
  const ms = Math.max(0, millis);
  if (ms < MINUTE) {
    return `${Math.floor(ms / SECOND)} s`;
  }
  if (ms < HOUR) {
    return `${Math.floor(ms / MINUTE)} min ${two(Math.floor((ms % MINUTE) / SECOND))} s`;
  }
  if (ms < DAY) {
    return `${Math.floor(ms / HOUR)} h ${two(Math.floor((ms % HOUR) / MINUTE))} min`;
  }
  return `${Math.floor(ms / DAY)} d ${Math.floor((ms % DAY) / HOUR)} h`;
}

/** A measured duration, no more exact than it was measured. */
export function span(measured: Span): string {
  switch (measured.precision) {
    case "MILLISECONDS":
      return duration(measured.millis);
    case "SECONDS":
      return aboutSeconds(measured.millis);
    case "AT_MOST":
      return `at most ${duration(Math.max(measured.millis, 100))}`;
  }
}

/** Why a duration is worded as it is, for whoever asks. */
export function precisionNote(measured: Span): string {
  switch (measured.precision) {
    case "MILLISECONDS":
      return `${measured.millis.toLocaleString("en")} ms`;
    case "SECONDS":
      return "By the extractor's own clock, which is right to about a second";
    case "AT_MOST":
      return "An upper bound: the updates were read late";
  }
}

/** Coarse, for a glance: how long ago. */
export function ago(millis: number): string {
  const ms = Math.max(0, millis);
  if (ms < 5 * SECOND) {
    return "just now";
  }
  if (ms < MINUTE) {
    return `${Math.floor(ms / SECOND)} s ago`;
  }
  if (ms < HOUR) {
    return `${Math.floor(ms / MINUTE)} min ago`;
  }
  if (ms < 2 * DAY) {
    return `${Math.floor(ms / HOUR)} h ago`;
  }
  const days = Math.floor(ms / DAY);
  if (days < 60) {
    return `${days} days ago`;
  }
  return days < 2 * DAYS_OF_YEAR
    ? `${Math.floor(days / 30)} months ago`
    : `${Math.floor(days / DAYS_OF_YEAR)} years ago`;
}

function aboutSeconds(millis: number): string {
  if (millis < SECOND) {
    return "< 1 s";
  }
  const rounded = Math.round(millis / SECOND) * SECOND;
  // From a minute on, a second more or less is no news.
  return rounded < MINUTE ? `about ${wholeSeconds(rounded)}` : wholeSeconds(rounded);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
