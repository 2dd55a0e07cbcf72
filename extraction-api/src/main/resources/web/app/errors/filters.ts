import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { isNarrowed, type ErrorQuery } from "./query";
import type { ErrorCounts } from "./types";

const FATES: ReadonlyArray<readonly [value: string, words: string]> = [
  ["waiting", "waiting for a decision"],
  ["replayed", "replayed"],
  ["dropped", "dropped"],
  ["all", "all"],
];

/** For tests: `data-testid="errors-of-<extractor>"`, `"errors-search"`, `"errors-fate"`. */
export function errorFilters(
  query: ErrorQuery,
  counts: ErrorCounts,
  narrow: (change: Partial<ErrorQuery>) => void,
): TemplateResult {
  const known = Object.entries(counts.byExtractor).sort((a, b) => b[1] - a[1]);
  const all: [string, number][] =
    !query.extractor || known.some(([name]) => name === query.extractor) ? known : [...known, [query.extractor, 0]];
  return html`<form class="filters" role="search" aria-label="Narrow the messages" @submit=${(event: Event) => event.preventDefault()}>
    <div class="states" role="group" aria-label="Extractors">
      ${all.map(
        ([name, count]) => html`<button
          type="button"
          class="chip"
          aria-pressed=${query.extractor === name}
          data-testid="errors-of-${name}"
          @click=${() => narrow({ extractor: query.extractor === name ? "" : name })}
        >
          <span>${name}</span><span class="muted">${count.toLocaleString("en")}</span>
        </button>`,
      )}
    </div>
    <label class="search">
      <span class="unseen">A part of the message or of why it failed</span>
      <input
        type="search"
        data-search
        data-testid="errors-search"
        placeholder="text in the message or its reason"
        autocomplete="off"
        spellcheck="false"
        .value=${live(query.text)}
        @change=${(event: Event) => narrow({ text: (event.target as HTMLInputElement).value.trim() })}
      />
    </label>
    <label class="choose">
      <span class="unseen">What was decided</span>
      <select data-testid="errors-fate" @change=${(event: Event) => narrow({ fate: (event.target as HTMLSelectElement).value })}>
        ${FATES.map(([value, words]) => html`<option value=${value} ?selected=${query.fate === value}>${words}</option>`)}
      </select>
    </label>
    ${
      isNarrowed(query)
        ? html`<button type="button" class="quiet" @click=${() => narrow({ extractor: "", job: "", text: "" })}>Show all</button>`
        : nothing
    }
  </form>`;
}
