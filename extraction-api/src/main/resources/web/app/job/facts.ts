import { html, nothing, type TemplateResult } from "lit";
import type { Job, Span } from "../api/types";
import { now } from "../api/clock";
import { precisionNote, span } from "../format/durations";
import { exact, moment } from "../format/times";
import { waited } from "../format/waits";
import { leftOut, plural } from "../format/words";
import { jobPage } from "../format/links";
import type { Api } from "../api/client";
import "../parts/copy";

/** When what happened, how sure that is, and on what evidence. */
export function times(job: Job): TemplateResult {
  const first = job.attempts[0];
  const last = job.attempts.at(-1);
  return html`<dl class="facts">
    ${at("Submitted", job.submittedAt)} ${at("Started", job.startedAt, first?.startedAfter)}
    ${at("Finished", job.finishedAt, last?.endedAfter)} ${at("Last heard", job.lastSeenAt)}
    ${measured("Waited", waited(job))} ${measured("Ran", job.running)}
  </dl>`;
}

function at(name: string, instant: string | undefined, notBefore?: string): TemplateResult | typeof nothing {
  return instant
    ? html`<dt>${name}</dt>
        <dd>
          <time datetime=${instant} title=${exact(instant)}>${moment(instant, now())}</time>
          <span class="muted">${notBefore ? `at the latest: read late, not before ${moment(notBefore, now())}` : nothing}</span>
        </dd>`
    : nothing;
}

function measured(name: string, value: Span | undefined): TemplateResult | typeof nothing {
  return value
    ? html`<dt>${name}</dt>
        <dd>${span(value)} <span class="muted">${evidence(value)}</span></dd>`
    : nothing;
}

function evidence(value: Span): string {
  return value.precision === "MILLISECONDS" ? precisionNote(value) : lower(precisionNote(value));
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What else is known of it. */
export function details(job: Job, api: Api): TemplateResult {
  return html`<dl class="facts">
    <dt>Id</dt>
    <dd class="text">${job.id} <tb-copy value=${job.id} what="the id"></tb-copy></dd>
    ${
      job.identity === "INFERRED"
        ? html`<dt>Identity</dt>
            <dd>
              inferred: its updates carried no job
              id${job.ambiguous ? ", and several runs overlapped: some of these may belong to another" : ""}
            </dd>`
        : nothing
    }
    ${job.formerIds?.length ? html`<dt>Earlier ids</dt><dd class="text">${job.formerIds.join(", ")}</dd>` : nothing}
    ${
      job.retryOf
        ? html`<dt>Runs again</dt><dd class="text"><a href=${jobPage(api, job.retryOf)}>${job.retryOf}</a></dd>`
        : nothing
    }
    ${
      job.addressedBy
        ? html`<dt>Made good by</dt><dd class="text"><a href=${jobPage(api, job.addressedBy)}>${job.addressedBy}</a></dd>`
        : nothing
    }
    ${job.resource ? html`<dt>${job.resource.type === "dataset" ? "Dataset" : "File"}</dt><dd class="text">${job.resource.id}</dd>` : nothing}
    ${job.dataset ? html`<dt>Dataset</dt><dd class="text"><a href=${api.url(`/ui/resource/dataset/${encodeURIComponent(job.dataset)}`)}>${job.dataset}</a></dd>` : nothing}
    ${job.user ? html`<dt>User</dt><dd class="text">${job.user.name ?? job.user.id}</dd>` : nothing}
    ${job.takenBack ? html`<dt>Doubts</dt><dd>${plural(job.takenBack, "verdict")} taken back</dd>` : nothing}
    ${job.imported ? html`<dt>From</dt><dd>imported history</dd>` : nothing}
    ${leftOut(job) ? html`<dt>In full</dt><dd>${leftOut(job)}</dd>` : nothing}
    ${job.updates === undefined ? nothing : html`<dt>Heard</dt><dd>${plural(job.updates, "update")}</dd>`}
  </dl>`;
}
