import type { Instant, JobState } from "../api/types";

export type Fate = "WAITING" | "REPLAYED" | "DROPPED";

/** A job message that its extractor gave up on. */
export interface ErrorMessage {
  id: string;
  queue: string;
  extractor: string;
  jobId?: string;
  jobState?: JobState;
  ours: boolean;
  length: number;
  receivedAt: Instant;
  reason?: string;
  fate: Fate;
  decidedAt?: Instant;
  decidedBy?: { id: string; name?: string };
  note?: string;
  replayable: boolean;
  notReplayable?: string;
  /** Whether a replay needs a key of the system that sent it. */
  needsKey: boolean;
  /** Only where one message is asked for. */
  body?: string;
}

export interface ErrorMessages {
  messages: ErrorMessage[];
  next?: string;
}

export interface ErrorCounts {
  total: number;
  byExtractor: Record<string, number>;
}

/** How many wait and match, and what came of them. */
export interface ManyDecided {
  matched: number;
  done: number;
  refused: number;
  dryRun: boolean;
}
