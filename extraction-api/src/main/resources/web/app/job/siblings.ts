import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { Api } from "../api/client";
import { now } from "../api/clock";
import type { Job, JobsPage } from "../api/types";
import { jobPage } from "../format/links";
import { faceOf, isUnfinished } from "../format/states";
import { exact, moment } from "../format/times";
import { shortId } from "../format/words";
import { stateMark } from "../parts/icons";
import { Plain } from "../parts/plain";

const MOST = 8;

/** The other runs of the same extractor on the same file, and which of them ran at the same time. */
export class Siblings extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    job: { attribute: false },
    others: { state: true },
  };
  declare api: Api;
  declare job: Job;
  declare others: Job[] | undefined;
  private readFor = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Asked again when the job starts or ends, for then the answer may differ.
    const question = `${this.job.id} ${this.job.state}`;
    if (changed.has("job") && question !== this.readFor) {
      this.readFor = question;
      void this.read();
    }
  }

  private async read(): Promise<void> {
    const { resource, extractor } = this.job;
    if (!resource || !extractor) {
      return;
    }
    const query = new URLSearchParams({ resource: `${resource.type}/${resource.id}`, extractor, limit: "50" });
    try {
      const { jobs } = await this.api.fetchOnce<JobsPage>(`/v1/jobs?${query.toString()}`);
      this.others = jobs.filter((other) => other.id !== this.job.id);
    } catch {
      // It is no more than a help; the next change asks again.
      this.readFor = "";
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const others = this.others ?? [];
    if (others.length === 0) {
      return nothing;
    }
    const beside = others.filter((other) => overlap(this.job, other));
    const rest = others.filter((other) => !beside.includes(other));
    const shown = [...beside, ...rest].slice(0, MOST);
    return html`<section class="siblings">
      <h2>Other runs on this file</h2>
      <ul>
        ${shown.map((other) => this.item(other, beside.includes(other)))}
      </ul>
      ${others.length > MOST ? html`<p class="muted">and ${others.length - MOST}${others.length >= 49 ? " or more" : ""} others</p>` : nothing}
    </section>`;
  }

  private item(other: Job, beside: boolean): TemplateResult {
    const instant = other.startedAt ?? other.createdAt;
    return html`<li data-testid="sibling" data-id=${other.id}>
      <a href=${jobPage(this.api, other.id)} data-row title=${other.id}
        >${other.identity === "INFERRED" ? "Past run" : shortId(other.id)}</a
      >
      ${stateMark(faceOf(other))}
      <time class="muted" datetime=${instant} title=${exact(instant)}>${moment(instant, now())}</time>
      ${beside ? html`<span class="overlaps" title="Both ran on this file at the same time">overlaps</span>` : nothing}
    </li>`;
  }
}

function overlap(one: Job, other: Job): boolean {
  if (!one.startedAt || !other.startedAt) {
    return false;
  }
  return start(one) < end(other) && start(other) < end(one);
}

const start = (job: Job): number => Date.parse(job.startedAt ?? job.createdAt);
const end = (job: Job): number =>
  isUnfinished(job.state) ? Infinity : Date.parse(job.finishedAt ?? job.lastSeenAt ?? job.createdAt);

customElements.define("tb-siblings", Siblings);
