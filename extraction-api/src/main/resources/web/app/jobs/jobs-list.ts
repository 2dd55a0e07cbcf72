import type { Api, Refused } from "../api/client";
import { now } from "../api/clock";
import { JobChanges } from "../api/job-changes";
import { Poller } from "../api/poller";
import type { Job, JobsPage } from "../api/types";
import { isLively } from "../format/notices";
import { matches } from "./matches";
import { append, insert, merge, update } from "./merge";
import { apiPath, sortOf, streamPath, type Query } from "./query";

const PAGE = 50;
/** The most rows that each refresh reads anew; older ones keep what they showed. */
const FRESH = 200;
const MOST_AT_ONCE = 500;

export interface Stage {
  /** Something to draw. */
  changed(): void;
  /** Whether the reader points at the rows, so that none may move. */
  pointedAt(): boolean;
  /** Jobs came, went or changed their states. */
  stirred(): void;
}

/** The jobs of a query, as they are now: read by pages, and kept true by the stream or by asking again. */
export class JobsList {
  jobs: Job[] | undefined;
  next: string | undefined;
  searched: JobsPage["searched"];
  /** New rows that would move others under the reader's pointer; shown when it leaves them. */
  held: Job[] = [];
  loading: "" | "busy" | "failed" = "";
  refusal: Refused | undefined;
  reachable = true;
  private wanted = PAGE;

  private readonly poller: Poller<JobsPage>;
  private readonly changes: JobChanges;

  constructor(
    private readonly api: Api,
    public query: Query,
    private readonly stage: Stage,
  ) {
    this.poller = new Poller<JobsPage>(api, {
      path: () => apiPath(this.query, now(), Math.min(Math.max(this.wanted, this.jobs?.length ?? 0), this.most())),
      received: (page) => this.received(page),
      refused: (refusal) => this.set(() => (this.refusal = refusal)),
      reachable: (yes) => this.set(() => (this.reachable = yes)),
      busy: () => this.jobs === undefined || this.jobs.length === 0 || this.jobs.some((job) => isLively(job, now())),
      told: () => this.changes.live,
    });
    this.changes = new JobChanges(api, {
      path: () => streamPath(this.query),
      changed: (jobs) => this.told(jobs),
      missed: () => this.poller.now(),
    });
  }

  start(rows: number): void {
    this.wanted = Math.max(PAGE, Math.min(rows, MOST_AT_ONCE));
    this.poller.start();
    this.changes.start();
  }

  stop(): void {
    this.poller.stop();
    this.changes.stop();
  }

  ask(query: Query, rows = 0): void {
    const otherStream = streamPath(query) !== streamPath(this.query);
    this.query = query;
    this.jobs = undefined;
    this.next = undefined;
    this.searched = undefined;
    this.held = [];
    this.refusal = undefined;
    this.loading = "";
    this.wanted = Math.max(PAGE, Math.min(rows, MOST_AT_ONCE));
    this.stage.changed();
    this.poller.now();
    if (otherStream) {
      this.changes.anew();
    }
  }

  async loadMore(): Promise<void> {
    const query = this.query;
    this.set(() => (this.loading = "busy"));
    try {
      const page = await this.api.fetchOnce<JobsPage>(apiPath(query, now(), PAGE, this.next));
      if (query === this.query) {
        this.set(() => {
          this.jobs = append(this.jobs ?? [], page.jobs);
          this.next = page.next;
          this.searched = page.searched;
          this.loading = "";
        });
      }
    } catch {
      this.set(() => (this.loading = "failed"));
    }
  }

  readonly showHeld = (): void => {
    if (this.held.length > 0) {
      this.set(() => {
        this.jobs = insert(this.jobs ?? [], this.held, sortOf(this.query));
        this.held = [];
      });
    }
  };

  /** A list that was read back to a far row is not read anew from its start for each change. */
  private most(): number {
    return this.jobs === undefined ? MOST_AT_ONCE : FRESH;
  }

  private received(page: JobsPage): void {
    this.refusal = undefined;
    const shown = this.jobs;
    if (shown && shown.length > 0 && this.stage.pointedAt()) {
      this.jobs = update(shown, page.jobs);
      this.hold(page.jobs);
    } else {
      this.show(page);
    }
    this.stage.changed();
    this.stage.stirred();
  }

  private show(page: JobsPage): void {
    const jobs = merge(this.jobs ?? [], page.jobs, page.next === undefined, sortOf(this.query));
    // The cursor belongs to the last row: it changes only where the answer's last row is the list's.
    if (jobs.length === page.jobs.length) {
      this.next = page.next;
      this.searched = page.searched;
    }
    this.jobs = jobs;
    this.held = [];
  }

  /** By the stream: what is there changes at its place; what is new comes, what no longer matches goes. */
  private told(told: Job[]): void {
    const shown = this.jobs;
    if (!shown) {
      return;
    }
    const still = this.stage.pointedAt();
    // Runs that were cut anew from their updates have other ids; what they were before is gone.
    const former = new Set(told.flatMap((job) => job.formerIds ?? []));
    let jobs = update(shown, told).filter((job) => !former.has(job.id));
    const known = new Set(jobs.map((job) => job.id));
    const fresh = told.filter((job) => !known.has(job.id) && this.belongs(job, jobs));
    if (still) {
      this.hold(fresh);
    } else {
      const ids = new Set(told.map((job) => job.id));
      jobs = jobs.filter((job) => !ids.has(job.id) || matches(this.query, job, now()));
      jobs = insert(jobs, fresh, sortOf(this.query));
    }
    this.jobs = jobs;
    if (jobs.length === 0 && this.next !== undefined) {
      // All that was read has gone elsewhere, as when many are cancelled: there are others.
      this.poller.now();
    }
    this.stage.changed();
    this.stage.stirred();
  }

  /** What is older than the last row is on a page that was not asked for yet. */
  private belongs(job: Job, jobs: readonly Job[]): boolean {
    const last = jobs.at(-1);
    const inReach = this.next === undefined || last === undefined || job.createdAt > last.createdAt;
    return sortOf(this.query) === "-createdAt" && inReach && matches(this.query, job, now());
  }

  private hold(jobs: readonly Job[]): void {
    const shown = new Set(this.jobs?.map((job) => job.id));
    const fresh = new Map(this.held.map((job) => [job.id, job]));
    jobs.filter((job) => !shown.has(job.id)).forEach((job) => fresh.set(job.id, job));
    this.held = [...fresh.values()];
  }

  private set(change: () => void): void {
    change();
    this.stage.changed();
  }
}
