import { addressOf, given, isGiven, readNarrowing, type Narrowing } from "../list/query";

const FILTERS = ["reason", "queue", "text", "replayed"] as const;
const NAMES = [...FILTERS, "id"] as const;

/** What the list is narrowed to, and which message is open; `replayed` is `true` or `false`, as the API has it. */
export type RejectedQuery = Narrowing<(typeof NAMES)[number]>;

export function readRejectedQuery(search: string): RejectedQuery {
  const query = readNarrowing(search, NAMES);
  return { ...query, replayed: /^(true|false)$/.test(query.replayed) ? query.replayed : "" };
}

export const rejectedAddress = (query: RejectedQuery): string => addressOf("/ui/rejected", given(query, NAMES));

export const listPath = (query: RejectedQuery): string => addressOf("/v1/rejected-updates", given(query, FILTERS));

/** By reason, over all reasons: the counts are what the reason is chosen by. */
export const countsPath = (query: RejectedQuery): string =>
  addressOf("/v1/rejected-updates/counts", given(query, ["queue", "text", "replayed"]));

/** The same choice, as a replay of many takes it. */
export const replayBody = (query: RejectedQuery): Record<string, string> =>
  Object.fromEntries(given(query, ["reason", "queue", "text"]));

export const isNarrowed = (query: RejectedQuery): boolean => isGiven(query, FILTERS);
