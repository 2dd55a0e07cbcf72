import { html, nothing, type TemplateResult } from "lit";
import type { Api } from "../api/client";
import type { Job } from "../api/types";
import type { Folds } from "../parts/folds";
import { caret } from "../parts/icons";
import { jsonView } from "../parts/json-view";
import "../tab/job-results";
import { details, times } from "./facts";
import "./message";
import "./siblings";
import { exact } from "../format/times";

/** Beside the log: what the job was given and produced, its times, and what is doubted of it. */
export function aside(job: Job, api: Api, folds: Folds): TemplateResult {
  const parameters = job.parameters && Object.keys(job.parameters).length > 0 ? job.parameters : undefined;
  return html`<div class="beside job-aside">
    ${job.trouble ? trouble(job.trouble) : nothing}
    <h2>Results</h2>
    <tb-job-results .api=${api} .job=${job} .folds=${folds} .unfolded=${true} .revision=${{}}></tb-job-results>
    ${folded(folds, "times", "Times", true, () => times(job))}
    ${parameters ? folded(folds, "parameters", "Parameters", true, () => jsonView(parameters)) : nothing}
    <tb-siblings .api=${api} .job=${job}></tb-siblings>
    ${folded(
      folds,
      "message",
      "Job message as it was sent",
      false,
      () => html`<tb-job-message .api=${api} .jobId=${job.id}></tb-job-message>`,
    )}
    ${folded(folds, "details", "Details", false, () => details(job, api))}
  </div>`;
}

const TITLES = { STALLED: "Stalled", SUSPECT: "Suspect", LOOPING: "Looping" } as const;

function trouble({ kind, since, evidence }: NonNullable<Job["trouble"]>): TemplateResult {
  return html`<section class="notice tone-warn" data-testid="trouble">
    <h2>${TITLES[kind]}</h2>
    <p>${evidence ?? "The board has no evidence at hand."}</p>
    <p class="muted">Since <time datetime=${since}>${exact(since)}</time>${kind === "LOOPING" ? "" : "; taken back by its next word"}.</p>
  </section>`;
}

function folded(
  folds: Folds,
  key: string,
  title: string,
  atFirst: boolean,
  content: () => TemplateResult,
): TemplateResult {
  const open = folds.isOpen(key, atFirst);
  return html`<section class="aside-fold">
    <h2>
      <button type="button" class="fold" aria-expanded=${open} @click=${() => folds.toggle(key)}>
        ${caret()}<span>${title}</span>
      </button>
    </h2>
    ${open ? content() : nothing}
  </section>`;
}
