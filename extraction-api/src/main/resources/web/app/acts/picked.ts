import { apiFilters, type Query } from "../jobs/query";

/** The jobs that somebody chose: some by their ids, or all that a list's filters match. */
export interface Picked {
  ids: ReadonlySet<string>;
  all: boolean;
}

export const NONE: Picked = { ids: new Set(), all: false };

export const isPicked = (picked: Picked, id: string): boolean => picked.all || picked.ids.has(id);

export const anyPicked = (picked: Picked): boolean => picked.all || picked.ids.size > 0;

/** The same choice with one job more, or less; from all of them, only that one is left out by choosing anew. */
export function toggled(picked: Picked, id: string): Picked {
  const ids = new Set(picked.all ? [] : picked.ids);
  if (!ids.delete(id)) {
    ids.add(id);
  }
  return { ids, all: false };
}

/** The choice as the API takes it. */
export function chosenBody(picked: Picked, query: Query, now: number): Record<string, unknown> {
  return picked.all ? { filter: Object.fromEntries(apiFilters(query, now)) } : { ids: [...picked.ids] };
}
