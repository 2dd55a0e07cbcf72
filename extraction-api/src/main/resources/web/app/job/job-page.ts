import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Refused } from "../api/client";
import { now } from "../api/clock";
import { JobChanges, newer } from "../api/job-changes";
import { Poller } from "../api/poller";
import type { Job } from "../api/types";
import { jobPath } from "../format/links";
import { isLively } from "../format/notices";
import { faceOf } from "../format/states";
import { story } from "../format/story";
import { resourceName, shortId } from "../format/words";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import "../parts/copy";
import { Folds } from "../parts/folds";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { home } from "../session/session";
import { aside } from "./aside";
import { head } from "./head";
import "./log";
import "./timeline";

/** One job, whole. For tests: `data-testid="job-head"` with `data-state`; `"unknown"` where there is none. */
export class JobPage extends Plain {
  static override properties: PropertyDeclarations = {
    jobId: { attribute: false },
    job: { state: true },
    marked: { state: true },
    refusal: { state: true },
    reachable: { state: true },
  };
  declare jobId: string;
  declare job: Job | undefined;
  declare marked: string;
  declare refusal: Refused | undefined;
  declare reachable: boolean;

  /** For those who listen rather than look. */
  private news = "";
  private folds!: Folds;
  private stopKeys: (() => void) | undefined;
  private readonly poller = new Poller<Job>(home, {
    path: () => jobPath(this.jobId),
    received: (job) => this.received(job),
    refused: (refusal) => (this.refusal = refusal),
    reachable: (yes) => (this.reachable = yes),
    busy: () => this.job === undefined || isLively(this.job, now()),
    told: () => this.changes.live,
  });
  private readonly changes = new JobChanges(home, {
    path: () => `/v1/stream?${new URLSearchParams({ job: this.jobId }).toString()}`,
    changed: (jobs) => jobs.forEach((job) => this.told(job)),
    missed: () => this.poller.now(),
  });

  constructor() {
    super();
    this.reachable = true;
    this.marked = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.folds = new Folds(`job/${this.jobId}`, () => this.requestUpdate());
    this.readHash();
    this.poller.start();
    this.changes.start();
    this.stopKeys = listenToKeys(this);
    window.addEventListener("hashchange", this.readHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poller.stop();
    this.changes.stop();
    this.stopKeys?.();
    window.removeEventListener("hashchange", this.readHash);
  }

  private readonly readHash = (): void => {
    this.marked = location.hash.startsWith("#event-") ? decodeURIComponent(location.hash.slice(7)) : "";
  };

  private received(job: Job): void {
    this.refusal = undefined;
    if (job.id !== this.jobId) {
      // It was asked for by an id that it had before earlier history came.
      this.jobId = job.id;
      history.replaceState(history.state, "", `/ui/jobs/${encodeURIComponent(job.id)}${location.hash}`);
      this.changes.anew();
    }
    this.show(this.job ? newer(this.job, job) : job);
  }

  private told(job: Job): void {
    if (job.id === this.jobId) {
      this.show(this.job ? newer(this.job, job) : job);
    }
  }

  private show(job: Job): void {
    if (this.job && faceOf(this.job).word !== faceOf(job).word) {
      this.news = story(job, now()).stands;
    }
    this.job = job;
    const on = job.resource ? ` · ${resourceName(job.resource)}` : "";
    document.title = `${faceOf(job).word} · ${job.extractor ?? "Job"}${on} · Tallyboard`;
  }

  protected override render(): TemplateResult {
    return html`${bar(this.crumbs())}
      <main class="job-page" id="main">${awayLine(this.reachable)} ${this.body()}
        <p class="unseen" role="status">${this.news}</p>
      </main>
      ${keysDialog()}`;
  }

  private crumbs(): TemplateResult {
    return html`<h1 title=${this.jobId}>${this.job?.identity === "INFERRED" ? "Past run" : "Job"} ${shortId(this.jobId)}</h1>
      <tb-copy value=${this.jobId} what="the id ${this.jobId}"></tb-copy>`;
  }

  private body(): TemplateResult {
    if (this.refusal) {
      return this.refused(this.refusal);
    }
    const job = this.job;
    if (!job) {
      return skeleton(12);
    }
    return html`${head(job, home)}
      <tb-job-timeline .job=${job}></tb-job-timeline>
      <div class="job-columns">
        <tb-log .api=${home} .job=${job} .marked=${this.marked}></tb-log>
        ${aside(job, home, this.folds)}
      </div>`;
  }

  private refused(refusal: Refused): TemplateResult {
    return refusal.status === 404
      ? html`<div class="blank" data-testid="unknown">
          <p class="sentence">The board knows no job with this id.</p>
          <p class="muted">
            It may have been mistyped, have been removed with the history that it was part of, or belong to another
            board: <code>${this.jobId}</code>. <a href="/ui">See the recent jobs</a>.
          </p>
        </div>`
      : html`<div class="blank">
          <p class="sentence">The board will not show this job.</p>
          <p class="muted">It said: ${refusal.message}. <a href="/ui">See the recent jobs</a>.</p>
        </div>`;
  }
}

customElements.define("tb-job-page", JobPage);
