import { html, nothing, type TemplateResult } from "lit";
import { steps, whenOf } from "../format/steps";
import { timeOfDayMillis } from "../format/times";
import { eventText } from "../format/words";
import type { Folds } from "../parts/folds";
import { stateIcon } from "../parts/icons";
import { longText } from "../parts/long-text";
import { delta, deltaNote, lookOf, whenNote } from "../tab/event-line";
import type { Sheet } from "./log-book";

export interface LineSettings {
  attempts: boolean;
  folds: Folds;
  /** The event that the address names. */
  marked: string;
}

/** The lines of a sheet. For tests: `data-testid="log-line"` with `data-id`. */
export function logLines(sheet: Sheet, settings: LineSettings): TemplateResult[] {
  const all = steps(sheet.before ? [sheet.before, ...sheet.events] : sheet.events);
  return (sheet.before ? all.slice(1) : all).map((step) => {
    const { event } = step;
    const look = lookOf(event);
    const when = whenOf(event);
    return html`<li
      class="log-line ${look ? `look-${look}` : ""} ${event.id === settings.marked ? "marked" : ""}"
      data-testid="log-line"
      data-id=${event.id}
    >
      <span class="log-said"
        ><a class="log-time" href="#event-${encodeURIComponent(event.id)}" title=${whenNote(step)}
          ><time datetime=${when}>${timeOfDayMillis(when)}</time></a
        >${settings.attempts ? html`<span class="log-attempt">${event.attempt ? `#${event.attempt}` : nothing}</span>` : nothing}<span
          class="event-text"
          >${look ? stateIcon(look) : nothing}${longText(eventText(event), `log:${event.id}`, settings.folds)}</span
        ></span
      >
      <span class="delta" title=${step.millis === undefined ? nothing : deltaNote(step)}
        >${step.millis === undefined ? nothing : delta(step.millis)}</span
      >
    </li>`;
  });
}
