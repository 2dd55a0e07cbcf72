import { html, nothing, svg, type PropertyDeclarations, type TemplateResult } from "lit";
import { everySecond, now } from "../api/clock";
import type { Attempt, Job } from "../api/types";
import { duration, precisionNote, span, wholeSeconds } from "../format/durations";
import { waited as waitedFor } from "../format/waits";
import { attemptFace, isUnfinished } from "../format/states";
import { exact, moment, timeOfDay } from "../format/times";
import { causeText, clause, leftOut, tries } from "../format/words";
import { caret, stateMark } from "../parts/icons";
import { Plain } from "../parts/plain";
import { timeline, type Stretch, type Timeline } from "./lanes";

/** So many attempts are drawn unasked: the first ones and the last. */
const HEAD = 3;
const TAIL = 7;
/** Thinner than this cannot be seen. */
const LEAST_PERCENT = 0.35;

/**
 * How a job's time went: waiting and running on one line, its attempts on lines of the same scale, and a
 * table of the same. For tests: `data-testid="timeline"`, in it `"timeline-attempt"` with `data-number`.
 */
export class JobTimeline extends Plain {
  static override properties: PropertyDeclarations = {
    job: { attribute: false },
    whole: { state: true },
    asTable: { state: true },
  };
  declare job: Job;
  declare whole: boolean;
  declare asTable: boolean;
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = everySecond(() => isUnfinished(this.job.state) && this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render(): TemplateResult {
    const drawn = timeline(this.job, now());
    const several = drawn.attempts.length > 1;
    return html`<section class="timeline" aria-label="How its time went" data-testid="timeline">
      <div class="lane-row">
        <span class="lane-label muted">${several ? "In all" : "Time"}</span>
        ${lane(drawn, drawn.phases, "phase")}
        <span class="lane-end num">${this.legend(drawn)}</span>
      </div>
      ${several ? this.attempts(drawn) : nothing}
      <div class="lane-row axis muted">
        <span></span>
        <span class="axis-ends" aria-hidden="true"
          ><span>${moment(iso(drawn.from), now())}</span
          ><span>${isUnfinished(this.job.state) ? "now" : ended(drawn)}</span></span
        >
        <span class="lane-end"
          ><button type="button" class="quiet fold-table" aria-expanded=${this.asTable === true} @click=${this.toggleTable}>
            ${caret()}As a table
          </button></span
        >
      </div>
      ${this.asTable ? this.table() : nothing}
    </section>`;
  }

  private toggleTable(): void {
    this.asTable = !this.asTable;
  }

  private legend({ phases }: Timeline): TemplateResult {
    const sum = (what: string): number =>
      phases.filter((phase) => phase.what === what).reduce((all, phase) => all + phase.to - phase.from, 0);
    const { running } = this.job;
    const waiting = waitedFor(this.job);
    const several = this.job.attempts.length > 1 || isUnfinished(this.job.state);
    const word = (millis: number): string => (isUnfinished(this.job.state) ? wholeSeconds(millis) : duration(millis));
    const waited = waiting && !several ? span(waiting) : word(sum("waited"));
    const ran = running && !several ? span(running) : word(sum("ran"));
    return html`${
      phases.some((phase) => phase.what === "waited")
        ? html`<span class="key key-waited" title=${waiting ? `First start: ${precisionNote(waiting)}` : nothing}>waited ${waited}</span>`
        : nothing
    }
    ${
      phases.some((phase) => phase.what === "ran")
        ? html`<span class="key key-ran" title=${running && !several ? precisionNote(running) : nothing}>ran ${ran}</span>`
        : nothing
    }`;
  }

  private attempts(drawn: Timeline): TemplateResult[] {
    const { attempts } = drawn;
    const all = this.whole || attempts.length <= HEAD + TAIL + 1;
    const between = attempts.length - HEAD - TAIL;
    return attempts.map((each, index) => {
      if (!all && index >= HEAD && index < attempts.length - TAIL) {
        return index === HEAD
          ? html`<div class="lane-row">
              <span></span
              ><button type="button" class="quiet lane-more" @click=${() => (this.whole = true)}>
                Show ${between} attempts between
              </button>
            </div>`
          : html``;
      }
      return attemptLane(drawn, each.attempt, each.stretch);
    });
  }

  private table(): TemplateResult {
    const job = this.job;
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Attempts">
      <table class="data" data-testid="timeline-table">
        <caption class="unseen">
          Attempts${leftOut(job) ? `: ${leftOut(job)}` : ""}
        </caption>
        <thead>
          <tr>
            <th scope="col">Attempt</th>
            <th scope="col">Why</th>
            <th scope="col">Started</th>
            <th scope="col">Ended</th>
            <th scope="col" class="num">Ran</th>
            <th scope="col">How it ended</th>
            <th scope="col">Message</th>
          </tr>
        </thead>
        <tbody>
          ${job.attempts.map(
            (attempt) =>
              html`<tr>
                <th scope="row" class="num">${attempt.number}</th>
                <td>${causeText(attempt)}</td>
                <td>${when(attempt.startedAt, attempt.startedAfter)}</td>
                <td>${when(attempt.endedAt, attempt.endedAfter)}</td>
                <td class="num">
                  ${attempt.running ? html`<span title=${precisionNote(attempt.running)}>${span(attempt.running)}</span>` : nothing}
                </td>
                <td>${stateMark(attemptFace(attempt.state))}</td>
                <td class="text">${clause(attempt.message ?? "")}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${tries(job) > job.attempts.length ? html`<p class="muted">Kept in full: ${leftOut(job)}.</p>` : nothing}
    </div>`;
  }
}

function attemptLane(drawn: Timeline, attempt: Attempt, stretch: Stretch | undefined): TemplateResult {
  return html`<div class="lane-row" data-testid="timeline-attempt" data-number=${attempt.number}>
    <span class="lane-label" title=${attempt.message ?? nothing}
      >Attempt ${attempt.number} <span class="muted">${causeText(attempt)}</span></span
    >
    ${lane(drawn, stretch ? [stretch] : [], "try")}
    <span class="lane-end"
      >${stateMark(attemptFace(attempt.state))}
      <span class="muted num" title=${attempt.running ? precisionNote(attempt.running) : nothing}
        >${attempt.running ? span(attempt.running) : nothing}</span
      ></span
    >
  </div>`;
}

/** One line of the drawing. The words stand beside it, and in the table. */
function lane({ from, to }: Timeline, stretches: readonly Stretch[], kind: string): TemplateResult {
  const whole = Math.max(1, to - from);
  return html`<svg class="lane" height="12" aria-hidden="true" focusable="false">
    <line x1="0" x2="100%" y1="6" y2="6" class="lane-line" />
    ${stretches.map((stretch) => {
      const width = Math.max(LEAST_PERCENT, ((stretch.to - stretch.from) / whole) * 100);
      const x = Math.min(100 - width, ((stretch.from - from) / whole) * 100);
      return svg`<rect class="${kind}-${stretch.look}" x="${x.toFixed(3)}%" y="2" width="${width.toFixed(3)}%" height="8" rx="1"><title>${note(stretch)}</title></rect>`;
    })}
  </svg>`;
}

const note = ({ what, from, to }: Stretch): string =>
  `${what} ${duration(to - from)}, ${exact(iso(from))} to ${timeOfDay(iso(to))}`;

/** A time; that it was not before another is all that is known of some. */
function when(instant: string | undefined, notBefore: string | undefined): TemplateResult | typeof nothing {
  if (!instant) {
    return nothing;
  }
  const doubt = notBefore ? `; read late: it may have been as early as ${exact(notBefore)}` : "";
  return html`<time datetime=${instant} title=${exact(instant) + doubt}
    >${notBefore ? "by " : ""}${moment(instant, now())}</time
  >`;
}

function ended({ from, to }: Timeline): string {
  return to - from < 1000 ? `+ ${duration(to - from)}` : moment(iso(to), now());
}

const iso = (millis: number): string => new Date(millis).toISOString();

customElements.define("tb-job-timeline", JobTimeline);
