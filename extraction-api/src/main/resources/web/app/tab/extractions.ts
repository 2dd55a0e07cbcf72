import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Api, Refused } from "../api/client";
import { now } from "../api/clock";
import { atMostEvery } from "../api/frames";
import { JobChanges } from "../api/job-changes";
import { Poller } from "../api/poller";
import type { Extractions, ExtractorGroup, Job, JobsPage, Resource } from "../api/types";
import { resourcePath } from "../format/links";
import { isLively } from "../format/notices";
import { awayLine } from "../parts/away";
import { Folds } from "../parts/folds";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import "./all-events";
import { Announcer } from "./announcer";
import { isNarrowed, UNCHOSEN, type Choices } from "./choices";
import "./extractor-section";
import { Groups } from "./groups";
import { narrowed } from "./narrowing";
import { rollup } from "./rollup";
import { tools } from "./tools";
import { empty, noneItself, older, refused } from "./words";

/** In folds a glance is enough; a list of all events should hold many. */
const EVENTS = { extractors: 20, events: 50 } as const;
const OLDER = 50;
/** After a change that the stream tells of, the whole is read anew, but not for each of a burst. */
const AGAIN_MILLIS = 1000;

/**
 * Everything that ran on a file or dataset, wherever it is put: on the board's own page or in a
 * portal. It knows no address but its API's; it tells of each answer by the event `tb-answer`, and of
 * how it is looked at by `tb-choices`. For tests:
 * `data-testid="sentence"` the first line; `data-testid="away"` the line while no answer comes;
 * `data-testid="empty"` what is said where nothing ran; see the tools, sections, jobs and events below it.
 */
