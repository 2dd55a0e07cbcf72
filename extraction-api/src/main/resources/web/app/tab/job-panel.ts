import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import "../acts/job-acts";
import type { Api } from "../api/client";
import type { TabJob } from "../api/types";
import { jobPage } from "../format/links";
import { exact } from "../format/times";
import { leftOut, plural } from "../format/words";
import type { Folds } from "../parts/folds";
import { caret } from "../parts/icons";
import { jsonView } from "../parts/json-view";
import { Plain } from "../parts/plain";
import { home } from "../session/session";
import "./job-events";
import "./job-results";

/** The story of a job: its events, and beside them what it was given and what it produced. */
export class JobPanel extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    job: { attribute: false },
    folds: { attribute: false },
    revision: { attribute: false },
  };
  declare api: Api;
  declare job: TabJob;
  declare folds: Folds;
  declare revision: object;

  protected override render(): TemplateResult {
    const job = this.job;
    return html`<div class="panel">
      <tb-job-events .api=${this.api} .job=${job} .folds=${this.folds} .revision=${this.revision}></tb-job-events>
      <div class="beside">
        ${this.api === home ? html`<tb-job-acts .job=${job}></tb-job-acts>` : nothing}
        <p class="own-page"><a href=${jobPage(this.api, job.id)}>All of this job</a></p>
        <tb-job-results .api=${this.api} .job=${job} .folds=${this.folds} .revision=${this.revision}></tb-job-results>
        ${this.parameters()}
        ${this.details()}
      </div>
    </div>`;
  }

  private details(): TemplateResult {
    const job = this.job;
    return this.folded(
      "details",
      "Details",
      () =>
        html`<dl class="facts">
          <dt>Id</dt>
          <dd class="text">${job.id}</dd>
          ${this.fact("Submitted", job.submittedAt)} ${this.fact("Started", job.startedAt)}
          ${this.fact("Finished", job.finishedAt)} ${this.fact("Last heard", job.lastSeenAt)}
          ${job.addressedBy ? html`<dt>Made good by</dt><dd class="text">${job.addressedBy}</dd>` : nothing}
          ${job.formerIds?.length ? html`<dt>Earlier ids</dt><dd class="text">${job.formerIds.join(", ")}</dd>` : nothing}
          ${job.imported ? html`<dt>From</dt><dd>imported history</dd>` : nothing}
          ${leftOut(job) ? html`<dt>In full</dt><dd>${leftOut(job)}</dd>` : nothing}
          ${job.updates === undefined ? nothing : html`<dt>Heard</dt><dd>${plural(job.updates, "update")}</dd>`}
        </dl>`,
    );
  }

  private fact(name: string, instant: string | undefined): TemplateResult | typeof nothing {
    return instant ? html`<dt>${name}</dt><dd>${exact(instant)}</dd>` : nothing;
  }

  private parameters(): TemplateResult | typeof nothing {
    const parameters = this.job.parameters;
    if (!parameters || Object.keys(parameters).length === 0) {
      return nothing;
    }
    return this.folded("parameters", "Parameters", () => jsonView(parameters));
  }

  private folded(what: string, title: string, content: () => TemplateResult): TemplateResult {
    const key = `${what}:${this.job.id}`;
    const open = this.folds.isOpen(key, false);
    return html`<div class="aside-fold">
      <button type="button" class="fold" aria-expanded=${open} @click=${() => this.folds.toggle(key)}>
        ${caret()}<span>${title}</span>
      </button>
      ${open ? content() : nothing}
    </div>`;
  }
}

customElements.define("tb-job-panel", JobPanel);
