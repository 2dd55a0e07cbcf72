import type { Instant } from "../api/types";

/** A message that could not be used. */
export interface Rejected {
  id: string;
  queue: string;
  origin?: string;
  reason: string;
  detail: string;
  length: number;
  digest: string;
  receivedAt: Instant;
  whole: boolean;
  replayable: boolean;
  notReplayable?: string;
  replayedAt?: Instant;
  replayedBy?: string;
  replayedAs?: string;
  replayTriedAt?: Instant;
  replayFailure?: string;
  /** Only where one message is asked for. */
  body?: string;
}

export interface RejectedPageAnswer {
  rejected: Rejected[];
  next?: string;
}

export interface RejectedCounts {
  total: number;
  byReason: Record<string, number>;
}

/** How many a filter matches, how many of them can be replayed, and how many were asked for. */
export interface ReplaysAsked {
  matched: number;
  replayable: number;
  asked: number;
}
