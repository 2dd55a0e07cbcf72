import { html, nothing, type TemplateResult } from "lit";
import type { Attempt } from "../api/types";
import { precisionNote, span } from "../format/durations";
import { attemptFace } from "../format/states";
import type { Step } from "../format/steps";
import { causeText, clause, eventText } from "../format/words";
import { stateMark } from "../parts/icons";
import "../parts/since";

/** One run of a job: its number, why it was made, how it ended; its own words unless an event tells them. */
export function attemptLine(attempt: Attempt, events: readonly Step[]): TemplateResult {
  const told = events.some(({ event }) => eventText(event).includes(attempt.message ?? ""));
  return html`<li class="attempt" data-testid="attempt" data-number=${attempt.number}>
    <span class="attempt-number">Attempt ${attempt.number}</span>
    <span class="muted">${causeText(attempt)}</span>
    ${stateMark(attemptFace(attempt.state))}
    <span class="muted num">${ran(attempt)}</span>
    ${attempt.message && !told ? html`<span class="attempt-message" title=${attempt.message}>${clause(attempt.message)}</span>` : nothing}
  </li>`;
}

function ran(attempt: Attempt): TemplateResult | typeof nothing {
  if (attempt.running) {
    return html`<span title=${precisionNote(attempt.running)}>ran ${span(attempt.running)}</span>`;
  }
  return attempt.state === "RUNNING" && attempt.startedAt
    ? html`for <tb-since from=${attempt.startedAt}></tb-since>`
    : nothing;
}
