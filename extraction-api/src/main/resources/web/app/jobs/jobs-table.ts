import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Job } from "../api/types";
import { faceOf } from "../format/states";
import { clause, plural, resourceName, resourcePage, shortId, tries, who } from "../format/words";
import { stateMark } from "../parts/icons";
import { labelled, ranSoFar, startedCell, waitedSoFar } from "../parts/time";
import type { Query } from "./query";

interface Rows {
  jobs: readonly Job[];
  /** How many new rows are held back while the reader points at the list. */
  waitingRows: number;
  more: boolean;
  loading: "" | "busy" | "failed";
  showHeld: () => void;
  loadMore: () => void;
  narrow: (change: Partial<Query>) => void;
}

/** The list of jobs. Roles are told outright, for on a narrow screen its rows are laid out as cards. */
export function jobsTable(rows: Rows): TemplateResult {
  return html`<div class="jobs-table" role="table" aria-label="Recent jobs">
      <div class="jobs-head" role="row">
        <span role="columnheader">State</span>
        <span role="columnheader">File or dataset</span>
        <span role="columnheader">Extractor</span>
        <span role="columnheader">By</span>
        <span role="columnheader" class="num">Started</span>
        <span role="columnheader" class="num">Waited</span>
        <span role="columnheader" class="num">Ran</span>
        <span role="columnheader" class="num" title="Attempts">Tries</span>
        <span role="columnheader">Latest message</span>
      </div>
      <div class="jobs-body" role="rowgroup" @pointerleave=${rows.showHeld}>
        ${repeat(
          rows.jobs,
          (job) => job.id,
          (job) => row(job, rows.narrow),
        )}
      </div>
    </div>
    ${
      rows.waitingRows > 0
        ? html`<button type="button" class="button held" @click=${rows.showHeld}>
          Show ${plural(rows.waitingRows, "new job")}
        </button>`
        : nothing
    }
    ${rows.more ? moreButton(rows) : html`<p class="more muted">${plural(rows.jobs.length, "job")}, no more before these.</p>`}`;
}

function row(job: Job, narrow: Rows["narrow"]): TemplateResult {
  const face = faceOf(job);
  const message = job.lastMessage ?? job.waitingReason ?? "";
  return html`<div class="jobs-row" role="row" data-testid="jobs-row" data-id=${job.id} data-state=${job.state}>
    <span role="cell" class="cell-state">${stateMark(face)}</span>
    <span role="cell" class="cell-resource">${resourceLink(job)}</span>
    <span role="cell" class="cell-extractor">
      ${
        job.extractor
          ? html`<button
            type="button"
            class="link plain"
            title="Only jobs of ${job.extractor}"
            @click=${() => narrow({ extractor: job.extractor ?? "" })}
          >
            ${job.extractor}
          </button>`
          : nothing
      }
    </span>
    <span role="cell" class="cell-who">${job.identity === "INFERRED" ? html`<span class="muted">past run</span>` : who(job)}</span>
    <span role="cell" class="cell-started num">${startedCell(job)}</span>
    <span role="cell" class="cell-waited num">${labelled("waited", waitedSoFar(job))}</span>
    <span role="cell" class="cell-ran num">${labelled("ran", ranSoFar(job))}</span>
    <span role="cell" class="cell-tries num"
      >${tries(job) ? html`${tries(job)}<span class="label">${tries(job) === 1 ? " attempt" : " attempts"}</span>` : nothing}</span
    >
    <span role="cell" class="cell-message" title=${message}>${clause(message)}</span>
  </div>`;
}

function resourceLink(job: Job): TemplateResult {
  if (!job.resource) {
    return html`<span class="muted" title="Its updates named no file or dataset">job ${shortId(job.id)}</span>`;
  }
  const page = `${resourcePage(job.resource)}#job-${encodeURIComponent(job.id)}`;
  return html`<a href=${page} data-row title="${job.resource.type}/${job.resource.id}">${resourceName(job.resource)}</a>`;
}

function moreButton(rows: Rows): TemplateResult {
  const words = { "": "Load more", busy: "Loading…", failed: "Could not load more; try again" }[rows.loading];
  return html`<p class="more">
    <button
      type="button"
      class="button"
      data-testid="load-more"
      ?disabled=${rows.loading === "busy"}
      @click=${rows.loadMore}
    >
      ${words}
    </button>
  </p>`;
}
