import { html, type TemplateResult } from "lit";

/** Where rows will be. The style sheet shows it only once 200 ms have passed without an answer. */
export function skeleton(rows: number): TemplateResult {
  return html`<div class="skeleton" aria-busy="true">
    <span class="unseen" role="status">Loading</span>
    ${Array.from({ length: rows }, () => html`<div class="skeleton-row"><i></i><i></i><i></i><i></i></div>`)}
  </div>`;
}
