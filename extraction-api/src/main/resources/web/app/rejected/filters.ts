import { html, type TemplateResult } from "lit";
import { chips, choice, filterForm, textField } from "../list/filters";
import { isNarrowed, type RejectedQuery } from "./query";
import type { RejectedCounts } from "./types";
import { reasonShort } from "./words";

const REPLAYED = [
  ["", "replayed or not"],
  ["false", "not replayed"],
  ["true", "replayed"],
] as const;

/** For tests: `data-testid="reason-<REASON>"`, `data-testid="rejected-search"`, `data-testid="rejected-replayed"`. */
export function rejectedFilters(query: RejectedQuery, counts: RejectedCounts, narrow: (change: Partial<RejectedQuery>) => void): TemplateResult {
  const ofReason = (reason: string): { words: string; testid: string } => ({ words: reasonShort(reason), testid: `reason-${reason}` });
  return filterForm(
    "Narrow the rejected messages",
    html`${chips("Reasons", counts.byReason, query.reason, ofReason, (reason) => narrow({ reason }))}
    ${textField(
      {
        testid: "rejected-search",
        label: "A part of the message or of why it was rejected",
        hint: "text in the message",
        value: query.text,
      },
      (text) => narrow({ text }),
    )}
    ${choice({ testid: "rejected-replayed", label: "Replayed or not", value: query.replayed }, REPLAYED, (replayed) => narrow({ replayed }))}`,
    isNarrowed(query) ? () => narrow({ reason: "", queue: "", text: "", replayed: "" }) : undefined,
  );
}
