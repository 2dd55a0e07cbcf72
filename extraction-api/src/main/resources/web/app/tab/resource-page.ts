import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Refused } from "../api/client";
import { now } from "../api/clock";
import { Poller } from "../api/poller";
import type { Extractions, ExtractorGroup, Resource } from "../api/types";
import { isLively } from "../format/notices";
import { resourceName } from "../format/words";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import "../parts/copy";
import { Folds } from "../parts/folds";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { Announcer } from "./announcer";
import { stableOrder } from "./order";
import "./extractor-section";

/**
 * The Extractions tab of a file or dataset. For tests:
 * `data-testid="sentence"` the first line; `data-testid="away"` the line while no answer comes;
 * `data-testid="empty"` what is said where nothing ran; see the sections, jobs and events below it.
 */
export class ResourcePage extends Plain {
  static override properties: PropertyDeclarations = {
    resource: { attribute: false },
    answer: { state: true },
    refusal: { state: true },
    reachable: { state: true },
  };
  declare resource: Resource;
  declare answer: Extractions | undefined;
  declare refusal: Refused | undefined;
  declare reachable: boolean;

  private readonly announcer = new Announcer();
  private folds!: Folds;
  private poller!: Poller<Extractions>;
  private stopKeys: (() => void) | undefined;
  private order: string[] = [];

  constructor() {
    super();
    this.reachable = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { type, id } = this.resource;
    this.folds = new Folds(`${type}/${id}`, () => this.requestUpdate());
    this.poller = new Poller<Extractions>({
      path: () => `/v1/resources/${encodeURIComponent(type)}/${encodeURIComponent(id)}/extractions`,
      received: (answer) => this.received(answer),
      refused: (refusal) => (this.refusal = refusal),
      reachable: (yes) => (this.reachable = yes),
      busy: () => this.lively(),
    });
    this.poller.start();
    this.stopKeys = listenToKeys(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poller.stop();
    this.stopKeys?.();
  }

  private received(answer: Extractions): void {
    this.refusal = undefined;
    this.order = stableOrder(
      this.order,
      answer.extractors.map((group) => group.name),
    );
    this.announcer.tell(answer);
    const first = this.answer === undefined;
    this.answer = answer;
    document.title = `${resourceName(answer.resource)} · Extractions · Tallyboard`;
    if (first) {
      this.openLinkedJob();
    }
  }

  /** `#job-<id>` in the address opens that job and brings it into view. */
  private openLinkedJob(): void {
    const id = decodeURIComponent(location.hash.replace(/^#job-/, ""));
    if (id && this.groups().some((group) => group.jobs.some((job) => job.id === id))) {
      this.showJob(id);
    }
  }

  private readonly showJob = (id: string): void => {
    const group = this.groups().find((each) => each.jobs.some((job) => job.id === id));
    if (group) {
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

  /** Who looks at an empty page waits for something. */
  private lively(): boolean {
    const jobs = this.groups().flatMap((group) => group.jobs);
    return this.answer !== undefined && (jobs.length === 0 || jobs.some((job) => isLively(job, now())));
  }

  private groups(): ExtractorGroup[] {
    const groups = this.answer?.extractors ?? [];
    return [...groups].sort((a, b) => this.order.indexOf(a.name) - this.order.indexOf(b.name));
  }

  protected override render(): TemplateResult {
    const resource = this.answer?.resource ?? this.resource;
    return html`${bar(this.crumbs(resource))}
      <main class="tab" id="main">
        ${awayLine(this.reachable)} ${this.body(resource)} ${this.announcer.line()}
      </main>
      ${keysDialog()}`;
  }

  private crumbs(resource: Resource): TemplateResult {
    return html`<a class="wide-only" href="/ui">Jobs</a>
      <span class="slash wide-only" aria-hidden="true">/</span>
      <span class="muted wide-only">${resource.type}</span>
      <h1 title=${resource.name ? `${resource.name} (${resource.id})` : resource.id}>
        ${resourceName(resource)}<span class="unseen">: extractions</span>
      </h1>
      <tb-copy value=${resource.id} what="the id ${resource.id}"></tb-copy>
      <span class="slash wide-only" aria-hidden="true">/</span>
      <span class="wide-only" aria-hidden="true">Extractions</span>`;
  }

  private body(resource: Resource): TemplateResult {
    if (this.refusal) {
      return this.refused(this.refusal, resource);
    }
    if (!this.answer) {
      return skeleton(8);
    }
    const { sentence, extractors, more } = this.answer;
    if (extractors.length === 0) {
      return this.empty(resource, sentence);
    }
    return html`<p class="sentence" data-testid="sentence">${sentence}</p>
      <div class="extractors">
        ${repeat(
          this.groups(),
          (group) => group.name,
          (group) =>
            html`<tb-extractor
              data-testid="extractor"
              data-name=${group.name}
              .group=${group}
              .folds=${this.folds}
              .showJob=${this.showJob}
              .revision=${{}}
            ></tb-extractor>`,
        )}
      </div>
      ${more ? this.older(resource) : nothing}`;
  }

  private older(resource: Resource): TemplateResult {
    const query = new URLSearchParams({ resource: `${resource.type}/${resource.id}` });
    return html`<p class="more"><a href="/ui?${query.toString()}">Older jobs are in the list of all jobs</a></p>`;
  }

  private empty(resource: Resource, sentence: string): TemplateResult {
    const noun = resource.type;
    return html`<div class="blank" data-testid="empty">
      <p class="sentence" data-testid="sentence">${sentence}</p>
      <p class="muted">
        Submit one with <code>POST /v1/jobs</code>, naming the ${noun} and the extractor; its job appears here by
        itself. <a href="/ui">See which extractors are online</a>.
      </p>
    </div>`;
  }

  private refused(refusal: Refused, resource: Resource): TemplateResult {
    const noun = resource.type;
    if (refusal.status === 404) {
      return html`<div class="blank" data-testid="unknown">
        <p class="sentence">The board knows no ${noun} with this id.</p>
        <p class="muted">
          It may have been mistyped, or belong to another board: <code>${resource.id}</code>.
          <a href="/ui">See the recent jobs</a>.
        </p>
      </div>`;
    }
    return html`<div class="blank">
      <p class="sentence">The board will not show this ${noun}.</p>
      <p class="muted">It said: ${refusal.message}. <a href="/ui">See the recent jobs</a>.</p>
    </div>`;
  }
}

customElements.define("tb-resource-page", ResourcePage);
