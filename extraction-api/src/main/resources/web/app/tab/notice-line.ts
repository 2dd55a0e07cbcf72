import { html, type TemplateResult } from "lit";
import type { Notice } from "../format/notice";

/** What happened, and what comes next. */
export function noticeLine(notice: Notice): TemplateResult {
  return html`<p class="notice tone-${notice.tone}" data-testid="notice">
    <span class="cause">${notice.cause}</span> <span class="next">${notice.next}</span>
  </p>`;
}
