import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { ACTIONS } from "./words";

/** What the list is narrowed to; it lives in the address. */
export interface AuditQuery {
  by: string;
  action: string;
  target: string;
}

const NAMES = ["by", "action", "target"] as const;

export function readAuditQuery(search: string): AuditQuery {
  const params = new URLSearchParams(search);
  return { by: params.get("by") ?? "", action: params.get("action") ?? "", target: params.get("target") ?? "" };
}

export function auditAddress(query: AuditQuery): string {
  const text = given(query).toString();
  return text ? `/ui/audit?${text}` : "/ui/audit";
}

export function auditPath(query: AuditQuery, cursor?: string): string {
  const params = given(query);
  if (cursor) {
    params.set("cursor", cursor);
  }
  return `/v1/audit?${params.toString()}`;
}

function given(query: AuditQuery): URLSearchParams {
  return new URLSearchParams(NAMES.filter((name) => query[name] !== "").map((name): [string, string] => [name, query[name]]));
}

/** For tests: `data-testid="audit-by"`, `"audit-action"`, `"audit-target"`. */
export function auditFilters(query: AuditQuery, narrow: (change: Partial<AuditQuery>) => void): TemplateResult {
  const text = (name: "by" | "target", label: string, hint: string): TemplateResult => html`<label class="search">
    <span class="unseen">${label}</span>
    <input
      type="search"
      ?data-search=${name === "by"}
      data-testid="audit-${name}"
      placeholder=${hint}
      autocomplete="off"
      spellcheck="false"
      .value=${live(query[name])}
      @change=${(event: Event) => narrow({ [name]: (event.target as HTMLInputElement).value.trim() })}
    />
  </label>`;
  return html`<form class="filters" role="search" aria-label="Narrow the audit" @submit=${(event: Event) => event.preventDefault()}>
    ${text("by", "Who did it, by id", "who, by id")}
    <label class="choose">
      <span class="unseen">What was done</span>
      <select data-testid="audit-action" @change=${(event: Event) => narrow({ action: (event.target as HTMLSelectElement).value })}>
        <option value="">anything</option>
        ${Object.entries(ACTIONS).map(([value, words]) => html`<option value=${value} ?selected=${query.action === value}>${words}</option>`)}
      </select>
    </label>
    ${text("target", "To what, such as job/ID", "to what: job/ID")}
    ${
      NAMES.some((name) => query[name] !== "")
        ? html`<button type="button" class="quiet" @click=${() => narrow({ by: "", action: "", target: "" })}>Show all</button>`
        : nothing
    }
  </form>`;
}
