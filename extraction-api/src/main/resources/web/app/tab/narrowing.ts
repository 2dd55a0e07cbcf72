import type { ExtractorGroup, TabJob } from "../api/types";
import { runningSince } from "../format/notices";
import { STATE_CHOICES } from "../format/states";
import { eventText } from "../format/words";
import type { Choices, Sort } from "./choices";

/** The jobs that are chosen, by extractor, in the order that is chosen; extractors without any go. */
export function narrowed(groups: readonly ExtractorGroup[], choices: Choices, now: number): ExtractorGroup[] {
  const chosen = groups
    .map((group) => ({
      ...group,
      jobs: sorted(
        group.jobs.filter((job) => belongs(job, group.name, choices)),
        choices.sort,
        now,
      ),
    }))
    .filter((group) => group.jobs.length > 0);
  return sortGroups(chosen, choices.sort, now);
}

function belongs(job: TabJob, extractor: string, { states, user, text }: Choices): boolean {
  const inState =
    states.length === 0 ||
    STATE_CHOICES.some((choice) => states.includes(choice.word) && choice.states.includes(job.state));
  return inState && (user === "" || userOf(job) === user) && (text === "" || says(job, extractor, text.toLowerCase()));
}

export const userOf = (job: TabJob): string => job.user?.name ?? job.user?.id ?? "";

function says(job: TabJob, extractor: string, text: string): boolean {
  const said = [
    extractor,
    job.id,
    job.lastMessage,
    ...job.attempts.map((attempt) => attempt.message),
    ...job.events.map(eventText),
  ];
  return said.some((each) => each?.toLowerCase().includes(text));
}

function sorted(jobs: TabJob[], sort: Sort, now: number): TabJob[] {
  switch (sort) {
    case "newest":
    case "name":
      return jobs;
    case "oldest":
      return [...jobs].reverse();
    case "longest":
      return [...jobs].sort((a, b) => length(b, now) - length(a, now));
  }
}

/** Extractors stay where they were first seen, but for a sort that was asked for. */
function sortGroups(groups: ExtractorGroup[], sort: Sort, now: number): ExtractorGroup[] {
  const longest = (group: ExtractorGroup): number => Math.max(...group.jobs.map((job) => length(job, now)));
  const oldest = (group: ExtractorGroup): number => Math.min(...group.jobs.map((job) => Date.parse(job.createdAt)));
  switch (sort) {
    case "newest":
      return groups;
    case "name":
      return [...groups].sort((a, b) => a.name.localeCompare(b.name));
    case "oldest":
      return [...groups].sort((a, b) => oldest(a) - oldest(b));
    case "longest":
      return [...groups].sort((a, b) => longest(b) - longest(a));
  }
}

/** How long it ran, or has been running. */
function length(job: TabJob, now: number): number {
  const since = runningSince(job);
  return since ? now - Date.parse(since) : (job.running?.millis ?? -1);
}
