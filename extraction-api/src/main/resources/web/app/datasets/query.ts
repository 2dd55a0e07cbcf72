import { addressOf, given, isGiven, readNarrowing, type Narrowing } from "../list/query";

const NAMES = ["text", "user"] as const;

/** What the list is narrowed to: a part of a name, whose they are. */
export type DatasetQuery = Narrowing<(typeof NAMES)[number]>;

export const readDatasetQuery = (search: string): DatasetQuery => readNarrowing(search, NAMES);

export const datasetsAddress = (query: DatasetQuery): string => addressOf("/ui/datasets", given(query, NAMES));

export const datasetsPath = (query: DatasetQuery): string => addressOf("/v1/datasets", given(query, NAMES));

export const isNarrowed = (query: DatasetQuery): boolean => isGiven(query, NAMES);
