import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Api } from "../api/client";
import type { ExtractorGroup, TabJob } from "../api/types";
import { span } from "../format/durations";
import { runningSince, waitingSince } from "../format/notices";
import { faceOf, isRunning, jobFace } from "../format/states";
import { clause, plural, tries } from "../format/words";
import type { Folds } from "../parts/folds";
import { caret, stateMark } from "../parts/icons";
import { Plain } from "../parts/plain";
import "../parts/since";
import "./job-row";

/**
 * An extractor with its jobs. For tests: the element carries `data-testid="extractor"` and
 * `data-name`; its jobs carry `data-testid="job"`, `data-id` and `data-state` (the API's word).
 */
export class ExtractorSection extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    group: { attribute: false },
    folds: { attribute: false },
    showJob: { attribute: false },
    // A new object on each rendering of the page: folds change within the same object.
    revision: { attribute: false },
  };
  declare api: Api;
  declare group: ExtractorGroup;
  declare folds: Folds;
  declare showJob: (id: string) => void;
  declare revision: object;

  protected override render(): TemplateResult {
    const { name, version, jobs } = this.group;
    const key = `extractor:${name}`;
    const open = this.folds.isOpen(key, true);
    // One that runs tells more than a newer one that waits; the sentence above counts it so, too.
    const lead = jobs.find((job) => isRunning(job.state)) ?? jobs[0];
    return html`<div class="extractor-row" @click=${() => this.folds.toggle(key)}>
        <div class="extractor-name">
          <h2>
            <button type="button" class="fold" data-row aria-expanded=${open}>${caret()}<span>${name}</span></button>
          </h2>
          <span class="muted">${version ?? ""}</span>
        </div>
        <span class="extractor-state"
          >${stateMark(lead ? faceOf(lead) : jobFace(this.group.state))}${lead ? this.tail(lead, open) : nothing}</span
        >
        <span class="extractor-facts muted">
          <span>${this.count()}</span>${lead ? this.lastRun(lead) : nothing}
        </span>
      </div>
      ${open ? this.jobs() : nothing}`;
  }

  /** How many there are, where not all of them are here. */
  private count(): string {
    const { jobs, jobCount = 0 } = this.group;
    return jobCount > jobs.length
      ? `${jobs.length.toLocaleString("en")} of ${plural(jobCount, "job")}`
      : plural(jobs.length, "job");
  }

  /** What the state's word leaves out: since when, or how it failed where its jobs are not in sight. */
  private tail(lead: TabJob, open: boolean): TemplateResult | typeof nothing {
    const since = runningSince(lead) ?? waitingSince(lead);
    if (since) {
      return html`<span class="tail">for <tb-since from=${since}></tb-since></span>`;
    }
    if (lead.state !== "ERROR") {
      return nothing;
    }
    const count = tries(lead);
    const after = count > 1 ? `after ${count} attempts` : "";
    const words = open ? "" : clause(lead.lastMessage ?? "");
    return html`<span class="tail">${after}${words ? `: ${words}` : ""}</span>`;
  }

  private lastRun(lead: TabJob): TemplateResult {
    const instant = lead.finishedAt ?? lead.startedAt;
    if (!instant || runningSince(lead)) {
      return html``;
    }
    return html`<span class="last-run"
      >last run <tb-since from=${instant} how="ago"></tb-since>${
        lead.running ? `, ${span(lead.running)}` : nothing
      }</span
    >`;
  }

  private jobs(): TemplateResult {
    return html`<div class="jobs">
      ${repeat(
        this.group.jobs,
        (job) => job.id,
        (job) =>
          html`<tb-job
            data-testid="job"
            data-id=${job.id}
            data-state=${job.state}
            .api=${this.api}
            .job=${job}
            .newest=${job === this.group.jobs[0]}
            .folds=${this.folds}
            .showJob=${this.showJob}
            .revision=${this.revision}
          ></tb-job>`,
      )}
    </div>`;
  }
}

customElements.define("tb-extractor", ExtractorSection);
