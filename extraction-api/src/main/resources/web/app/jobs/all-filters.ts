import { html, nothing, type TemplateResult } from "lit";
import type { Filters } from "./filters";
import { instant, type Name, type Query } from "./query";
import { SYNTAX } from "./typed";

type Choice = readonly [value: string, said: string];

const HOWS: readonly Choice[] = [
  ["", "Any way"],
  ["upload", "By upload"],
  ["manual", "By hand"],
  ["rerun", "As a re-run"],
];
const IDENTITIES: readonly Choice[] = [
  ["", "With or without"],
  ["given", "With a job id"],
  ["inferred", "Past runs without one"],
];
const TROUBLES: readonly Choice[] = [
  ["", "Doubted or not"],
  ["stalled,suspect", "Stalled or suspect"],
  ["stalled", "Stalled"],
  ["suspect", "Suspect"],
  ["looping", "Looping"],
];

const SORTS: readonly Choice[] = [
  ["", "Newest first"],
  ["createdAt", "Oldest first"],
  ["-elapsed", "Longest run first"],
  ["elapsed", "Shortest run first"],
  ["-waiting", "Longest wait first"],
  ["waiting", "Shortest wait first"],
];

/** All filters as one form, and what can be typed instead. For tests: `data-testid="all-filters"`; its fields by name. */
export function allFilters(all: Filters): TemplateResult {
  const { query, counts } = all;
  return html`<section class="all-filters" id="all-filters" aria-label="All filters" data-testid="all-filters">
    <form
      class="filter-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        all.narrow(values(event.currentTarget as HTMLFormElement));
      }}
    >
      ${field("Extractor", "extractor", query, "extractors-known")} ${field("Version", "version", query)}
      ${field("User id", "user", query, "users-known")} ${field("Dataset", "dataset", query)}
      ${choice("Submitted", "how", query, HOWS)} ${choice("Job id", "identity", query, IDENTITIES)}
      ${field("Ran at least", "minElapsed", query, "", "10s")} ${field("Ran at most", "maxElapsed", query, "", "2min")}
      ${field("Waited at least", "minWaiting", query, "", "30s")}
      ${field("Attempts, at least", "minAttempts", query, "", "2", "numeric")}
      ${choice("In order", "sort", query, SORTS)} ${moment("From", "from", query)} ${moment("Before", "to", query)} ${choice("Doubt", "trouble", query, TROUBLES)}
      <button class="button primary" data-testid="apply-filters">Show these</button>
      ${known("extractors-known", counts?.facets["extractor"])} ${known("users-known", counts?.facets["user"])}
    </form>
    <div class="syntax">
      <h2>In the search field, too</h2>
      <dl>${SYNTAX.map(([typed, meaning]) => html`<dt><code>${typed}</code></dt><dd>${meaning}</dd>`)}</dl>
    </div>
  </section>`;
}

function field(
  label: string,
  name: Name,
  query: Query,
  list = "",
  example = "",
  mode: "text" | "numeric" = "text",
): TemplateResult {
  return html`<label>
    <span>${label}</span>
    <input
      class="control"
      name=${name}
      .value=${query[name] ?? ""}
      list=${list || nothing}
      placeholder=${example || nothing}
      inputmode=${mode}
      autocomplete="off"
      spellcheck="false"
    />
  </label>`;
}

function choice(label: string, name: Name, query: Query, choices: readonly Choice[]): TemplateResult {
  return html`<label>
    <span>${label}</span>
    <select class="control" name=${name}>
      ${choices.map(
        ([value, said]) =>
          html`<option value=${value} ?selected=${value.toLowerCase() === (query[name]?.toLowerCase() ?? "")}>${said}</option>`,
      )}
    </select>
  </label>`;
}

/** A moment in the reader's zone. */
function moment(label: string, name: Name, query: Query): TemplateResult {
  return html`<label>
    <span>${label}</span>
    <input class="control" type="datetime-local" name=${name} .value=${local(query[name])} />
  </label>`;
}

function known(id: string, values: { value: string }[] | undefined): TemplateResult {
  return html`<datalist id=${id}>${values?.map(({ value }) => html`<option value=${value}></option>`)}</datalist>`;
}

function values(form: HTMLFormElement): Query {
  const change: Query = {};
  for (const [name, value] of new FormData(form)) {
    change[name as Name] = String(value).trim();
  }
  for (const name of ["from", "to"] as const) {
    change[name] = instant(change[name]) ?? "";
  }
  return change.from || change.to ? { ...change, since: "" } : change;
}

function local(text: string | undefined): string {
  const at = instant(text);
  if (!at) {
    return "";
  }
  const then = new Date(at);
  return new Date(then.getTime() - then.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
