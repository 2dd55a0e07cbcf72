import { plural } from "../format/words";
import type { Rejected, RejectedCounts } from "./types";

interface Meaning {
  /** A few words, for a list. */
  short: string;
  /** A sentence on what that means, and who can do something about it. */
  long: string;
}

const MEANINGS: Record<string, Meaning> = {
  NOT_JSON: {
    short: "not JSON",
    long: "Whoever sent it is no extractor, or has a fault: it can only be mended there.",
  },
  NOT_AN_OBJECT: {
    short: "no JSON object",
    long: "An update is a JSON object with fields. Whoever sent this has a fault.",
  },
  TOO_LARGE: {
    short: "too large",
    long: "It is larger than this board takes. The limit is in the configuration of job-tracker.",
  },
  WRONG_TYPE: {
    short: "a field of a wrong type",
    long: "An update’s fields are texts or numbers. Whoever sent this has a fault, or is made for another system.",
  },
  NO_IDENTITY: {
    short: "names no job",
    long: "It cannot be put with any job.",
  },
  ID_TOO_LONG: { short: "an id too long", long: "An id has at most 128 characters. Whoever sent it has a fault." },
  BAD_CONTROL_UPDATE: {
    short: "a broken control update",
    long: "It claims to come from the board itself, but is not what the board sends. A newer version of the board may have sent it.",
  },
  NO_ID: { short: "a heartbeat of no instance", long: "A heartbeat has to name its instance by an id." },
  NO_EXTRACTOR_INFO: {
    short: "a heartbeat of no extractor",
    long: "A heartbeat has to hold the description of its extractor, with its name.",
  },
  STORE_REFUSED: {
    short: "refused by the store",
    long: "The store would not have it, by a rule that its operator set. When the rule has changed, replay it.",
  },
  REPLAY_FAILED: {
    short: "a replay in vain",
    long: "Somebody asked for a rejected message to be replayed, and it still could not be used.",
  },
};

export function reasonShort(reason: string): string {
  return MEANINGS[reason]?.short ?? reason.toLowerCase().replaceAll("_", " ");
}

export function reasonLong(reason: string): string {
  return MEANINGS[reason]?.long ?? "";
}

/** "4 messages could not be used." */
export function rejectedSentence({ total }: RejectedCounts, narrowed: boolean): string {
  if (total === 0) {
    return narrowed ? "No rejected message matches." : "No message was rejected: every update could be used.";
  }
  return narrowed
    ? `${plural(total, "rejected message")} ${total === 1 ? "matches" : "match"}.`
    : `${plural(total, "message")} could not be used. ${total === 1 ? "It is" : "They are"} kept here, in nobody’s way.`;
}

/** What became of it since. */
export function fate(rejected: Rejected): string {
  if (rejected.replayedAs) {
    return "replayed";
  }
  if (rejected.replayFailure) {
    return "replayed in vain";
  }
  return rejected.replayable ? "can be replayed" : "cannot be replayed";
}

export function bytesText(bytes: number): string {
  return bytes < 1000 ? plural(bytes, "byte") : `${(bytes / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} kB`;
}
