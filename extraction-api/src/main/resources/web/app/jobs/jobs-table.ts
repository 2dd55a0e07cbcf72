import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { isPicked, type Picked } from "../acts/picked";
import type { Api } from "../api/client";
import type { Job, JobsPage } from "../api/types";
import { jobPage } from "../format/links";
import { faceOf } from "../format/states";
import { exact } from "../format/times";
import { clause, plural, resourceName, resourcePage, shortId, tries, who } from "../format/words";
import { stateIcon } from "../parts/icons";
import { labelled, ranSoFar, startedCell, waitedSoFar } from "../parts/time";
import type { Query, Sort } from "./query";

export interface Rows {
  api: Api;
  jobs: readonly Job[];
  sort: string;
  /** How many new rows are held back while the reader points at the list. */
  waitingRows: number;
  more: boolean;
  searched: JobsPage["searched"];
  loading: "" | "busy" | "failed";
  showHeld: () => void;
  loadMore: () => void;
  narrow: (change: Query) => void;
  picked: Picked;
  pick: (id: string) => void;
  /** Whether the reader may act on jobs at all. */
  acts: boolean;
}

/** The list of jobs. Roles are told outright, for on a narrow screen its rows are laid out as cards. */
export function jobsTable(rows: Rows): TemplateResult {
  return html`<div class="jobs-table" role="table" aria-label="Jobs">
      <div class="jobs-head" role="row">
        <span role="columnheader">State, job</span>
        <span role="columnheader">File or dataset</span>
        <span role="columnheader">Extractor</span>
        <span role="columnheader">By</span>
        ${sortable(rows, "createdAt", "Started", "Sort by when it was submitted")}
        ${sortable(rows, "waiting", "Waited", "Sort by how long it waited; jobs that still wait are not listed then")}
        ${sortable(rows, "elapsed", "Ran", "Sort by how long it ran; jobs that have not ended are not listed then")}
        <span role="columnheader" class="num" title="Attempts">Tries</span>
        <span role="columnheader">Latest message</span>
      </div>
      <div class="jobs-body" role="rowgroup" @pointerleave=${rows.showHeld} @focusout=${leaving(rows.showHeld)}>
        ${repeat(
          rows.jobs,
          (job) => job.id,
          (job) => row(job, rows),
        )}
      </div>
    </div>
    ${
      rows.waitingRows > 0
        ? html`<button type="button" class="button held" data-testid="show-held" @click=${rows.showHeld}>
          Show ${plural(rows.waitingRows, "new job")}
        </button>`
        : nothing
    }
    ${end(rows)}`;
}

/** Where the focus leaves the list, not where it goes from row to row. */
function leaving(then: () => void): (event: FocusEvent) => void {
  return (event) => {
    if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) {
      then();
    }
  };
}

function sortable({ sort, narrow }: Rows, by: Sort, title: string, hint: string): TemplateResult {
  const falling = sort === `-${by}`;
  const rising = sort === by;
  return html`<span role="columnheader" class="num" aria-sort=${falling ? "descending" : rising ? "ascending" : "none"}
    ><button
      type="button"
      class="sort"
      title=${hint}
      data-testid="sort-${by}"
      @click=${() => narrow({ sort: falling ? by : by === "createdAt" ? "" : `-${by}` })}
    >
      <span aria-hidden="true" class="sort-arrow">${falling ? "↓" : rising ? "↑" : ""}</span>${title}
    </button></span
  >`;
}

function row(job: Job, rows: Rows): TemplateResult {
  const { api, picked } = rows;
  const face = faceOf(job);
  const message = job.lastMessage ?? job.waitingReason ?? "";
  return html`<div
    class="jobs-row ${isPicked(picked, job.id) ? "picked" : ""}"
    role="row"
    data-testid="jobs-row"
    data-id=${job.id}
    data-state=${job.state}
  >
    <span role="cell" class="cell-state"
      >${rows.acts ? pickBox(job, rows) : nothing}<span class="state-words look-${face.look}">${stateIcon(face.look)} ${face.word}</span>
      <a class="row-link" href=${jobPage(api, job.id)} data-row title=${job.id}
        ><span class="unseen">Job </span>${shortId(job.id).slice(-5)}</a
      ></span
    >
    <span role="cell" class="cell-resource">${resourceLink(job, api)}</span>
    <span role="cell" class="cell-extractor" title=${job.extractor ?? nothing}>${job.extractor ?? nothing}</span>
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

function pickBox(job: Job, { picked, pick }: Rows): TemplateResult {
  return html`<label class="pick"
    ><input
      type="checkbox"
      data-pick
      aria-label="Select job ${shortId(job.id)}"
      .checked=${live(isPicked(picked, job.id))}
      @change=${() => pick(job.id)}
  /></label>`;
}

function resourceLink({ resource }: Job, api: Api): TemplateResult {
  if (!resource) {
    return html`<span class="muted" title="Its updates named no file or dataset">not told</span>`;
  }
  const kind = resource.type === "dataset" ? "dataset" : "file";
  return html`<span class="muted">${kind}</span>
    <a href=${api.url(resourcePage(resource))} title="All that ran on ${resource.type}/${resource.id}"
      >${resourceName(resource)}</a
    >`;
}

/** What comes after the last row: more, or word that there is none. */
export function end(rows: Pick<Rows, "jobs" | "more" | "searched" | "loading" | "loadMore">): TemplateResult {
  const { searched, loading } = rows;
  if (!rows.more) {
    return html`<p class="more muted">${plural(rows.jobs.length, "job")}, no more before these.</p>`;
  }
  const words = {
    "": searched ? "Go on searching" : "Load more",
    busy: searched ? "Searching…" : "Loading…",
    failed: "Could not load more; try again",
  }[loading];
  return html`<p class="more">
    ${searched ? html`<span class="muted" data-testid="searched">Searched ${back(searched)}.</span>` : nothing}
    <button type="button" class="button" data-testid="load-more" ?disabled=${loading === "busy"} @click=${rows.loadMore}>
      ${words}
    </button>
  </p>`;
}

/** How far was looked: a moment, or a length where the list is sorted by lengths. */
function back({ jobs, to }: NonNullable<JobsPage["searched"]>): string {
  const where = typeof to === "string" ? `back to ${exact(to).slice(0, 16)}` : "";
  return `${where || "on"}, ${plural(jobs, "job")}`;
}
