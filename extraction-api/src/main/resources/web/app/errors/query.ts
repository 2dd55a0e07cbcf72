/** What the list is narrowed to, and which message is open; it lives in the address. */
export interface ErrorQuery {
  extractor: string;
  job: string;
  text: string;
  /** `waiting`, `replayed` or `dropped`; empty for all. */
  fate: string;
  id: string;
}

const NAMES = ["extractor", "job", "text", "fate", "id"] as const;
const FILTERS = ["extractor", "job", "text"] as const;

/** Those that wait for a decision, where the address says nothing else. */
export function readErrorQuery(search: string): ErrorQuery {
  const params = new URLSearchParams(search);
  const [extractor, job, text, fate, id] = NAMES.map((name) => params.get(name) ?? "") as [string, string, string, string, string];
  return { extractor, job, text, fate: /^(waiting|replayed|dropped|all)$/.test(fate) ? fate : "waiting", id };
}

export function errorAddress(query: ErrorQuery): string {
  const params = given({ ...query, fate: query.fate === "waiting" ? "" : query.fate }, NAMES);
  const text = params.toString();
  return text ? `/ui/errors?${text}` : "/ui/errors";
}

export function listPath(query: ErrorQuery, limit: number): string {
  const params = withFate(query, given(query, FILTERS));
  params.set("limit", String(limit));
  return `/v1/error-messages?${params.toString()}`;
}

/** By extractor, over all extractors: the counts are what the extractor is chosen by. */
export function countsPath(query: ErrorQuery): string {
  return `/v1/error-messages/counts?${withFate(query, given(query, ["job", "text"])).toString()}`;
}

/** The same choice, as many are decided about. */
export const manyBody = (query: ErrorQuery): Record<string, string> => Object.fromEntries(given(query, FILTERS));

export const isNarrowed = (query: ErrorQuery): boolean => query.extractor !== "" || query.job !== "" || query.text !== "";

function withFate(query: ErrorQuery, params: URLSearchParams): URLSearchParams {
  if (query.fate !== "all") {
    params.set("fate", query.fate.toUpperCase());
  }
  return params;
}

function given(query: ErrorQuery, names: readonly (keyof ErrorQuery)[]): URLSearchParams {
  return new URLSearchParams(names.filter((name) => query[name] !== "").map((name): [string, string] => [name, query[name]]));
}
