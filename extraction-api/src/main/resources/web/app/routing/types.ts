import type { Resource } from "../api/types";
import type { Rule } from "../board/types";

/** What an event comes to: who runs, and who does not. */
export interface Routed {
  matches: { extractor: string; rule: Rule; resource: Resource; job?: string }[];
  skipped: { extractor: string; reason: string; why: string }[];
}
