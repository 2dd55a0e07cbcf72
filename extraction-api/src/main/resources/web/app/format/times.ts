import type { Instant } from "../api/types";

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const clockShort = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const zone = new Intl.DateTimeFormat("en-GB", { timeZoneName: "longOffset" });

/** A moment in the reader's zone, as short as its age allows: 14:02:11, 21 Nov 14:02, 2019-04-02. */
export function moment(instant: Instant, now: number): string {
  const then = new Date(instant);
  const today = new Date(now);
  if (isoDay(then) === isoDay(today)) {
    return clock.format(then);
  }
  if (then.getFullYear() === today.getFullYear()) {
    return `${dayAndMonth.format(then)} ${clockShort.format(then)}`;
  }
  return isoDay(then);
}

/** The time of day alone, to the second: for events, whose job tells the day. */
export function timeOfDay(instant: Instant): string {
  return clock.format(new Date(instant));
}

/** The same to the millisecond: for a log, whose lines are close to one another. */
export function timeOfDayMillis(instant: Instant): string {
  const then = new Date(instant);
  return `${clock.format(then)}.${String(then.getMilliseconds()).padStart(3, "0")}`;
}

/** The whole instant with its zone, for whoever hovers. */
export function exact(instant: Instant): string {
  const then = new Date(instant);
  const millis = String(then.getMilliseconds()).padStart(3, "0");
  const offset = zone.formatToParts(then).find((part) => part.type === "timeZoneName")?.value ?? "";
  return `${isoDay(then)} ${clock.format(then)}.${millis} ${offset}`;
}

/** The day in the reader's zone, ISO. */
export function isoDay(day: Date): string {
  const month = String(day.getMonth() + 1).padStart(2, "0");
  return `${day.getFullYear()}-${month}-${String(day.getDate()).padStart(2, "0")}`;
}
