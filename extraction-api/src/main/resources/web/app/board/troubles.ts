import { wholeSeconds } from "../format/durations";
import type { Notice } from "../format/notice";
import { plural } from "../format/words";
import type { ExtractorOnBoard } from "./types";
import { periodText } from "./words";

/** Silent for so many of its periods, an extractor is taken to be gone. */
const OFFLINE_PERIODS = 3;

/** What an operator has to know of an extractor that is not simply well, or nothing. */
export function troubleOf(extractor: ExtractorOnBoard, now: number): Notice | undefined {
  const queue = extractor.queueState;
  const held = extractor.waiting || (extractor.running ? 0 : (queue?.ready ?? 0));
  if (extractor.liveness === "OFFLINE" && held > 0) {
    return {
      tone: "bad",
      cause: `Offline${silence(extractor, now)}, and ${jobsWait(held)} for it.`,
      next: `${held === 1 ? "It is" : "They are"} kept, and ${held === 1 ? "starts" : "start"} by ${held === 1 ? "itself" : "themselves"} when an instance is running again.`,
    };
  }
  if (extractor.noBeats) {
    return {
      tone: "warn",
      cause: "It takes jobs, but its heartbeats do not come.",
      next: "It works on; if its jobs stay silent too, restart its instances.",
    };
  }
  if (queue?.exists === false && extractor.liveness === "ONLINE") {
    return {
      tone: "bad",
      cause: `It beats, but the broker has no queue ${extractor.queue ?? extractor.name}.`,
      next: "Its instances may be connected to another broker or virtual host: see their settings.",
    };
  }
  if (queue?.consumers === 0 && (extractor.liveness === "ONLINE" || extractor.liveness === "LATE")) {
    return {
      tone: "bad",
      cause: "It beats, but nobody takes jobs from its queue.",
      next: "Its instances may be stuck, or have lost their connection to the broker: restart them.",
    };
  }
  if (extractor.liveness === "LATE") {
    return {
      tone: "warn",
      cause: `Its heartbeat is overdue${silence(extractor, now)}.`,
      next: offlineNext(extractor),
    };
  }
  return undefined;
}

/** Where it belongs in a list that begins with what somebody has to see to. */
export function rank(extractor: ExtractorOnBoard, now: number): number {
  const tone = troubleOf(extractor, now)?.tone;
  if (tone === "bad") {
    return 0;
  }
  if (tone === "warn") {
    return 1;
  }
  return { ONLINE: 2, LATE: 2, UNKNOWN: 3, OFFLINE: 4 }[extractor.liveness] ?? 3;
}

function jobsWait(count: number): string {
  return `${plural(count, "job")} ${count === 1 ? "waits" : "wait"}`;
}

function silence(extractor: ExtractorOnBoard, now: number): string {
  return extractor.lastSeen ? `: nothing heard for ${wholeSeconds(now - Date.parse(extractor.lastSeen))}` : "";
}

function offlineNext(extractor: ExtractorOnBoard): string {
  const period = extractor.instances[0]?.periodMillis;
  return period
    ? `If nothing comes for ${periodText(period * OFFLINE_PERIODS)} in all, it is taken to be gone.`
    : "If nothing comes soon, it is taken to be gone.";
}
