import { waited } from "../format/waits";
import type { Job, Resource } from "../api/types";
import { tries } from "../format/words";
import { millisOf } from "./lengths";
import { instant, since, statesOf, words, type Query } from "./query";

/** Whether a job of which the stream tells belongs to the list: the API's filters, once more. */
export function matches(query: Query, job: Job, now: number): boolean {
  return (
    within(query.state, () => statesOf(words(query.state)).includes(job.state)) &&
    within(query.extractor, (value) => words(value).includes(job.extractor ?? "")) &&
    within(query.version, (value) => job.extractorVersion === value) &&
    within(query.user, (value) => job.user?.id === value) &&
    within(query.how, (value) => words(value.toUpperCase()).includes(job.how ?? "UNKNOWN")) &&
    within(query.id, (value) => words(value).includes(job.id)) &&
    within(query.resource, (value) => on(job, value)) &&
    within(query.dataset, (value) => job.dataset === value || on(job, `dataset/${value}`)) &&
    within(query.identity, (value) => job.identity === value.toUpperCase()) &&
    within(query.trouble, (value) => words(value.toUpperCase()).includes(job.trouble?.kind ?? "")) &&
    within(query.minAttempts, (value) => tries(job) >= Number(value)) &&
    within(query.text, (value) => says(job, value.toLowerCase())) &&
    inTime(query, job, now) &&
    long(query.minElapsed, query.maxElapsed, job.running?.millis) &&
    long(query.minWaiting, query.maxWaiting, waited(job)?.millis)
  );
}

const within = (value: string | undefined, holds: (value: string) => boolean): boolean => !value || holds(value);

/** An update names an id and not its kind: what is of no known kind is of both. */
function on({ resource }: Job, value: string): boolean {
  return resource !== undefined && [`${resource.type}/${resource.id}`, otherwise(resource, value)].includes(value);
}

const otherwise = ({ type, id }: Resource, value: string): string =>
  type === "unknown" ? `${value.split("/")[0]}/${id}` : "";

function says(job: Job, text: string): boolean {
  return [job.lastMessage, ...job.attempts.map((attempt) => attempt.message)].some((message) =>
    message?.toLowerCase().includes(text),
  );
}

function inTime(query: Query, job: Job, now: number): boolean {
  const created = Date.parse(job.createdAt);
  const from = since(query, now) ?? instant(query.from);
  const to = query.since ? undefined : instant(query.to);
  return (!from || created >= Date.parse(from)) && (!to || created < Date.parse(to));
}

function long(least: string | undefined, most: string | undefined, millis: number | undefined): boolean {
  const min = millisOf(least ?? "");
  const max = millisOf(most ?? "");
  if (min === undefined && max === undefined) {
    return true;
  }
  return millis !== undefined && (min === undefined || millis >= min) && (max === undefined || millis <= max);
}
