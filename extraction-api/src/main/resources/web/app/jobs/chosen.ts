import { exact } from "../format/times";
import { changed, instant, type Query } from "./query";

export interface Chosen {
  name: keyof Query;
  /** What it narrows the list to, in words. */
  said: string;
  /** The change that takes it back. */
  rest: Query;
}

const HOW: Record<string, string> = { upload: "by upload", manual: "by hand", rerun: "re-runs", unknown: "how is not known" };

const WORDS: Partial<Record<keyof Query, (value: string) => string>> = {
  extractor: (value) => value,
  version: (value) => `version ${value}`,
  user: (value) => `user ${value}`,
  how: (value) => HOW[value] ?? value,
  dataset: (value) => `in dataset ${value}`,
  from: (value) => `from ${spoken(value)}`,
  to: (value) => `before ${spoken(value)}`,
  minElapsed: (value) => `ran at least ${value}`,
  maxElapsed: (value) => `ran at most ${value}`,
  minWaiting: (value) => `waited at least ${value}`,
  maxWaiting: (value) => `waited at most ${value}`,
  minAttempts: (value) => `at least ${value} attempts`,
  trouble: (value) => value.split(",").join(" or "),
  identity: (value) => (value === "inferred" ? "past runs" : "with a job id"),
};

/** What is chosen beside states, search and period. */
export function chosen(query: Query): Chosen[] {
  return (Object.keys(WORDS) as (keyof Query)[])
    .filter((name) => query[name])
    .map((name) => ({ name, said: WORDS[name]!(query[name]!), rest: { [name]: "" } }));
}

function spoken(value: string): string {
  const at = instant(value);
  return at ? exact(at).slice(0, 16) : value;
}

export const cleared = (query: Query): Query => changed({}, { sort: query.sort ?? "" });
