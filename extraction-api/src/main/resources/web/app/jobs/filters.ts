import { html, nothing, type TemplateResult } from "lit";
import type { JobCounts } from "../api/types";
import { STATE_CHOICES } from "../format/states";
import { stateIcon } from "../parts/icons";
import { chosen } from "./chosen";
import { isNarrowed, PERIODS, words, type Query } from "./query";
import { asTyped } from "./typed";

export interface Filters {
  query: Query;
  counts: JobCounts | undefined;
  /** Whether the form with all filters is open. */
  open: boolean;
  narrow: (change: Query) => void;
  type: (text: string) => void;
  toggle: () => void;
  clear: () => void;
}

/**
 * The lines above the list: states, what is searched for, when; what else is chosen. For tests:
 * `data-testid="filter-<state's word>"`, `"search"`, `"filter-since"`, `"more-filters"`, `"chosen"` with `data-name`.
 */
export function filters(all: Filters): TemplateResult {
  const { query } = all;
  const others = chosen(query);
  return html`<form class="filters" role="search" aria-label="Narrow the jobs" @submit=${submitted(all)}>
      <div class="states" role="group" aria-label="States">${STATE_CHOICES.map((choice) => stateChip(choice, all))}</div>
      <label class="search">
        <span class="unseen">Search: a message, file/ID, dataset/ID, job/ID, ran&gt;10s</span>
        <input
          type="search"
          name="search"
          data-search
          data-testid="search"
          placeholder="Message, file/ID, ran>10s …"
          title="${all.open ? "" : "Under “Filters” is what can be typed here"}"
          autocomplete="off"
          spellcheck="false"
          .value=${asTyped(query)}
          @change=${submitted(all)}
        />
      </label>
      ${period(all)}
      <button
        type="button"
        class="button small-button"
        aria-expanded=${all.open}
        aria-controls="all-filters"
        data-testid="more-filters"
        @click=${all.toggle}
      >
        Filters
      </button>
    </form>
    ${
      others.length > 0 || isNarrowed(query)
        ? html`<p class="chosen-filters">
          ${others.map(
            ({ name, said, rest }) =>
              html`<button
                type="button"
                class="chip chosen"
                data-testid="chosen"
                data-name=${name}
                title="No longer narrow to it"
                @click=${() => all.narrow(rest)}
              >
                <span>${said}</span><span aria-hidden="true">×</span>
              </button>`,
          )}
          <button type="button" class="quiet" data-testid="clear" @click=${all.clear}>Show all jobs</button>
        </p>`
        : nothing
    }`;
}

function stateChip(choice: (typeof STATE_CHOICES)[number], { query, counts, narrow }: Filters): TemplateResult {
  const { word, look, states } = choice;
  const on = words(query.state).includes(word);
  const found = counts?.facets["state"];
  const count = found
    ?.filter((each) => states.some((state) => state === each.value))
    .reduce((sum, each) => sum + each.count, 0);
  return html`<button
    type="button"
    class="chip look-${look}"
    aria-pressed=${on}
    data-testid="filter-${word}"
    title=${counts && !counts.complete ? `Of the newest ${counts.counted.toLocaleString("en")}` : nothing}
    @click=${() => narrow({ state: toggled(words(query.state), word).join(",") })}
  >
    ${stateIcon(look)}<span>${word}</span>${count === undefined ? nothing : html`<span class="count">${short(count)}</span>`}
  </button>`;
}

function period({ query, narrow }: Filters): TemplateResult {
  const custom = Boolean(query.from ?? query.to) && !query.since;
  return html`<label>
    <span class="unseen">Submitted</span>
    <select
      class="control"
      data-testid="filter-since"
      @change=${(event: Event) => {
        const value = (event.target as HTMLSelectElement).value;
        if (value !== "custom") {
          narrow({ since: value, from: "", to: "" });
        }
      }}
    >
      <option value="" ?selected=${!query.since && !custom}>Any time</option>
      ${PERIODS.map(([value, said]) => html`<option value=${value} ?selected=${query.since === value}>${said}</option>`)}
      ${custom ? html`<option value="custom" selected>From … to …</option>` : nothing}
    </select>
  </label>`;
}

function submitted({ type }: Filters): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    const form = (event.currentTarget as HTMLElement).closest("form");
    type(form?.querySelector<HTMLInputElement>("[name=search]")?.value ?? "");
  };
}

/** 812, 4,120, 12 k: a chip has little room. */
function short(count: number): string {
  return count < 10_000 ? count.toLocaleString("en") : `${Math.floor(count / 1000)} k`;
}

function toggled(list: readonly string[], word: string): string[] {
  return list.includes(word) ? list.filter((each) => each !== word) : [...list, word];
}
