import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { STATE_CHOICES } from "../format/states";
import { stateIcon } from "../parts/icons";
import { isNarrowed, type Query } from "./query";

type Narrow = (change: Partial<Query>) => void;

/** The line above the list: by state, by resource, by extractor. For tests: `data-testid="filter-<state's word>"`. */
export function filters(query: Query, narrow: Narrow): TemplateResult {
  return html`<form class="filters" role="search" aria-label="Narrow the jobs" @submit=${(event: Event) => event.preventDefault()}>
    <div class="states" role="group" aria-label="States">
      ${STATE_CHOICES.map(({ word, look }) => {
        const on = query.states.includes(word);
        return html`<button
          type="button"
          class="chip look-${look}"
          aria-pressed=${on}
          data-testid="filter-${word}"
          @click=${() => narrow({ states: toggled(query.states, word) })}
        >
          ${stateIcon(look)}<span>${word}</span>
        </button>`;
      })}
    </div>
    <label class="search">
      <span class="unseen">File or dataset</span>
      <input
        type="search"
        data-search
        data-testid="filter-resource"
        placeholder="file/ID or dataset/ID"
        autocomplete="off"
        spellcheck="false"
        .value=${live(query.resource)}
        @change=${(event: Event) => narrow({ resource: (event.target as HTMLInputElement).value.trim() })}
      />
    </label>
    ${
      query.extractor
        ? html`<button
          type="button"
          class="chip chosen"
          title="Show the jobs of all extractors"
          @click=${() => narrow({ extractor: "" })}
        >
          <span>${query.extractor}</span><span aria-hidden="true">×</span>
        </button>`
        : nothing
    }
    ${
      isNarrowed(query)
        ? html`<button type="button" class="quiet" @click=${() => narrow({ states: [], extractor: "", resource: "" })}>
          Show all
        </button>`
        : nothing
    }
  </form>`;
}

function toggled(words: readonly string[], word: string): string[] {
  return words.includes(word) ? words.filter((each) => each !== word) : [...words, word];
}
