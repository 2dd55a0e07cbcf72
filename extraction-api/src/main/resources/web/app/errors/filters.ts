import { html, type TemplateResult } from "lit";
import { chips, choice, filterForm, textField } from "../list/filters";
import { isNarrowed, type ErrorQuery } from "./query";
import type { ErrorCounts } from "./types";

const FATES = [
  ["waiting", "waiting for a decision"],
  ["replayed", "replayed"],
  ["dropped", "dropped"],
  ["all", "all"],
] as const;

/** For tests: `data-testid="errors-of-<extractor>"`, `"errors-search"`, `"errors-fate"`. */
export function errorFilters(query: ErrorQuery, counts: ErrorCounts, narrow: (change: Partial<ErrorQuery>) => void): TemplateResult {
  const ofExtractor = (name: string): { words: string; testid: string } => ({ words: name, testid: `errors-of-${name}` });
  return filterForm(
    "Narrow the messages",
    html`${chips("Extractors", counts.byExtractor, query.extractor, ofExtractor, (extractor) => narrow({ extractor }))}
    ${textField(
      {
        testid: "errors-search",
        label: "A part of the message or of why it failed",
        hint: "text in the message or its reason",
        value: query.text,
      },
      (text) => narrow({ text }),
    )}
    ${choice({ testid: "errors-fate", label: "What was decided", value: query.fate }, FATES, (fate) => narrow({ fate }))}`,
    isNarrowed(query) ? () => narrow({ extractor: "", job: "", text: "" }) : undefined,
  );
}
