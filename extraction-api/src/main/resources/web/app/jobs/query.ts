import type { JobState } from "../api/types";
import { STATE_CHOICES } from "../format/states";
import { millisOf } from "./lengths";

/**
 * What the list is narrowed to and how it is sorted, by the names that stand in the address: Back,
 * reload and a sent link keep it. All are texts; an empty one is none.
 */
export const NAMES = [
  "state",
  "extractor",
  "version",
  "user",
  "how",
  "text",
  "resource",
  "dataset",
  "id",
  "since",
  "from",
  "to",
  "minElapsed",
  "maxElapsed",
  "minWaiting",
  "maxWaiting",
  "minAttempts",
  "trouble",
  "identity",
  "sort",
] as const;

export type Name = (typeof NAMES)[number];
export type Query = Partial<Record<Name, string>>;
export type Sort = "createdAt" | "elapsed" | "waiting";

/** Periods that end now: their words in the address, and their length. */
export const PERIODS: ReadonlyArray<readonly [value: string, words: string]> = [
  ["1h", "Last hour"],
  ["24h", "Last 24 hours"],
  ["7d", "Last 7 days"],
  ["30d", "Last 30 days"],
];

const LENGTHS: readonly Name[] = ["minElapsed", "maxElapsed", "minWaiting", "maxWaiting"];
const AS_THEY_ARE: readonly Name[] = [
  "extractor",
  "version",
  "user",
  "resource",
  "dataset",
  "id",
  "text",
  "minAttempts",
];
const IN_CAPITALS: readonly Name[] = ["how", "trouble", "identity"];
const MINUTE = 60_000;

export function readQuery(search: string): Query {
  const params = new URLSearchParams(search);
  const query: Query = {};
  for (const name of NAMES) {
    const value = params.get(name)?.trim();
    if (value) {
      query[name] = value;
    }
  }
  return query;
}

/** The query with a change made; what is set to nothing goes. */
export function changed(query: Query, change: Query): Query {
  const all = { ...query, ...change };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Query;
}

/** The address of the list so narrowed. */
export function pageOf(query: Query): string {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = query[name];
    if (value) {
      params.set(name, value);
    }
  }
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%3A", ":");
  return text ? `/ui?${text}` : "/ui";
}

/** What the API is asked for, without sort and page. */
export function apiFilters(query: Query, now: number): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | undefined): void => {
    if (value) {
      params.set(name, value);
    }
  };
  set("state", statesOf(words(query.state)).join(","));
  AS_THEY_ARE.forEach((name) => set(name, query[name]));
  IN_CAPITALS.forEach((name) => set(name, query[name]?.toUpperCase()));
  LENGTHS.forEach((name) => {
    const millis = millisOf(query[name] ?? "");
    set(name, millis === undefined ? undefined : String(millis));
  });
  set("from", since(query, now) ?? instant(query.from));
  set("to", query.since ? undefined : instant(query.to));
  return params;
}

/** The API's list so narrowed. */
export function apiPath(query: Query, now: number, limit: number, cursor?: string): string {
  const params = apiFilters(query, now);
  if (sortOf(query) !== "-createdAt") {
    params.set("sort", sortOf(query));
  }
  params.set("limit", String(limit));
  if (cursor) {
    params.set("cursor", cursor);
  }
  return `/v1/jobs?${params.toString()}`;
}

/** How many there are by state, and which extractors and users: of all states, for the chips choose among them. */
export function countsPath(query: Query, now: number): string {
  const params = apiFilters({ ...query, state: "" }, now);
  params.set("by", "state,extractor,user");
  return `/v1/jobs/counts?${params.toString()}`;
}

/** The changes that may concern the list. */
export function streamPath(query: Query): string {
  const params = new URLSearchParams({ kinds: "job" });
  for (const name of ["resource", "dataset", "extractor", "user"] as const) {
    const value = query[name];
    if (value && !value.includes(",")) {
      params.set(name, value);
    }
  }
  return `/v1/stream?${params.toString()}`;
}

/** A period that ends now begins at a full minute, so that it asks the same for a while. */
export function since(query: Query, now: number): string | undefined {
  const millis = millisOf(query.since ?? "");
  return millis === undefined ? undefined : new Date(Math.floor((now - millis) / MINUTE) * MINUTE).toISOString();
}

/** An instant as the API reads it, of one in the address, which may be in the reader's zone. */
export function instant(text: string | undefined): string | undefined {
  const millis = Date.parse(text ?? "");
  return Number.isNaN(millis) ? undefined : new Date(millis).toISOString();
}

export const sortOf = (query: Query): string =>
  /^-?(createdAt|elapsed|waiting)$/.test(query.sort ?? "") ? query.sort! : "-createdAt";

export const words = (list: string | undefined): string[] => (list ? list.split(",") : []);

/** The API's states, of people's words or its own. */
export function statesOf(chosen: readonly string[]): JobState[] {
  const choices = STATE_CHOICES.filter(
    (choice) => chosen.includes(choice.word) || choice.states.some((state) => chosen.includes(state)),
  );
  return choices.flatMap((choice) => [...choice.states]);
}

export const isNarrowed = (query: Query): boolean => NAMES.some((name) => name !== "sort" && query[name]);
