import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import "../acts/bulk-bar";
import { NONE, toggled, type Picked } from "../acts/picked";
import { now } from "../api/clock";
import type { JobCounts } from "../api/types";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { home } from "../session/session";
import { whoami } from "../session/who";
import { allFilters } from "./all-filters";
import { cleared } from "./chosen";
import { Counter } from "./counter";
import "./extractor-rail";
import { filters, type Filters } from "./filters";
import { JobsList } from "./jobs-list";
import { end, jobsTable } from "./jobs-table";
import { keepPlace, placeOf } from "./place";
import { changed, countsPath, isNarrowed, pageOf, readQuery, sortOf, type Query } from "./query";
import { asTyped, understood } from "./typed";
import { whose } from "./which";

/**
 * The jobs: the recent ones, or any by what is known of them. For tests: `data-testid="jobs-row"` with `data-id`,
 * `data-state` for each job, `"load-more"`, `"searched"`, `"empty"`; see the filters and the rail, too.
 */
export class JobsPage extends Plain {
  static override properties: PropertyDeclarations = {
    query: { state: true },
    counts: { state: true },
    filtersOpen: { state: true },
    picked: { state: true },
    acts: { state: true },
  };
  declare query: Query;
  declare counts: JobCounts | undefined;
  declare filtersOpen: boolean;
  declare picked: Picked;
  declare acts: boolean;
  private stopKeys: (() => void) | undefined;
  /** Where the reader was, until the rows are there again. */
  private scrollGoal: number | undefined;

  private readonly counter = new Counter(
    home,
    () => countsPath(this.query, now()),
    (counts) => (this.counts = counts),
  );
  private readonly list: JobsList;

  constructor() {
    super();
    this.query = readQuery(location.search);
    this.filtersOpen = false;
    this.picked = NONE;
    this.acts = false;
    this.list = new JobsList(home, this.query, {
      changed: () => this.requestUpdate(),
      pointedAt: () => this.querySelector(".jobs-body:hover, .jobs-body:focus-within") !== null,
      stirred: () => this.counter.soon(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Jobs · Tallyboard";
    history.scrollRestoration = "manual";
    const place = placeOf(history.state);
    this.scrollGoal = place?.scroll;
    this.list.start(place?.rows ?? 0);
    this.stopKeys = listenToKeys(this);
    whoami().then(
      (who) => (this.acts = who.role.toLowerCase() !== "viewer"),
      () => undefined,
    );
    window.addEventListener("popstate", this.wentBack);
    window.addEventListener("pagehide", this.leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.list.stop();
    this.counter.stop();
    this.stopKeys?.();
    window.removeEventListener("popstate", this.wentBack);
    window.removeEventListener("pagehide", this.leaving);
  }

  private readonly leaving = (): void => keepPlace(this.list.jobs?.length ?? 0);

  private readonly wentBack = (): void => {
    const place = placeOf(history.state);
    this.scrollGoal = place?.scroll ?? 0;
    this.ask(readQuery(location.search), place?.rows);
  };

  private readonly narrow = (change: Query): void => this.go(changed(this.query, change));

  private go(query: Query): void {
    if (pageOf(query) !== pageOf(this.query)) {
      this.leaving();
      history.pushState(null, "", pageOf(query));
      this.scrollGoal = 0;
      this.ask(query);
    }
  }

  private ask(query: Query, rows = 0): void {
    this.query = query;
    // What was chosen was chosen from another list.
    this.picked = NONE;
    this.list.ask(query, rows);
    void this.counter.ask();
  }

  private readonly type = async (text: string): Promise<void> => {
    if (text.trim() === asTyped(this.query)) {
      return;
    }
    const { query, bareId } = understood(this.query, text);
    this.go(bareId ? changed(query, await whose(home, bareId)) : query);
    // What was understood stands elsewhere now. While somebody types, the field is theirs.
    const field = this.querySelector<HTMLInputElement>("[data-search]");
    if (field) {
      field.value = asTyped(this.query);
    }
  };

  protected override updated(): void {
    const { jobs } = this.list;
    if (this.scrollGoal !== undefined && jobs) {
      const to = this.scrollGoal;
      this.scrollGoal = undefined;
      window.scrollTo(0, to);
    }
  }

  protected override render(): TemplateResult {
    const all: Filters = {
      query: this.query,
      counts: this.counts,
      open: this.filtersOpen,
      narrow: this.narrow,
      type: (text) => void this.type(text),
      toggle: () => (this.filtersOpen = !this.filtersOpen),
      clear: () => this.go(cleared(this.query)),
    };
    return html`${bar(html`<h1>${isNarrowed(this.query) ? "Jobs" : "Recent jobs"}</h1>`)}
      <div class="jobs-page">
        <tb-extractor-rail .chosen=${this.query.extractor ?? ""} .choose=${this.narrow}></tb-extractor-rail>
        <main id="main">
          ${filters(all)} ${this.filtersOpen ? allFilters(all) : nothing} ${awayLine(this.list.reachable)} ${this.body(all)}
          ${this.bulkBar()}
        </main>
      </div>
      ${keysDialog()}`;
  }

  private bulkBar(): TemplateResult | typeof nothing {
    const { counts } = this;
    const matching = counts ? `${counts.counted.toLocaleString("en")}${counts.complete ? "" : "+"}` : undefined;
    return this.acts
      ? html`<tb-bulk-bar
          .picked=${this.picked}
          .query=${this.query}
          .matching=${this.query.state ? undefined : matching}
          .change=${(picked: Picked) => (this.picked = picked)}
        ></tb-bulk-bar>`
      : nothing;
  }

  private body(all: Filters): TemplateResult {
    const { refusal, jobs } = this.list;
    if (refusal) {
      return html`<div class="blank" data-testid="refused">
        <p class="sentence">The board cannot list these jobs.</p>
        <p class="muted">
          ${refusal.faults.length > 0 ? refusal.faults.map((fault) => fault.detail).join("; ") : refusal.message}.
          <button type="button" class="quiet" @click=${all.clear}>Show all jobs</button>
        </p>
      </div>`;
    }
    if (!jobs) {
      return skeleton(16);
    }
    const rows = {
      api: home,
      jobs,
      sort: sortOf(this.query),
      waitingRows: this.list.held.length,
      more: this.list.next !== undefined,
      searched: this.list.searched,
      loading: this.list.loading,
      showHeld: this.list.showHeld,
      loadMore: () => void this.list.loadMore(),
      narrow: this.narrow,
      picked: this.picked,
      pick: (id: string) => (this.picked = toggled(this.picked, id)),
      acts: this.acts,
    };
    if (jobs.length > 0) {
      return jobsTable(rows);
    }
    if (rows.more) {
      return html`<div class="blank" data-testid="empty"><p class="sentence">Nothing found so far.</p>${end(rows)}</div>`;
    }
    return this.empty(all);
  }

  private empty(all: Filters): TemplateResult {
    if (isNarrowed(this.query)) {
      return html`<div class="blank" data-testid="empty">
        <p class="sentence">No job matches these filters.</p>
        <p><button type="button" class="button" @click=${all.clear}>Show all jobs</button></p>
      </div>`;
    }
    return html`<div class="blank" data-testid="empty">
      <p class="sentence">No job has been submitted yet.</p>
      <p class="muted">
        <a href="/ui/submit">Upload a file and submit an extractor for it</a>, or do the same with
        <code>POST /v1/files</code> and <code>POST /v1/jobs</code>; its job appears here by itself.
      </p>
    </div>`;
  }
}

customElements.define("tb-jobs-page", JobsPage);
