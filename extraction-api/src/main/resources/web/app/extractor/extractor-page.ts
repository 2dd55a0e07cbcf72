import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Refused } from "../api/client";
import { now } from "../api/clock";
import { Poller } from "../api/poller";
import { Stream } from "../api/stream";
import type { JobsPage as Jobs } from "../api/types";
import { instances } from "../board/instances";
import { boardPath } from "../board/query";
import { troubleOf } from "../board/troubles";
import type { ExtractorOnBoard } from "../board/types";
import { instancesText, workText } from "../board/words";
import { isLively } from "../format/notices";
import { livenessFace } from "../format/states";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import "../parts/copy";
import { stateMark } from "../parts/icons";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { home } from "../session/session";
import { whoami } from "../session/who";
import { noticeLine } from "../tab/notice-line";
import { about, parameters, revisions } from "./about";
import { latestJobs } from "./latest-jobs";
import "./pausing";
import { recentJobs } from "./recent";
import { rulesSentence } from "./rules";
import "./settings";
import type { ExtractorDetail } from "./types";

const LATEST = 12;
/** Changes of many jobs come in bursts: they are read together. */
const GATHER_MILLIS = 400;

/** One extractor: who it is, whether it is alive, what it did. For tests: `data-testid="sentence"`. */
export class ExtractorPage extends Plain {
  static override properties: PropertyDeclarations = {
    name: { attribute: false },
    detail: { state: true },
    jobs: { state: true },
    refusal: { state: true },
    reachable: { state: true },
    operator: { state: true },
  };
  declare name: string;
  declare detail: ExtractorDetail | undefined;
  declare jobs: Jobs | undefined;
  declare refusal: Refused | undefined;
  declare reachable: boolean;
  /** Whether the reader may decide about it. */
  declare operator: boolean;
  private stopKeys: (() => void) | undefined;
  private gathering: ReturnType<typeof setTimeout> | undefined;

  private readonly poller = new Poller<ExtractorDetail>(home, {
    path: () => boardPath(now()).replace("/v1/extractors", `/v1/extractors/${encodeURIComponent(this.name)}`),
    received: (detail) => {
      this.refusal = undefined;
      this.detail = detail;
    },
    refused: (refusal) => (this.refusal = refusal),
    reachable: (yes) => (this.reachable = yes),
    busy: () => false,
  });

  private readonly jobsPoller = new Poller<Jobs>(home, {
    path: () => `/v1/jobs?${new URLSearchParams({ extractor: this.name, limit: String(LATEST) }).toString()}`,
    received: (jobs) => (this.jobs = jobs),
    // Whether the board is there, and lets us look, is told by the other.
    refused: () => undefined,
    reachable: () => undefined,
    busy: () => (this.jobs?.jobs ?? []).some((job) => isLively(job, now())),
  });

  private readonly stream = new Stream(home, {
    path: () => `/v1/stream?${new URLSearchParams({ extractor: this.name, kinds: "job,extractor" }).toString()}`,
    job: () => this.gather(),
    extractor: () => this.gather(),
    reset: () => this.gather(),
    live: () => undefined,
  });

  constructor() {
    super();
    this.reachable = true;
    this.operator = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${this.name} · Extractors · Tallyboard`;
    this.poller.start();
    this.jobsPoller.start();
    this.stream.start();
    this.stopKeys = listenToKeys(this);
    whoami().then(
      ({ role }) => (this.operator = role === "operator" || role === "admin"),
      () => undefined,
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poller.stop();
    this.jobsPoller.stop();
    this.stream.stop();
    this.stopKeys?.();
    clearTimeout(this.gathering);
  }

  private gather(): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      this.poller.now();
      this.jobsPoller.now();
    }, GATHER_MILLIS);
  }

  protected override render(): TemplateResult {
    return html`${bar(html`<a class="wide-only" href="/ui/board">Extractors</a>
        <span class="slash wide-only" aria-hidden="true">/</span>
        <h1 title=${this.name}>${this.name}</h1>
        <tb-copy value=${this.name} what="the name ${this.name}"></tb-copy>`)}
      <main class="extractor-page" id="main">${awayLine(this.reachable)} ${this.body()}</main>
      ${keysDialog()}`;
  }

  private body(): TemplateResult {
    if (this.refusal) {
      return this.refused(this.refusal);
    }
    if (!this.detail) {
      return skeleton(8);
    }
    const { extractor, recent, revisions: known } = this.detail;
    const trouble = troubleOf(extractor, now());
    return html`<div class="lead">
        <p class="sentence" data-testid="sentence">
          ${stateMark(livenessFace(extractor.liveness, extractor.noBeats))} ${sentence(extractor)}
        </p>
        <div class="lead-acts">
          <tb-pausing .name=${this.name}></tb-pausing>
          <a class="button" href=${`/ui/submit?${new URLSearchParams({ extractor: this.name }).toString()}`}>Submit a job to it</a>
        </div>
      </div>
      ${trouble ? noticeLine(trouble) : nothing}
      ${extractor.description ? html`<p class="description">${extractor.description}</p>` : nothing}
      <div class="columns">
        <div>
          ${part("Latest jobs", this.jobs ? latestJobs(this.name, this.jobs.jobs, this.jobs.next !== undefined) : html``)}
          ${recent ? part("How it went", recentJobs(this.name, recent)) : nothing}
          ${part("Instances", instances(extractor.instances))}
        </div>
        <div>
          ${part("About", about(this.detail))}
          ${
            this.operator
              ? part(
                  "When it runs",
                  html`<tb-extractor-settings
                    .name=${this.name}
                    .rules=${extractor.process ?? []}
                    .owner=${this.detail.owner}
                  ></tb-extractor-settings>`,
                )
              : part("When it runs", html`<p>${rulesSentence(extractor.process ?? [])}</p>`)
          }
          ${part("Parameters", parameters(this.detail.parameters))}
          ${known && known.length > 0 ? part("Descriptions heard", revisions(known)) : nothing}
        </div>
      </div>`;
  }

  private refused(refusal: Refused): TemplateResult {
    if (refusal.status === 404) {
      return html`<div class="blank" data-testid="unknown">
        <p class="sentence">No extractor of this name has been heard.</p>
        <p class="muted">
          It may have been mistyped, or never have sent a heartbeat to this board: <code>${this.name}</code>.
          <a href="/ui/board">See the extractors</a>, or
          <a href=${`/ui?${new URLSearchParams({ extractor: this.name }).toString()}`}>its past jobs</a>.
        </p>
      </div>`;
    }
    return html`<div class="blank">
      <p class="sentence">The board will not show this extractor.</p>
      <p class="muted">It said: ${refusal.message}. <a href="/ui/board">See the extractors</a>.</p>
    </div>`;
  }
}

/** "2 instances; 1 job runs, 3 wait; none has failed today." */
function sentence(extractor: ExtractorOnBoard): string {
  const there = instancesText(extractor.instances);
  const parts = [there === "1" ? "1 instance" : `${there} instances`];
  if (extractor.running !== undefined) {
    parts.push(workText(extractor.running, extractor.waiting ?? 0));
    const failed = extractor.failed ?? 0;
    parts.push(failed === 0 ? "none has failed today" : `${failed.toLocaleString("en")} ${failed === 1 ? "has" : "have"} failed today`);
  }
  return `${parts.join("; ")}.`;
}

function part(title: string, content: TemplateResult): TemplateResult {
  return html`<section class="part"><h2>${title}</h2>${content}</section>`;
}

customElements.define("tb-extractor-page", ExtractorPage);
