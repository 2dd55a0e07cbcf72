import { plural } from "../format/words";

/** The settings that were changed, as the audit keeps them: what was sent. */
interface Change {
  enabled?: boolean;
  spaces?: Record<string, boolean | null>;
  grants?: string[];
  drainErrors?: boolean;
}

/** "Runs by itself no more. In space bio it is switched on." */
export function settingsText(detail: string): string {
  let change: Change;
  try {
    change = JSON.parse(detail) as Change;
  } catch {
    return detail;
  }
  const parts: string[] = [];
  if (change.enabled !== undefined) {
    parts.push(change.enabled ? "It runs by itself." : "It runs by itself no more.");
  }
  for (const [space, on] of Object.entries(change.spaces ?? {})) {
    parts.push(on === null ? `In space ${space}: as everywhere.` : `In space ${space}: switched ${on ? "on" : "off"}.`);
  }
  if (change.grants) {
    parts.push(change.grants.length === 0 ? "Nobody but its owner may use it." : `Beside its owner, ${change.grants.join(", ")} may use it.`);
  }
  if (change.drainErrors !== undefined) {
    parts.push(change.drainErrors ? "Failed messages are taken from its error queue." : "Failed messages are left on its error queue.");
  }
  return parts.join(" ");
}

const EFFECTS: Record<string, string> = {
  EXACT: "not sent, and will not run",
  AT_FETCH: "sent, and refused at the next call",
  MARKED_ONLY: "of other systems, only marked",
  RERUN: "run again",
  REPLAYED: "sent once more",
  PRIORITISED: "changed",
  REFUSED: "could not be",
};

/** The effects that the API names in capitals, as people say them. */
export function effectsText(detail: string): string {
  const one = /^(EXACT|AT_FETCH|MARKED_ONLY): (.*)$/.exec(detail);
  if (one) {
    return one[2]!;
  }
  return detail === "0 refused." ? "" : detail.replaceAll(/(\d+) ([A-Z_]+)\b/g, (whole, count: string, effect: string) => (EFFECTS[effect] ? `${count} ${EFFECTS[effect]}` : whole));
}

const NAMES: Record<string, string> = {
  state: "in the state",
  extractor: "of",
  resource: "on",
  dataset: "in the dataset",
  user: "by user",
  text: "that say",
  from: "from",
  to: "until",
  job: "of job",
  id: "with the id",
  version: "of version",
  how: "submitted",
  trouble: "doubted as",
};

/** What many were chosen by: "in the state ERROR, of ncsa.wordcount". */
export function chosenText(filter: string): string {
  const ids = /^(\d+) by id$/.exec(filter);
  if (ids) {
    return `${plural(Number(ids[1]), "job")} one by one`;
  }
  if (filter === "all") {
    return "all there were";
  }
  return filter
    .split("&")
    .map((part) => {
      const at = part.indexOf("=");
      const name = part.slice(0, at);
      const value = part.slice(at + 1);
      const words = name === "state" || name === "how" ? value.toLowerCase().replaceAll(",", " or ") : value;
      return `${NAMES[name] ?? name} ${words}`;
    })
    .join(", ");
}
