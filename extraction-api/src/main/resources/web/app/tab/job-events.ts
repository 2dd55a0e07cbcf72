import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { Api } from "../api/client";
import { atMostEvery } from "../api/frames";
import { EventTail, readEvents, together } from "../api/job-events";
import type { Attempt, JobEvent, TabJob } from "../api/types";
import { jobPage } from "../format/links";
import { runningSince } from "../format/notices";
import { isUnfinished } from "../format/states";
import { byAttempt, longest, steps, type Step } from "../format/steps";
import { droppedText, leftOut, plural } from "../format/words";
import type { Folds } from "../parts/folds";
import { Plain } from "../parts/plain";
import { attemptLine } from "./attempt-line";
import { eventLine, tailLine } from "./event-line";

/** As many of one long story as are shown unasked; of a running job they slide. */
const TAIL = 20;
/** As many events as the tab's answer holds of a job, at least. */
const LATEST = 20;
const NEWS_MILLIS = 250;
/** What a page can show and a person can read. */
const MOST = 2000;

/** The events of a job, under its attempts where it had more than one. */
export class JobEvents extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    job: { attribute: false },
    folds: { attribute: false },
    revision: { attribute: false },
    earlier: { state: true },
    loading: { state: true },
  };
  declare api: Api;
  declare job: TabJob;
  declare folds: Folds;
  declare revision: object;
  declare earlier: JobEvent[] | undefined;
  declare loading: "" | "busy" | "failed";

  private tailOf: EventTail | undefined;
  private readVersion = -1;
  private reading = false;
  private readonly news = atMostEvery(NEWS_MILLIS, () => void this.readNews());

  constructor() {
    super();
    this.loading = "";
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { version, eventsVersion = version } = this.job;
    // The stream tells of jobs and not of their events.
    if (changed.has("job") && version > Math.max(eventsVersion, this.readVersion)) {
      this.news();
    }
  }

  private async readNews(): Promise<void> {
    if (this.reading || !this.isConnected) {
      return;
    }
    this.reading = true;
    const { version } = this.job;
    this.tailOf ??= new EventTail(this.api, this.job.id, 2 * TAIL);
    try {
      await this.tailOf.read();
      this.readVersion = version;
    } catch {
      // The next news asks again, and so does the page itself now and then.
    }
    this.reading = false;
    this.requestUpdate();
    if (this.job.version > version) {
      this.news();
    }
  }

  protected override render(): TemplateResult {
    const known = this.events();
    if (known.length === 0 && this.reading) {
      return html`<p class="muted no-events">Reading its events …</p>`;
    }
    if (known.length === 0) {
      const words = isUnfinished(this.job.state)
        ? "Nothing was heard of it yet."
        : "None of its updates is kept here.";
      return html`<p class="muted no-events">${words}</p>`;
    }
    const attempts = this.job.attempts.length > 1;
    const all = steps(known);
    const shown = attempts || this.earlier ? all : all.slice(-TAIL);
    const scale = longest(shown);
    const line = (step: Step): TemplateResult => eventLine(step, scale, this.job, this.folds);
    return html`${this.earlierButton(known.length, shown.length)}
      <ol class="events">${attempts ? this.underAttempts(all, line) : shown.map(line)}${this.tail(all)}</ol>
      ${this.dropped()}`;
  }

  private underAttempts(all: Step[], line: (step: Step) => TemplateResult): TemplateResult[] {
    const groups = byAttempt(all);
    const known = new Set<number | undefined>(this.job.attempts.map((attempt) => attempt.number));
    const loose = [...groups].filter(([number]) => !known.has(number)).flatMap(([, group]) => group);
    const gap = gapAfter(this.job.attempts);
    const first = gap ? all.findIndex((step) => step.event.attempt === gap.number) : -1;
    const inGap = gap ? loose.filter((step) => all.indexOf(step) > first && first >= 0) : [];
    const early = loose.filter((step) => !inGap.includes(step));
    return [
      ...early.map(line),
      ...this.job.attempts.map((attempt: Attempt) => {
        const own = groups.get(attempt.number) ?? [];
        const between =
          attempt === gap
            ? html`<li class="attempt" data-testid="left-out"><span class="muted">Kept in full: ${leftOut(this.job)}</span></li>
                ${inGap.map(line)}`
            : nothing;
        return html`${attemptLine(attempt, own)}${own.map(line)}${between}`;
      }),
    ];
  }

  private dropped(): TemplateResult | typeof nothing {
    const words = droppedText(this.job);
    return words ? html`<p class="muted" data-testid="dropped">${words}.</p>` : nothing;
  }

  private tail(all: readonly Step[]): TemplateResult | typeof nothing {
    const last = all.at(-1);
    return runningSince(this.job) && last ? tailLine(last.event.receivedAt) : nothing;
  }

  /** The latest, what came since, and before them those that were asked for. */
  private events(): JobEvent[] {
    const latest = together(this.job.events, this.tailOf?.events ?? []);
    return this.earlier ? together(this.earlier, latest) : latest;
  }

  private earlierButton(known: number, shown: number): TemplateResult | typeof nothing {
    const { updates = 0 } = this.job;
    // Below a full answer there are no others, whatever was counted between two readings of the store.
    const hidden = (known < LATEST ? known : Math.max(updates, known)) - shown;
    if (this.earlier || hidden <= 0) {
      return nothing;
    }
    if (hidden > MOST) {
      return html`<a class="quiet" href=${jobPage(this.api, this.job.id)}
        >All ${plural(hidden + shown, "update")} are on the job's own page</a
      >`;
    }
    const words = {
      "": `Show ${plural(hidden, "earlier update")}`,
      busy: "Loading…",
      failed: "Could not load them; try again",
    }[this.loading];
    return html`<button type="button" class="quiet" ?disabled=${this.loading === "busy"} @click=${this.load}>
      ${words}
    </button>`;
  }

  private async load(): Promise<void> {
    this.loading = "busy";
    try {
      this.earlier = await readEvents(this.api, this.job.id, MOST);
      this.loading = "";
    } catch {
      this.loading = "failed";
    }
  }
}

/** The attempt that others are left out after. */
function gapAfter(attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.find((attempt, index) => {
    const next = attempts[index + 1];
    return next !== undefined && next.number > attempt.number + 1;
  });
}

customElements.define("tb-job-events", JobEvents);
