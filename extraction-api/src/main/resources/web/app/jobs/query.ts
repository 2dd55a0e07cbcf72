import type { JobState, Resource } from "../api/types";
import { STATE_CHOICES } from "../format/states";

/** What the list is narrowed to. It lives in the address, so that Back, reload and a sent link keep it. */
export interface Query {
  /** People's words, as in the state filter. */
  states: string[];
  extractor: string;
  /** As it was typed: `file/ID`, `dataset/ID`, or an id alone, which means a file. */
  resource: string;
}

export function readQuery(search: string): Query {
  const params = new URLSearchParams(search);
  const words = STATE_CHOICES.map((choice) => choice.word);
  return {
    states: (params.get("state") ?? "").split(",").filter((word) => words.includes(word)),
    extractor: params.get("extractor") ?? "",
    resource: params.get("resource") ?? "",
  };
}

/** The address of the list so narrowed. */
export function pageOf(query: Query): string {
  const params = new URLSearchParams();
  if (query.states.length > 0) {
    params.set("state", query.states.join(","));
  }
  if (query.extractor) {
    params.set("extractor", query.extractor);
  }
  if (query.resource) {
    params.set("resource", query.resource);
  }
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return text ? `/ui?${text}` : "/ui";
}

/** The API's list so narrowed. */
export function apiPath(query: Query, limit: number, cursor?: string): string {
  const params = new URLSearchParams({ limit: String(limit) });
  if (query.states.length > 0) {
    params.set("state", statesOf(query.states).join(","));
  }
  if (query.extractor) {
    params.set("extractor", query.extractor);
  }
  const resource = resourceOf(query.resource);
  if (resource) {
    params.set("resource", `${resource.type}/${resource.id}`);
  }
  if (cursor) {
    params.set("cursor", cursor);
  }
  return `/v1/jobs?${params.toString()}`;
}

export function statesOf(words: readonly string[]): JobState[] {
  return STATE_CHOICES.filter((choice) => words.includes(choice.word)).flatMap((choice) => [
    ...choice.states,
  ]);
}

export function resourceOf(typed: string): Resource | undefined {
  const text = typed.trim();
  if (!text) {
    return undefined;
  }
  const parts = /^(file|dataset)\/(.+)$/.exec(text);
  return parts ? { type: parts[1]!, id: parts[2]! } : { type: "file", id: text };
}

export const isNarrowed = (query: Query): boolean =>
  query.states.length > 0 || query.extractor !== "" || query.resource !== "";
