import { html, type TemplateResult } from "lit";
import type { Api, Refused } from "../api/client";
import type { Resource } from "../api/types";
import { submitPage } from "../format/links";

/** What is said where nothing ran. */
export function empty(resource: Resource, sentence: string, api: Api): TemplateResult {
  return html`<div class="blank" data-testid="empty">
    <p class="sentence" data-testid="sentence">${sentence}</p>
    <p class="muted">
      <a href=${submitPage(api, { resource })}>Submit one</a>, or do so with <code>POST /v1/jobs</code>; its job appears
      here by itself. <a href=${api.url("/ui/board")}>See which extractors are online</a>.
    </p>
  </div>`;
}

/** Under the files of a dataset that no job was submitted for itself. */
export function noneItself(resource: Resource, api: Api): TemplateResult {
  return html`<p class="muted more">
    No extractor has run on the ${resource.type} itself. <a href=${submitPage(api, { resource })}>Submit one</a>.
  </p>`;
}

export function refused(refusal: Refused, resource: Resource, api: Api): TemplateResult {
  const noun = resource.type;
  const jobs = html`<a href=${api.url("/ui")}>See the recent jobs</a>`;
  if (refusal.status === 404) {
    return html`<div class="blank" data-testid="unknown">
      <p class="sentence">The board knows no ${noun} with this id.</p>
      <p class="muted">
        It may have been mistyped, or belong to another board: <code>${resource.id}</code>. ${jobs}.
      </p>
    </div>`;
  }
  return html`<div class="blank">
    <p class="sentence">The board will not show this ${noun}.</p>
    <p class="muted">It said: ${refusal.message}. ${jobs}.</p>
  </div>`;
}

/** Goes on to what is not here yet. For tests: `data-testid="older"`. */
export function older(loading: "" | "busy" | "failed", load: () => void): TemplateResult {
  const words = { "": "Show older jobs", busy: "Loading…", failed: "Could not load them; try again" }[loading];
  return html`<p class="more">
    <button type="button" class="button" data-testid="older" ?disabled=${loading === "busy"} @click=${load}>${words}</button>
  </p>`;
}
