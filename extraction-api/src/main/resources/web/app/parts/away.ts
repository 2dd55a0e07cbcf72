import { html, nothing, type TemplateResult } from "lit";

/** The quiet line while no answer comes; what was shown stays. */
export function awayLine(reachable: boolean): TemplateResult {
  return html`<p class="away" role="status" data-testid="away">
    ${reachable ? nothing : html`<span>Cannot reach the board; trying again.</span>`}
  </p>`;
}