export class ExtractionsTab extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    resource: { attribute: false },
    choices: { attribute: false },
    answer: { state: true },
    refusal: { state: true },
    reachable: { state: true },
    loading: { state: true },
  };
  declare api: Api;
  declare resource: Resource;
  declare choices: Choices;
  declare answer: Extractions | undefined;
  declare refusal: Refused | undefined;
  declare reachable: boolean;
  declare loading: "" | "busy" | "failed";

  private readonly announcer = new Announcer();
  private known = new Groups();
  private folds!: Folds;
  private foldsRevision = {};
  private poller!: Poller<Extractions>;
  private changes!: JobChanges;
  /** Where the older jobs go on; undefined until some were asked for. */
  private further: { next: string | undefined } | undefined;
  private readonly again = atMostEvery(AGAIN_MILLIS, () => this.poller.again());

  constructor() {
    super();
    this.reachable = true;
    this.choices = UNCHOSEN;
    this.loading = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("resource");
    if (before && (before.type !== this.resource.type || before.id !== this.resource.id)) {
      this.end();
      this.answer = undefined;
      this.refusal = undefined;
      this.known = new Groups();
      this.further = undefined;
      this.start();
    }
    const viewed = changed.get("choices");
    if (viewed && this.answer && viewed.view !== this.choices.view) {
      this.poller.now();
    }
  }

  private start(): void {
    const { type, id } = this.resource;
    this.folds = new Folds(`${type}/${id}`, () => {
      this.foldsRevision = {};
      this.requestUpdate();
    });
    this.poller = new Poller<Extractions>(this.api, {
      path: () => `${resourcePath(this.resource)}/extractions?events=${EVENTS[this.choices.view]}`,
      received: (answer) => this.received(answer),
      refused: (refusal) => (this.refusal = refusal),
      reachable: (yes) => (this.reachable = yes),
      busy: () => this.lively(),
      told: () => this.changes.live,
    });
    const concerned = type === "dataset" ? { dataset: id } : { resource: `${type}/${id}` };
    this.changes = new JobChanges(this.api, {
      path: () => `/v1/stream?${new URLSearchParams(concerned).toString()}`,
      changed: (jobs) => this.told(jobs),
      missed: () => this.poller.now(),
    });
    this.poller.start();
    this.changes.start();
  }

  private end(): void {
    this.poller.stop();
    this.changes.stop();
  }

  private received(answer: Extractions): void {
    this.refusal = undefined;
    this.known.take(answer);
    this.announcer.tell(answer);
    this.answer = answer;
    this.dispatchEvent(new CustomEvent<Extractions>("tb-answer", { detail: answer }));
  }

  private told(jobs: readonly Job[]): void {
    const { type, id } = this.resource;
    const own = jobs.filter(({ resource }) => resource?.id === id && (type !== "dataset" || resource.type === type));
    const stirred = this.known.tell(own);
    // What its files' jobs do changes a dataset's summary; a list of all events is of all jobs.
    if (stirred || own.length < jobs.length || this.choices.view === "events") {
      this.again();
    }
    this.requestUpdate();
  }

  private readonly choose = (change: Partial<Choices>): void => {
    this.choices = { ...this.choices, ...change };
    this.dispatchEvent(new CustomEvent<Choices>("tb-choices", { detail: this.choices }));
  };

  /** Opens a job and brings it into view, where it is there. */
  readonly showJob = (id: string): void => {
    const group = this.groups().find((each) => each.jobs.some((job) => job.id === id));
    if (group) {
      if (this.choices.view === "events" || isNarrowed(this.choices)) {
        this.choose({ ...UNCHOSEN, sort: this.choices.sort });
      }
      this.folds.set(`extractor:${group.name}`, true);
      this.folds.set(`job:${id}`, true);
      // By the next frame the components inside have followed.
      requestAnimationFrame(() => {
        const row = [...this.querySelectorAll<HTMLElement>("tb-job")].find((each) => each.dataset.id === id);
        row?.querySelector<HTMLElement>("[data-row]")?.focus({ preventScroll: true });
        row?.scrollIntoView({ block: "nearest" });
      });
    }
  };

  private readonly loadOlder = async (): Promise<void> => {
    const cursor = this.further ? this.further.next : this.answer?.next;
    const { type, id } = this.resource;
    this.loading = "busy";
    try {
      const query = new URLSearchParams({ resource: `${type}/${id}`, limit: String(OLDER), ...(cursor ? { cursor } : {}) });
      const page = await this.api.fetchOnce<JobsPage>(`/v1/jobs?${query.toString()}`);
      this.known.addOlder(page.jobs);
      this.further = { next: page.next };
      this.loading = "";
    } catch {
      this.loading = "failed";
    }
  };

  /** Who looks at an empty page waits for something. */
  private lively(): boolean {
    const jobs = this.groups().flatMap((group) => group.jobs);
    return this.answer !== undefined && (jobs.length === 0 || jobs.some((job) => isLively(job, now())));
  }

  private groups(): ExtractorGroup[] {
    return this.known.all();
  }

  protected override render(): TemplateResult {
    const resource = this.answer?.resource ?? this.resource;
    return html`${awayLine(this.reachable)} ${this.body(resource)} ${this.announcer.line()}`;
  }

  private body(resource: Resource): TemplateResult {
    if (this.refusal) {
      return refused(this.refusal, resource, this.api);
    }
    if (!this.answer) {
      return skeleton(8);
    }
    const { sentence, rollup: files } = this.answer;
    const groups = this.groups();
    if (groups.length === 0) {
      return files && files.items.length > 0
        ? html`<p class="sentence" data-testid="sentence">${files.sentence}</p>
            ${rollup(files, this.api, false)} ${noneItself(resource, this.api)}`
        : empty(resource, sentence, this.api);
    }
    const chosen = narrowed(groups, this.choices, now());
    const shown = chosen.reduce((sum, group) => sum + group.jobs.length, 0);
    return html`<p class="sentence" data-testid="sentence">${sentence}</p>
      ${tools(groups, shown, this.choices, this.choose)}
      ${shown === 0 ? html`<p class="muted" data-testid="none-chosen">None of them matches.</p>` : nothing}
      ${this.choices.view === "events" ? this.allEvents(chosen) : this.extractors(chosen)}
      ${this.more()} ${files ? rollup(files, this.api) : nothing}`;
  }

  private extractors(groups: ExtractorGroup[]): TemplateResult {
    return html`<div class="extractors">
      ${repeat(
        groups,
        (group) => group.name,
        (group) =>
          html`<tb-extractor
            data-testid="extractor"
            data-name=${group.name}
            .group=${group}
            .folds=${this.folds}
            .showJob=${this.showJob}
            .api=${this.api}
            .revision=${this.foldsRevision}
          ></tb-extractor>`,
      )}
    </div>`;
  }

  private allEvents(groups: ExtractorGroup[]): TemplateResult {
    return html`<tb-all-events
      .api=${this.api}
      .groups=${groups}
      .folds=${this.folds}
      .sort=${this.choices.sort}
      .text=${this.choices.text}
      .revision=${this.foldsRevision}
    ></tb-all-events>`;
  }

  private more(): TemplateResult | typeof nothing {
    const there = this.further ? this.further.next !== undefined : this.answer?.next !== undefined;
    return there ? older(this.loading, () => void this.loadOlder()) : nothing;
  }
}

customElements.define("tb-extractions", ExtractionsTab);
