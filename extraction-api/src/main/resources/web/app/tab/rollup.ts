import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Api } from "../api/client";
import type { JobState, Rollup, RollupItem } from "../api/types";
import { jobPage } from "../format/links";
import { jobFace, STATE_CHOICES } from "../format/states";
import { plural, resourceName, resourcePage } from "../format/words";
import { stateIcon } from "../parts/icons";
import "../parts/since";

/** A dataset's files, and how their jobs stand. For tests: `data-testid="rollup"`, `"rollup-file"` with `data-id`. */
export function rollup(of: Rollup, api: Api, withSentence = true): TemplateResult | typeof nothing {
  if (of.items.length === 0) {
    return nothing;
  }
  return html`<section class="rollup" data-testid="rollup">
    <h2>Its files</h2>
    ${withSentence ? html`<p data-testid="rollup-sentence">${of.sentence}</p>` : nothing}
    <ul>
      ${repeat(
        of.items,
        (item) => item.resource.id,
        (item) => file(item, api),
      )}
    </ul>
    ${of.more ? html`<p class="muted">The ${plural(of.items.length, "file")} with the latest jobs; there are ${of.files} in all.</p>` : nothing}
  </section>`;
}

function file({ resource, states, last }: RollupItem, api: Api): TemplateResult {
  return html`<li class="rollup-row" data-testid="rollup-file" data-id=${resource.id}>
    <a href=${api.url(resourcePage(resource))} data-row title="${resource.type}/${resource.id}">${resourceName(resource)}</a>
    <span class="rollup-states">${counts(states)}</span>
    <span class="muted"
      >${
        last
          ? html`last <a href=${jobPage(api, last.id)}>${last.extractor ?? "job"}</a> ${jobFace(last.state).word},
              <tb-since from=${last.createdAt} how="ago"></tb-since>`
          : nothing
      }</span
    >
  </li>`;
}

/** By people's words: two states that read the same are one. */
function counts(states: Partial<Record<JobState, number>>): TemplateResult[] {
  return STATE_CHOICES.flatMap(({ word, look, states: own }) => {
    const count = own.reduce((sum, state) => sum + (states[state] ?? 0), 0);
    return count === 0 ? [] : [html`<span class="mark look-${look}">${stateIcon(look)}<span>${count} ${word}</span></span>`];
  });
}
