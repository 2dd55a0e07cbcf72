import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { fetchOnce, type Refused } from "../api/client";
import { now } from "../api/clock";
import { Poller } from "../api/poller";
import type { Job, JobsPage as Page } from "../api/types";
import { isLively } from "../format/notices";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import "./extractor-rail";
import { filters } from "./filters";
import { jobsTable } from "./jobs-table";
import { append, merge } from "./merge";
import { apiPath, isNarrowed, pageOf, readQuery, type Query } from "./query";

const PAGE = 50;
/** The most rows that each refresh reads anew; older ones keep what they showed. */
const FRESH = 200;

/**
 * The recent jobs. For tests: `data-testid="jobs-row"` with `data-id`, `data-state` for each job,
 * `data-testid="load-more"`, `data-testid="extractor-live"` with `data-name`, `data-liveness`.
 */
export class JobsPage extends Plain {
  static override properties: PropertyDeclarations = {
    query: { state: true },
    jobs: { state: true },
    next: { state: true },
    held: { state: true },
    loading: { state: true },
    refusal: { state: true },
    reachable: { state: true },
  };
  declare query: Query;
  declare jobs: Job[] | undefined;
  declare next: string | undefined;
  /** An answer that would move the rows under the reader's pointer; shown when it leaves them. */
  declare held: Page | undefined;
  declare loading: "" | "busy" | "failed";
  declare refusal: Refused | undefined;
  declare reachable: boolean;
  private stopKeys: (() => void) | undefined;

  private readonly poller = new Poller<Page>({
    path: () => apiPath(this.query, Math.min(Math.max(PAGE, this.jobs?.length ?? 0), FRESH)),
    received: (page) => this.received(page),
    refused: (refusal) => (this.refusal = refusal),
    reachable: (yes) => (this.reachable = yes),
    busy: () => this.lively(),
  });

  constructor() {
    super();
    this.query = readQuery(location.search);
    this.loading = "";
    this.reachable = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Recent jobs · Tallyboard";
    this.poller.start();
    this.stopKeys = listenToKeys(this);
    window.addEventListener("popstate", this.readAddress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poller.stop();
    this.stopKeys?.();
    window.removeEventListener("popstate", this.readAddress);
  }

  private lively(): boolean {
    return (
      this.jobs !== undefined && (this.jobs.length === 0 || this.jobs.some((job) => isLively(job, now())))
    );
  }

  private readonly readAddress = (): void => this.ask(readQuery(location.search));

  private readonly narrow = (change: Partial<Query>): void => {
    const query = { ...this.query, ...change };
    if (pageOf(query) !== pageOf(this.query)) {
      history.pushState(null, "", pageOf(query));
      this.ask(query);
    }
  };

  private ask(query: Query): void {
    this.query = query;
    this.jobs = undefined;
    this.next = undefined;
    this.held = undefined;
    this.refusal = undefined;
    this.loading = "";
    this.poller.now();
  }

  private received(page: Page): void {
    this.refusal = undefined;
    if (this.wouldMove(page) && this.querySelector(".jobs-body:hover, .jobs-body:focus-within")) {
      this.held = page;
      const fresh = new Map(page.jobs.map((job) => [job.id, job]));
      this.jobs = this.jobs?.map((job) => fresh.get(job.id) ?? job);
    } else {
      this.show(page);
    }
  }

  private wouldMove(page: Page): boolean {
    const shown = new Set((this.jobs ?? []).map((job) => job.id));
    return shown.size > 0 && page.jobs.some((job) => !shown.has(job.id));
  }

  private show(page: Page): void {
    const before = this.jobs ?? [];
    const jobs = merge(before, page.jobs, page.next === undefined);
    // The cursor belongs to the last row: it changes only where the answer's last row is the list's.
    if (jobs.length === page.jobs.length) {
      this.next = page.next;
    }
    this.jobs = jobs;
    this.held = undefined;
  }

  private readonly showHeld = (): void => {
    if (this.held) {
      this.show(this.held);
    }
  };

  private readonly loadMore = async (): Promise<void> => {
    const query = this.query;
    this.loading = "busy";
    try {
      const page = await fetchOnce<Page>(apiPath(query, PAGE, this.next));
      if (query === this.query) {
        this.jobs = append(this.jobs ?? [], page.jobs);
        this.next = page.next;
        this.loading = "";
      }
    } catch {
      this.loading = "failed";
    }
  };

  protected override render(): TemplateResult {
    return html`${bar(html`<h1>Recent jobs</h1>`)}
      <div class="jobs-page">
        <tb-extractor-rail .chosen=${this.query.extractor} .choose=${this.narrow}></tb-extractor-rail>
        <main id="main">
          ${filters(this.query, this.narrow)} ${awayLine(this.reachable)} ${this.body()}
        </main>
      </div>
      ${keysDialog()}`;
  }

  private body(): TemplateResult {
    if (this.refusal) {
      return html`<div class="blank">
        <p class="sentence">The board cannot list these jobs.</p>
        <p class="muted">It said: ${this.refusal.message}. <a href="/ui">Show all jobs</a>.</p>
      </div>`;
    }
    if (!this.jobs) {
      return skeleton(16);
    }
    if (this.jobs.length === 0) {
      return this.empty();
    }
    return jobsTable({
      jobs: this.jobs,
      waitingRows: this.held
        ? this.held.jobs.filter((job) => !this.jobs?.some((row) => row.id === job.id)).length
        : 0,
      more: this.next !== undefined,
      loading: this.loading,
      showHeld: this.showHeld,
      loadMore: () => void this.loadMore(),
      narrow: this.narrow,
    });
  }

  private empty(): TemplateResult {
    if (isNarrowed(this.query)) {
      return html`<div class="blank" data-testid="empty">
        <p class="sentence">No job matches these filters.</p>
        <p>
          <button type="button" class="button" @click=${() => this.narrow({ states: [], extractor: "", resource: "" })}>
            Show all jobs
          </button>
        </p>
      </div>`;
    }
    return html`<div class="blank" data-testid="empty">
      <p class="sentence">No job has been submitted yet.</p>
      <p class="muted">
        Upload a file with <code>POST /v1/files</code>, then submit an extractor for it with
        <code>POST /v1/jobs</code>; its job appears here by itself.
      </p>
    </div>`;
  }
}

customElements.define("tb-jobs-page", JobsPage);
