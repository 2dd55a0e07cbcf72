import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Job } from "../api/types";
import { faceOf } from "../format/states";
import { clause, resourceName, resourcePage, shortId, who } from "../format/words";
import { stateMark } from "../parts/icons";
import { labelled, ranSoFar, startedCell } from "../parts/time";

/** The latest jobs of an extractor. For tests: `data-testid="latest-job"` with `data-id`, `data-state`. */
export function latestJobs(name: string, jobs: readonly Job[], more: boolean): TemplateResult {
  const all = `/ui?${new URLSearchParams({ extractor: name }).toString()}`;
  if (jobs.length === 0) {
    return html`<p class="muted">It has had no job yet.</p>`;
  }
  return html`<ul class="latest">
      ${repeat(
        jobs,
        (job) => job.id,
        (job) => html`<li class="latest-job" data-testid="latest-job" data-id=${job.id} data-state=${job.state}>
          <span>${stateMark(faceOf(job))}</span>
          <a href=${`/ui/jobs/${encodeURIComponent(job.id)}`} title=${job.id}>Job ${shortId(job.id)}</a>
          <span class="latest-resource"
            >${job.resource ? html`<a href=${resourcePage(job.resource)}>${resourceName(job.resource)}</a>` : nothing}</span
          >
          <span class="latest-who muted">${who(job)}</span>
          <span class="num">${startedCell(job)}</span>
          <span class="num">${labelled("ran", ranSoFar(job))}</span>
          <span class="latest-message muted" title=${job.lastMessage ?? ""}>${clause(job.lastMessage ?? "")}</span>
        </li>`,
      )}
    </ul>
    <p class="more"><a href=${all}>${more ? "See all its jobs" : "See them in the list of jobs"}</a></p>`;
}
