import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ExtractorGroup } from "../api/types";
import { STATE_CHOICES } from "../format/states";
import { plural } from "../format/words";
import { stateIcon } from "../parts/icons";
import { isNarrowed, SORTS, type Choices, type Sort } from "./choices";
import { userOf } from "./narrowing";

/**
 * How the tab is looked at: folded or as one list, which jobs, in which order. For tests: `data-testid="view-extractors"`,
 * `"view-events"`, `"tab-<state's word>"`, `"tab-user"`, `"tab-text"`, `"tab-sort"`, `"tab-clear"`.
 */
export function tools(
  groups: readonly ExtractorGroup[],
  shown: number,
  choices: Choices,
  choose: (change: Partial<Choices>) => void,
): TemplateResult {
  const jobs = groups.flatMap((group) => group.jobs);
  const several = jobs.length > 1;
  return html`<form class="tab-tools" role="search" aria-label="Narrow the jobs" @submit=${(event: Event) => event.preventDefault()}>
    <span class="segments" role="group" aria-label="How they are shown">
      ${segment("extractors", "By extractor", choices, choose)} ${segment("events", "All events", choices, choose)}
    </span>
    ${several ? states(groups, choices, choose) : nothing} ${users(groups, choices, choose)}
    ${
      several || choices.text
        ? html`<label class="tab-text">
            <span class="unseen">Text in their messages, extractor or id</span>
            <input
              class="control"
              type="search"
              data-search
              data-testid="tab-text"
              placeholder="Find in these"
              autocomplete="off"
              spellcheck="false"
              .value=${live(choices.text)}
              @input=${(event: Event) => choose({ text: (event.target as HTMLInputElement).value.trim() })}
            />
          </label>`
        : nothing
    }
    ${
      isNarrowed(choices)
        ? html`<span class="muted" role="status">${shown} of ${plural(jobs.length, "job")}</span>
            <button
              type="button"
              class="quiet"
              data-testid="tab-clear"
              @click=${() => choose({ states: [], user: "", text: "" })}
            >
              Show all
            </button>`
        : nothing
    }
    ${several ? sort(choices, choose) : nothing}
  </form>`;
}

function segment(
  view: Choices["view"],
  words: string,
  choices: Choices,
  choose: (change: Partial<Choices>) => void,
): TemplateResult {
  return html`<button
    type="button"
    aria-pressed=${choices.view === view}
    data-testid="view-${view}"
    @click=${() => choose({ view })}
  >
    ${words}
  </button>`;
}

/** Only those that some job is in, so that the line stays short. */
function states(
  groups: readonly ExtractorGroup[],
  choices: Choices,
  choose: (change: Partial<Choices>) => void,
): TemplateResult | typeof nothing {
  const jobs = groups.flatMap((group) => group.jobs);
  const counted = STATE_CHOICES.map((choice) => ({
    ...choice,
    count: jobs.filter((job) => choice.states.includes(job.state)).length,
  })).filter(({ word, count }) => count > 0 || choices.states.includes(word));
  if (counted.length < 2 && choices.states.length === 0) {
    return nothing;
  }
  return html`<span class="states" role="group" aria-label="States"
    >${counted.map(({ word, look, count }) => {
      const on = choices.states.includes(word);
      return html`<button
        type="button"
        class="chip look-${look}"
        aria-pressed=${on}
        data-testid="tab-${word}"
        @click=${() => choose({ states: on ? choices.states.filter((each) => each !== word) : [...choices.states, word] })}
      >
        ${stateIcon(look)}<span>${word}</span><span class="count">${count}</span>
      </button>`;
    })}</span
  >`;
}

function users(
  groups: readonly ExtractorGroup[],
  { user }: Choices,
  choose: (change: Partial<Choices>) => void,
): TemplateResult | typeof nothing {
  const known = new Set(groups.flatMap((group) => group.jobs.map(userOf)).filter((name) => name !== ""));
  if (known.size < 2 && !user) {
    return nothing;
  }
  return html`<label>
    <span class="unseen">By whom</span>
    <select
      class="control"
      data-testid="tab-user"
      @change=${(event: Event) => choose({ user: (event.target as HTMLSelectElement).value })}
    >
      <option value="">Everybody</option>
      ${[...new Set([...known, ...(user ? [user] : [])])]
        .sort((a, b) => a.localeCompare(b))
        .map((name) => html`<option value=${name} ?selected=${name === user}>${name}</option>`)}
    </select>
  </label>`;
}

function sort(choices: Choices, choose: (change: Partial<Choices>) => void): TemplateResult {
  const offered = choices.view === "events" ? SORTS.filter(([each]) => each !== "longest") : SORTS;
  return html`<label class="tab-sort">
    <span class="unseen">Order</span>
    <select
      class="control"
      data-testid="tab-sort"
      @change=${(event: Event) => choose({ sort: (event.target as HTMLSelectElement).value as Sort })}
    >
      ${offered.map(([each, words]) => html`<option value=${each} ?selected=${each === choices.sort}>${words}</option>`)}
    </select>
  </label>`;
}

