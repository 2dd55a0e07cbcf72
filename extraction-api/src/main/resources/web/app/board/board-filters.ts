import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { livenessFace } from "../format/states";
import { stateIcon } from "../parts/icons";
import { isNarrowed, LIVENESS_CHOICES, type BoardQuery } from "./query";
import type { ExtractorOnBoard } from "./types";

/** For tests: `data-testid="board-show-<word>"`, `data-testid="board-search"`. */
export function boardFilters(
  query: BoardQuery,
  extractors: readonly ExtractorOnBoard[],
  narrow: (change: Partial<BoardQuery>) => void,
): TemplateResult {
  return html`<form
    class="filters"
    role="search"
    aria-label="Narrow the extractors"
    @submit=${(event: Event) => event.preventDefault()}
  >
    <div class="states" role="group" aria-label="Liveness">
      ${LIVENESS_CHOICES.map(({ word, liveness }) => {
        const { look } = livenessFace(liveness);
        const on = query.show.includes(word);
        const count = extractors.filter((each) => each.liveness === liveness).length;
        return html`<button
          type="button"
          class="chip look-${look}"
          aria-pressed=${on}
          data-testid="board-show-${word}"
          @click=${() => narrow({ show: on ? query.show.filter((each) => each !== word) : [...query.show, word] })}
        >
          ${stateIcon(look)}<span>${word}</span><span class="muted">${count}</span>
        </button>`;
      })}
    </div>
    <label class="search">
      <span class="unseen">Name, description or file type</span>
      <input
        type="search"
        data-search
        data-testid="board-search"
        placeholder="name, description, file type"
        autocomplete="off"
        spellcheck="false"
        .value=${live(query.search)}
        @input=${(event: Event) => narrow({ search: (event.target as HTMLInputElement).value })}
      />
    </label>
    ${
      isNarrowed(query)
        ? html`<button type="button" class="quiet" @click=${() => narrow({ show: [], search: "" })}>Show all</button>`
        : nothing
    }
  </form>`;
}
