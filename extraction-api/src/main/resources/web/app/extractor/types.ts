import type { ExtractorOnBoard } from "../board/types";
import type { Instant, JobState } from "../api/types";

/** In milliseconds. */
export interface Percentiles {
  p50: number;
  p90: number;
  p99: number;
  count: number;
}

/** What became of the latest jobs of an extractor. */
export interface Recent {
  since: Instant;
  states: Partial<Record<JobState, number>>;
  /** All of that time, and not only the latest jobs of it. */
  complete?: boolean;
  elapsed?: Percentiles;
  waiting?: Percentiles;
}

export interface Revision {
  number: number;
  version?: string;
  firstSeen?: Instant;
  lastSeen?: Instant;
}

export interface ExtractorDetail {
  now: Instant;
  extractor: ExtractorOnBoard;
  author?: string;
  owner?: string;
  parameters?: unknown;
  revisions?: Revision[];
  recent?: Recent;
}
