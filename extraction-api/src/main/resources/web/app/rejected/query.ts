/** What the list is narrowed to, and which message is open; it lives in the address. */
export interface RejectedQuery {
  reason: string;
  queue: string;
  text: string;
  /** `true` or `false`, as the API has it; empty for both. */
  replayed: string;
  id: string;
}

const NAMES = ["reason", "queue", "text", "replayed", "id"] as const;

export function readRejectedQuery(search: string): RejectedQuery {
  const params = new URLSearchParams(search);
  const [reason, queue, text, replayed, id] = NAMES.map((name) => params.get(name) ?? "") as [string, string, string, string, string];
  return { reason, queue, text, replayed: replayed === "true" || replayed === "false" ? replayed : "", id };
}

export function rejectedAddress(query: RejectedQuery): string {
  const params = given(query, NAMES);
  const text = params.toString();
  return text ? `/ui/rejected?${text}` : "/ui/rejected";
}

export function listPath(query: RejectedQuery, limit: number, cursor?: string): string {
  const params = given(query, ["reason", "queue", "text", "replayed"]);
  params.set("limit", String(limit));
  if (cursor) {
    params.set("cursor", cursor);
  }
  return `/v1/rejected-updates?${params.toString()}`;
}

/** By reason, over all reasons: the counts are what the reason is chosen by. */
export function countsPath(query: RejectedQuery): string {
  return `/v1/rejected-updates/counts?${given(query, ["queue", "text", "replayed"]).toString()}`;
}

/** The same choice, as a replay of many takes it. */
export function replayBody(query: RejectedQuery): Record<string, string> {
  return Object.fromEntries(given(query, ["reason", "queue", "text"]));
}

export const isNarrowed = (query: RejectedQuery): boolean =>
  query.reason !== "" || query.queue !== "" || query.text !== "" || query.replayed !== "";

function given(query: RejectedQuery, names: readonly (keyof RejectedQuery)[]): URLSearchParams {
  return new URLSearchParams(names.filter((name) => query[name] !== "").map((name): [string, string] => [name, query[name]]));
}
