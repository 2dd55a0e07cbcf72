import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { now } from "../api/clock";
import type { Api } from "../api/client";
import { inOrder, readEvents, together } from "../api/job-events";
import type { ExtractorGroup, JobEvent, TabJob } from "../api/types";
import { jobPage } from "../format/links";
import { whenOf } from "../format/steps";
import { exact, moment, timeOfDay } from "../format/times";
import { eventText, plural, shortId, who } from "../format/words";
import type { Folds } from "../parts/folds";
import { stateIcon } from "../parts/icons";
import { longText } from "../parts/long-text";
import { Plain } from "../parts/plain";
import type { Sort } from "./choices";
import { lookOf } from "./event-line";

const PAGE = 300;
/** The most that is read of one job's log; the whole is on the job's own page. */
const MOST_OF_A_JOB = 2000;

interface Line {
  event: JobEvent;
  job: TabJob;
  extractor: string;
}

/**
 * Every event of a file or dataset in one list, each with its extractor and job, as Clowder shows
 * them. For tests: `data-testid="all-event"` with `data-job`; `"all-events-rest"` reads what is not here yet.
 */
export class AllEvents extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    groups: { attribute: false },
    folds: { attribute: false },
    sort: { attribute: false },
    text: { attribute: false },
    revision: { attribute: false },
    shown: { state: true },
    loading: { state: true },
  };
  declare api: Api;
  declare groups: ExtractorGroup[];
  declare folds: Folds;
  declare sort: Sort;
  declare text: string;
  declare revision: object;
  declare shown: number;
  declare loading: "" | "busy" | "failed";
  private readonly read = new Map<string, JobEvent[]>();

  constructor() {
    super();
    this.shown = PAGE;
    this.loading = "";
  }

  protected override render(): TemplateResult {
    const lines = this.lines();
    const drawn = lines.slice(0, this.shown);
    return html`<div class="all-events" role="table" aria-label="All events">
        <div class="all-events-head" role="row">
          <span role="columnheader">Time</span>
          <span role="columnheader">Extractor</span>
          <span role="columnheader">Job</span>
          <span role="columnheader">Message</span>
        </div>
        <div role="rowgroup">
          ${repeat(
            drawn,
            ({ event }) => event.id,
            (line) => this.line(line),
          )}
        </div>
      </div>
      ${
        lines.length > drawn.length
          ? html`<p class="more">
              <button type="button" class="button" @click=${() => (this.shown += PAGE)}>
                Show ${Math.min(PAGE, lines.length - drawn.length)} more of ${plural(lines.length, "event")}
              </button>
            </p>`
          : nothing
      }
      ${this.rest()}`;
  }

  private lines(): Line[] {
    const text = this.text.toLowerCase();
    const lines = this.groups.flatMap((group) =>
      group.jobs.flatMap((job) => this.eventsOf(job).map((event) => ({ event, job, extractor: group.name }))),
    );
    // A job that matches by its name shows all its events, one that matches by what it said those.
    const said = text === "" ? lines : lines.filter(({ event }) => eventText(event).toLowerCase().includes(text));
    const kept = said.length > 0 ? said : lines;
    const at = ({ event }: Line): number => Date.parse(whenOf(event));
    const sorted = [...kept].sort((a, b) => at(a) - at(b) || inOrder(a.event, b.event));
    if (this.sort === "name") {
      return sorted.sort((a, b) => a.extractor.localeCompare(b.extractor));
    }
    return this.sort === "oldest" ? sorted : sorted.reverse();
  }

  private eventsOf(job: TabJob): JobEvent[] {
    const read = this.read.get(job.id);
    return read ? together(read, job.events) : job.events;
  }

  private line({ event, job, extractor }: Line): TemplateResult {
    const look = lookOf(event);
    const when = whenOf(event);
    const label = job.identity === "INFERRED" ? "Past run" : shortId(job.id);
    return html`<div class="all-event" role="row" data-testid="all-event" data-job=${job.id}>
      <span role="cell"><time datetime=${when} title=${exact(when)}>${this.when(when)}</time></span>
      <span role="cell" class="all-event-extractor" title=${extractor}>${extractor}</span>
      <span role="cell"
        ><a href=${jobPage(this.api, job.id)} data-row title="${job.id}${who(job) ? `, ${who(job)}` : ""}">${label}</a></span
      >
      <span role="cell" class="event-text ${look ? `look-${look}` : ""}"
        >${look ? stateIcon(look) : nothing}${longText(eventText(event), `all:${event.id}`, this.folds)}</span
      >
    </div>`;
  }

  /** The day too, where it is not today's. */
  private when(instant: string): string {
    const short = moment(instant, now());
    return /^\d{4}-/.test(short) ? `${short} ${timeOfDay(instant)}` : short;
  }

  private rest(): TemplateResult | typeof nothing {
    const short = this.unread();
    if (short.length === 0) {
      return nothing;
    }
    const missing = short.reduce((sum, job) => sum + (job.updates ?? 0) - this.eventsOf(job).length, 0);
    const words = {
      "": `Read ${plural(missing, "earlier event")} of ${plural(short.length, "job")}`,
      busy: "Reading…",
      failed: "Could not read them; try again",
    }[this.loading];
    return html`<p class="more">
      <button
        type="button"
        class="button"
        data-testid="all-events-rest"
        ?disabled=${this.loading === "busy"}
        @click=${() => void this.load(short)}
      >
        ${words}
      </button>
    </p>`;
  }

  /** Those of whose events some are not here. */
  private unread(): TabJob[] {
    return this.groups
      .flatMap((group) => group.jobs)
      .filter((job) => !this.read.has(job.id) && (job.updates ?? 0) > job.events.length);
  }

  private async load(jobs: readonly TabJob[]): Promise<void> {
    this.loading = "busy";
    try {
      for (const job of jobs) {
        this.read.set(job.id, await readEvents(this.api, job.id, MOST_OF_A_JOB));
      }
      this.loading = "";
    } catch {
      this.loading = "failed";
    }
    this.requestUpdate();
  }
}

customElements.define("tb-all-events", AllEvents);
