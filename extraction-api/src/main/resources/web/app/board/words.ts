import type { Extractor, ExtractorInstance } from "../api/types";
import { wholeSeconds } from "../format/durations";
import { plural } from "../format/words";
import type { ExtractorOnBoard, Rule } from "./types";

/** "5 of 6 extractors are online; 2 jobs run, 14 wait; 3 have failed today." */
export function boardSentence(extractors: readonly ExtractorOnBoard[]): string {
  const parts = [onlineText(extractors)];
  if (extractors.some((each) => each.running !== undefined)) {
    parts.push(workText(sum(extractors, "running"), sum(extractors, "waiting")));
    const failed = sum(extractors, "failed");
    if (failed > 0) {
      parts.push(`${count(failed)} ${failed === 1 ? "has" : "have"} failed today`);
    }
  }
  return `${parts.join("; ")}.`;
}

function onlineText(extractors: readonly Extractor[]): string {
  const total = extractors.length;
  const online = extractors.filter((each) => each.liveness === "ONLINE").length;
  const late = extractors.filter((each) => each.liveness === "LATE").length;
  if (extractors.every((each) => each.liveness === "UNKNOWN")) {
    return `${plural(total, "extractor")} ${total === 1 ? "is" : "are"} known, but nobody watches their heartbeats`;
  }
  const overdue = late === 0 ? "" : `, ${late} ${late === 1 ? "is" : "are"} late`;
  if (online === total) {
    return total === 1 ? "The one extractor is online" : `All ${total} extractors are online`;
  }
  return `${online} of ${plural(total, "extractor")} ${online === 1 ? "is" : "are"} online${overdue}`;
}

/** "2 jobs run, 14 wait". */
export function workText(running: number, waiting: number): string {
  if (running + waiting === 0) {
    return "no job runs or waits";
  }
  if (waiting === 0) {
    return `${plural(running, "job")} ${running === 1 ? "runs" : "run"}, none waits`;
  }
  if (running === 0) {
    return `no job runs, ${count(waiting)} ${waiting === 1 ? "waits" : "wait"}`;
  }
  return `${plural(running, "job")} ${running === 1 ? "runs" : "run"}, ${count(waiting)} ${waiting === 1 ? "waits" : "wait"}`;
}

const TRIGGERS: Record<string, string> = { file: "files", dataset: "datasets", metadata: "metadata" };

/** "files of text/*"; "datasets at file.added". */
export function ruleText({ trigger, pattern }: Rule): string {
  const things = TRIGGERS[trigger] ?? trigger;
  if (trigger === "file") {
    return pattern === "*" || pattern === "*/*" ? "files of any type" : `files of ${pattern}`;
  }
  return `${things} at ${pattern}`;
}

/** "2 of 3": how many of the known instances are there, be they late. */
export function instancesText(instances: readonly ExtractorInstance[]): string {
  const there = instances.filter((each) => each.liveness === "ONLINE" || each.liveness === "LATE").length;
  const unwatched = instances.length > 0 && instances.every((each) => each.liveness === "UNKNOWN");
  return unwatched ? count(instances.length) : there === instances.length ? count(there) : `${there} of ${instances.length}`;
}

/** A period as it was meant: 4.98 s is one of 5 s. */
export const periodText = (millis: number): string => wholeSeconds(Math.round(millis / 1000) * 1000);

/** The instance that was heard last: its beats are the evidence. */
export function lastHeard(extractor: Extractor): ExtractorInstance | undefined {
  return [...extractor.instances]
    .filter((each) => each.lastBeat !== undefined)
    .sort((a, b) => Date.parse(b.lastBeat!) - Date.parse(a.lastBeat!))[0];
}

function sum(extractors: readonly ExtractorOnBoard[], what: "running" | "waiting" | "failed"): number {
  return extractors.reduce((total, each) => total + (each[what] ?? 0), 0);
}

function count(value: number): string {
  return value.toLocaleString("en");
}
