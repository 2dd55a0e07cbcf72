import { html, nothing, type TemplateResult } from "lit";
import "../acts/job-acts";
import type { Api } from "../api/client";
import { now } from "../api/clock";
import type { Job } from "../api/types";
import { extractorPage, jobPage, submitPage } from "../format/links";
import { faceOf, isUnfinished } from "../format/states";
import { story } from "../format/story";
import { attemptsText, resourceName, resourcePage, who } from "../format/words";
import "../parts/copy";
import { stateIcon } from "../parts/icons";
import "../parts/live-text";
import { home } from "../session/session";

/** How it stands and what comes next; which extractor on what, for whom; what can be taken away. */
export function head(job: Job, api: Api): TemplateResult {
  const face = faceOf(job);
  return html`<header class="job-head tone-${story(job, now()).tone}" data-testid="job-head" data-state=${job.state}>
    <p class="sentence">
      <span class="mark look-${face.look}">${stateIcon(face.look)}</span>
      <tb-live-text data-testid="job-stands" .text=${() => story(job, now()).stands} .revision=${job}></tb-live-text>
    </p>
    <p class="muted" data-testid="job-next">
      <tb-live-text .text=${() => story(job, now()).next} .revision=${job}></tb-live-text>
    </p>
    <div class="job-line">
      <p class="job-about">${about(job, api)}</p>
      <div class="job-actions">
        ${api === home ? html`<tb-job-acts .job=${job}></tb-job-acts>` : nothing}
        <tb-copy value=${new URL(jobPage(api, job.id), location.href).href} what="the link" label="Copy link"></tb-copy>
        <tb-copy value=${job.id} what="the id" label="Copy id"></tb-copy>
        ${
          job.resource && job.extractor && !isUnfinished(job.state)
            ? html`<a class="button" href=${submitPage(api, job)}>Change and submit</a>`
            : nothing
        }
      </div>
    </div>
  </header>`;
}

function about(job: Job, api: Api): TemplateResult {
  const by = who(job);
  return html`${
    job.extractor
      ? html`<a href=${extractorPage(api, job.extractor)}>${job.extractor}</a>
          <span class="muted">${job.extractorVersion ?? nothing}</span>`
      : html`<span class="muted">an extractor that did not tell its name</span>`
  }
  ${
    job.resource
      ? html`on
          <a
            href=${api.url(`${resourcePage(job.resource)}#job-${encodeURIComponent(job.id)}`)}
            title="${job.resource.type}/${job.resource.id}"
            >${resourceName(job.resource)}</a
          >`
      : nothing
  }<span class="muted">${by ? ` · ${by}` : nothing} · ${attemptsText(job)}</span>`;
}
