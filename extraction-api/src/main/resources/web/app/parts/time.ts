import { html, nothing, type TemplateResult } from "lit";
import type { Job } from "../api/types";
import { now } from "../api/clock";
import { precisionNote, span } from "../format/durations";
import { runningSince, waitingSince } from "../format/notices";
import { exact, moment } from "../format/times";
import { waited } from "../format/waits";
import "./since";

type Cell = TemplateResult | typeof nothing;

/** When it started, or first was heard of. */
export function startedCell(job: Job): Cell {
  const instant = job.startedAt ?? job.submittedAt ?? job.createdAt;
  return html`<time datetime=${instant} title=${`${job.startedAt ? "Started" : "Submitted"} ${exact(instant)}`}
    >${moment(instant, now())}</time
  >`;
}

/** How long it waited for its first start. */
export function waitedCell(job: Job): Cell {
  const length = waited(job);
  return length ? html`<span title=${precisionNote(length)}>${span(length)}</span>` : nothing;
}

/** How long its last finished run took; nothing while one is under way. */
export function ranCell(job: Job): Cell {
  if (runningSince(job)) {
    return nothing;
  }
  return job.running ? html`<span title=${precisionNote(job.running)}>${span(job.running)}</span>` : nothing;
}

/** The same, or how long it has been waiting or running until now. */
export function waitedSoFar(job: Job): Cell {
  const since = waitingSince(job);
  return since ? html`<tb-since from=${since}></tb-since>` : waitedCell(job);
}

export function ranSoFar(job: Job): Cell {
  const since = runningSince(job);
  return since ? html`<tb-since from=${since}></tb-since>` : ranCell(job);
}

/** A value with what it is, or nothing at all. */
export function labelled(label: string, value: Cell): Cell {
  return value === nothing ? nothing : html`<span class="label">${label}</span> ${value}`;
}
