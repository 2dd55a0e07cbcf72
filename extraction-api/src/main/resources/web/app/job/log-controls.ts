import { html, nothing, type TemplateResult } from "lit";
import type { Api } from "../api/client";
import type { Job, Level } from "../api/types";
import { jobPath } from "../format/links";
import { isUnfinished } from "../format/states";
import { plural } from "../format/words";
import type { Narrowing } from "./log-book";

const LEVELS: ReadonlyArray<readonly [level: Level | "", words: string]> = [
  ["", "Everything"],
  ["LIFECYCLE", "Its life only"],
  ["WARNING", "Warnings and errors"],
  ["ERROR", "Errors"],
];

/** A reader who types is not asked to wait for each letter. */
const TYPING_MILLIS = 300;
let typing: ReturnType<typeof setTimeout> | undefined;

export interface Controls {
  job: Job;
  api: Api;
  narrowing: Narrowing;
  following: boolean;
  narrow: (change: Partial<Narrowing>) => void;
  follow: (on: boolean) => void;
  first: (() => void) | undefined;
  last: (() => void) | undefined;
}

/** What is above the log: how many lines, which of them, where to, and the whole to take away. */
export function logControls(controls: Controls): TemplateResult {
  const { job, narrowing, narrow } = controls;
  return html`<form class="log-controls" role="search" aria-label="Narrow the log" @submit=${typed(controls, 0)}>
    <h2>Log</h2>
    <span class="muted num">${job.updates === undefined ? nothing : plural(job.updates, "event")}</span>
    <label>
      <span class="unseen">How much it matters</span>
      <select
        data-testid="log-level"
        @change=${(event: Event) => narrow({ level: (event.target as HTMLSelectElement).value as Level | "" })}
      >
        ${LEVELS.map(
          ([level, words]) => html`<option value=${level} ?selected=${level === narrowing.level}>${words}</option>`,
        )}
      </select>
    </label>
    ${job.attempts.length > 1 ? attempts(controls) : nothing}
    <label class="log-text">
      <span class="unseen">Text in the log</span>
      <input
        type="search"
        name="text"
        data-search
        data-testid="log-text"
        placeholder="Find in the log"
        autocomplete="off"
        spellcheck="false"
        @input=${typed(controls, TYPING_MILLIS)}
      />
    </label>
    <span class="log-moves">
      ${controls.first ? html`<button type="button" class="quiet" data-testid="log-first" @click=${controls.first}>To the beginning</button>` : nothing}
      ${controls.last ? html`<button type="button" class="quiet" data-testid="log-last" @click=${controls.last}>To the end</button>` : nothing}
      ${isUnfinished(job.state) ? follow(controls) : nothing} ${downloads(controls)}
    </span>
  </form>`;
}

function follow({ following, follow: set }: Controls): TemplateResult {
  return html`<button
    type="button"
    class="switch"
    role="switch"
    aria-checked=${following}
    data-testid="log-follow"
    title="Keep the newest line in sight"
    @click=${() => set(!following)}
  >
    <span class="switch-knob" aria-hidden="true"></span>Follow
  </button>`;
}

/** The log as it is narrowed. */
function downloads({ job, api, narrowing }: Controls): TemplateResult {
  const link = (format: string): string => {
    const query = new URLSearchParams({ format });
    for (const [name, value] of Object.entries(narrowing) as [string, string][]) {
      if (value) {
        query.set(name, value);
      }
    }
    return api.url(jobPath(job.id, `/log?${query.toString()}`));
  };
  return html`<span class="downloads"
    ><span class="muted">Download</span>
    <a href=${link("text")} download data-testid="log-download-text">text</a>
    <a href=${link("ndjson")} download data-testid="log-download-ndjson">NDJSON</a></span
  >`;
}

function attempts({ job, narrowing, narrow }: Controls): TemplateResult {
  return html`<label>
    <span class="unseen">Attempt</span>
    <select @change=${(event: Event) => narrow({ attempt: (event.target as HTMLSelectElement).value })}>
      <option value="">All attempts</option>
      ${job.attempts.map(
        ({ number }) =>
          html`<option value=${number} ?selected=${String(number) === narrowing.attempt}>Attempt ${number}</option>`,
      )}
    </select>
  </label>`;
}

function typed({ narrowing, narrow }: Controls, after: number): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    clearTimeout(typing);
    const form = (event.currentTarget as HTMLElement).closest("form");
    typing = setTimeout(() => {
      const text = form?.querySelector<HTMLInputElement>("[name=text]")?.value.trim() ?? "";
      if (text !== narrowing.text) {
        narrow({ text });
      }
    }, after);
  };
}
