import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

/** Above a list: what it can be narrowed by, and the way back to all. */
export function filterForm(label: string, fields: TemplateResult, showAll: (() => void) | undefined): TemplateResult {
  return html`<form class="filters" role="search" aria-label=${label} @submit=${(event: Event) => event.preventDefault()}>
    ${fields} ${showAll ? html`<button type="button" class="quiet" data-testid="show-all" @click=${showAll}>Show all</button>` : nothing}
  </form>`;
}

/** One of what there is, each with how many; pressed again it is let go. */
export function chips(
  label: string,
  counts: Readonly<Record<string, number>>,
  chosen: string,
  look: (value: string) => { words: string; testid: string },
  choose: (value: string) => void,
): TemplateResult {
  const known = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  const all: [string, number][] = !chosen || chosen in counts ? known : [...known, [chosen, 0]];
  return html`<div class="states" role="group" aria-label=${label}>
    ${all.map(([value, count]) => {
      const { words, testid } = look(value);
      const on = value === chosen;
      return html`<button type="button" class="chip" aria-pressed=${on} data-testid=${testid} @click=${() => choose(on ? "" : value)}>
        <span>${words}</span><span class="muted">${count.toLocaleString("en")}</span>
      </button>`;
    })}
  </div>`;
}

export interface TextField {
  testid: string;
  label: string;
  hint: string;
  value: string;
  /** Where `/` leads. */
  first?: boolean;
}

/** A text that is looked for once it is whole: when Enter is pressed, or the field left. */
export function textField({ testid, label, hint, value, first = true }: TextField, changed: (text: string) => void): TemplateResult {
  return html`<label class="search">
    <span class="unseen">${label}</span>
    <input
      type="search"
      ?data-search=${first}
      data-testid=${testid}
      placeholder=${hint}
      autocomplete="off"
      spellcheck="false"
      .value=${live(value)}
      @change=${(event: Event) => changed((event.target as HTMLInputElement).value.trim())}
    />
  </label>`;
}

/** One of a few, the first of which may be all. */
export function choice(
  { testid, label, value }: { testid: string; label: string; value: string },
  choices: ReadonlyArray<readonly [value: string, words: string]>,
  choose: (value: string) => void,
): TemplateResult {
  return html`<label class="choose">
    <span class="unseen">${label}</span>
    <select data-testid=${testid} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${choices.map(([each, words]) => html`<option value=${each} ?selected=${each === value}>${words}</option>`)}
    </select>
  </label>`;
}
