import type { Extractor, Instant } from "../api/types";

/** One thing that an extractor says it can work on. */
export interface Rule {
  /** `file`, `dataset`, `metadata`: what kind of thing happened. */
  trigger: string;
  /** A MIME type or pattern, or an operation such as `file.added`. */
  pattern: string;
}

/** What the broker said of an extractor's queue. */
export interface QueueState {
  exists: boolean;
  ready?: number;
  consumers?: number;
  checkedAt?: Instant;
}

/** An extractor with how much it has to do; a board that counts nothing leaves the counts out. */
export interface ExtractorOnBoard extends Extractor {
  process?: Rule[];
  evidence?: string;
  running?: number;
  waiting?: number;
  failed?: number;
  succeeded?: number;
  queueState?: QueueState;
}

export interface ExtractorBoard {
  now: Instant;
  extractors: ExtractorOnBoard[];
}
