import { addressOf, given, isGiven, readNarrowing, type Narrowing } from "../list/query";

const FILTERS = ["extractor", "job", "text"] as const;
const NAMES = [...FILTERS, "fate", "id"] as const;

/** What the list is narrowed to, and which message is open; `fate` is `waiting`, `replayed`, `dropped` or `all`. */
export type ErrorQuery = Narrowing<(typeof NAMES)[number]>;

/** Those that wait for a decision, where the address says nothing else. */
export function readErrorQuery(search: string): ErrorQuery {
  const query = readNarrowing(search, NAMES);
  return { ...query, fate: /^(waiting|replayed|dropped|all)$/.test(query.fate) ? query.fate : "waiting" };
}

export const errorAddress = (query: ErrorQuery): string =>
  addressOf("/ui/errors", given({ ...query, fate: query.fate === "waiting" ? "" : query.fate }, NAMES));

export const listPath = (query: ErrorQuery): string => addressOf("/v1/error-messages", withFate(query, given(query, FILTERS)));

/** By extractor, over all extractors: the counts are what the extractor is chosen by. */
export const countsPath = (query: ErrorQuery): string =>
  addressOf("/v1/error-messages/counts", withFate(query, given(query, ["job", "text"])));

/** The same choice, as many are decided about. */
export const manyBody = (query: ErrorQuery): Record<string, string> => Object.fromEntries(given(query, FILTERS));

export const isNarrowed = (query: ErrorQuery): boolean => isGiven(query, FILTERS);

function withFate({ fate }: ErrorQuery, params: URLSearchParams): URLSearchParams {
  if (fate !== "all") {
    params.set("fate", fate.toUpperCase());
  }
  return params;
}
