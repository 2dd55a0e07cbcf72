import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { isNarrowed, type RejectedQuery } from "./query";
import type { RejectedCounts } from "./types";
import { reasonShort } from "./words";

/** For tests: `data-testid="reason-<REASON>"`, `data-testid="rejected-search"`, `data-testid="rejected-replayed"`. */
export function rejectedFilters(
  query: RejectedQuery,
  counts: RejectedCounts | undefined,
  narrow: (change: Partial<RejectedQuery>) => void,
): TemplateResult {
  const reasons = Object.entries(counts?.byReason ?? {}).sort((a, b) => b[1] - a[1]);
  const known = reasons.some(([reason]) => reason === query.reason) || !query.reason;
  const all: [string, number][] = known ? reasons : [...reasons, [query.reason, 0]];
  return html`<form class="filters" role="search" aria-label="Narrow the rejected messages" @submit=${(event: Event) => event.preventDefault()}>
    <div class="states" role="group" aria-label="Reasons">
      ${all.map(
        ([reason, count]) => html`<button
          type="button"
          class="chip"
          aria-pressed=${query.reason === reason}
          data-testid="reason-${reason}"
          @click=${() => narrow({ reason: query.reason === reason ? "" : reason })}
        >
          <span>${reasonShort(reason)}</span><span class="muted">${count.toLocaleString("en")}</span>
        </button>`,
      )}
    </div>
    <label class="search">
      <span class="unseen">A part of the message or of why it was rejected</span>
      <input
        type="search"
        data-search
        data-testid="rejected-search"
        placeholder="text in the message"
        autocomplete="off"
        spellcheck="false"
        .value=${live(query.text)}
        @change=${(event: Event) => narrow({ text: (event.target as HTMLInputElement).value.trim() })}
      />
    </label>
    <label class="choose">
      <span class="unseen">Replayed or not</span>
      <select data-testid="rejected-replayed" @change=${(event: Event) => narrow({ replayed: (event.target as HTMLSelectElement).value })}>
        <option value="" ?selected=${query.replayed === ""}>replayed or not</option>
        <option value="false" ?selected=${query.replayed === "false"}>not replayed</option>
        <option value="true" ?selected=${query.replayed === "true"}>replayed</option>
      </select>
    </label>
    ${
      isNarrowed(query)
        ? html`<button type="button" class="quiet" @click=${() => narrow({ reason: "", queue: "", text: "", replayed: "" })}>Show all</button>`
        : nothing
    }
  </form>`;
}
