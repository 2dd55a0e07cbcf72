import { html, nothing, svg, type TemplateResult } from "lit";
import type { JobEvent, TabJob } from "../api/types";
import { duration } from "../format/durations";
import type { Look } from "../format/states";
import { whenOf, type Step } from "../format/steps";
import { exact, timeOfDay } from "../format/times";
import { eventText } from "../format/words";
import type { Folds } from "../parts/folds";
import { stateIcon } from "../parts/icons";
import { longText } from "../parts/long-text";
import "../parts/since";

const BAR_WIDTH = 96;
/** Shorter steps than this are no news; a bar for each would be noise. */
const WORTH_A_BAR_MILLIS = 50;

const LOOKS: Record<string, Look> = {
  SUCCEEDED: "succeeded",
  SKIPPED: "skipped",
  ERROR: "failed",
  RETRIED: "stalled",
  CANCELLED: "cancelled",
  LOST: "lost",
  STALLED: "stalled",
  SUSPECT: "stalled",
  LOOPING: "failed",
};

/** How an update is to be looked at, where it is more than a word of progress. */
export const lookOf = (event: JobEvent): Look | undefined => LOOKS[event.event];

/** One update: when, what it said, how long after the one before. */
export function eventLine(step: Step, scale: number, job: TabJob, folds: Folds): TemplateResult {
  const { event } = step;
  const look = LOOKS[event.event];
  const when = whenOf(event);
  return html`<li class="event ${look ? `look-${look}` : ""}" data-testid="event" data-job=${job.id}>
    <time datetime=${when} title=${whenNote(step)}>${timeOfDay(when)}</time>
    <span class="event-text"
      >${look ? stateIcon(look) : nothing}${longText(eventText(event), `text:${event.id}`, folds)}</span
    >
    ${
      step.millis === undefined
        ? html`<span class="delta"></span><span></span>`
        : html`<span class="delta" title=${deltaNote(step)}>${delta(step.millis)}</span>${stepBar(step.millis, scale)}`
    }
  </li>`;
}

/** The step that is not over yet, of a running job. */
export function tailLine(since: string): TemplateResult {
  return html`<li class="event now-line">
    <span class="muted">now</span><span class="muted">still running</span>
    <span class="delta">+<tb-since from=${since}></tb-since></span>
    <span></span>
  </li>`;
}

function stepBar(millis: number, scale: number): TemplateResult {
  const width = scale > 0 && millis >= WORTH_A_BAR_MILLIS ? Math.max(2, (millis / scale) * BAR_WIDTH) : 0;
  return html`<svg class="step-bar" width=${BAR_WIDTH} height="8" aria-hidden="true" focusable="false">
    ${width > 0 ? svg`<rect y="1" width=${width.toFixed(1)} height="6" rx="1" />` : nothing}
  </svg>`;
}

export function delta(millis: number): string {
  const text = duration(millis);
  return text.startsWith("<") ? text : `+${text}`;
}

export function whenNote({ event }: Step): string {
  const ours = `Received ${exact(event.receivedAt)}`;
  return event.claimedAt ? `${ours}; the extractor's own clock said ${event.claimedAt}` : ours;
}

export function deltaNote(step: Step): string {
  return step.coarse
    ? "After the update before it, by the extractor's own clock: right to about a second"
    : `${(step.millis ?? 0).toLocaleString("en")} ms after the update before it`;
}
