import { html, nothing, type TemplateResult } from "lit";
import { now } from "../api/clock";
import type { ExtractorInstance } from "../api/types";
import { livenessFace } from "../format/states";
import { exact, moment } from "../format/times";
import { shortId } from "../format/words";
import { stateMark } from "../parts/icons";
import "../parts/copy";
import "../parts/since";
import { periodText } from "./words";

/** The processes of an extractor, each with its own evidence. For tests: `data-testid="instance"`. */
export function instances(all: readonly ExtractorInstance[]): TemplateResult {
  if (all.length === 0) {
    return html`<p class="muted">No instance has been heard.</p>`;
  }
  return html`<table class="plain instances">
    <caption class="unseen">
      Instances
    </caption>
    <thead>
      <tr>
        <th scope="col">Instance</th>
        <th scope="col">State</th>
        <th scope="col">Version</th>
        <th scope="col">Last heard</th>
        <th scope="col">Beats every</th>
        <th scope="col">Known since</th>
      </tr>
    </thead>
    <tbody>
      ${all.map(
        (each) => html`<tr data-testid="instance" data-liveness=${each.liveness}>
          <td>
            <span title=${each.id}>${shortId(each.id)}</span>
            <tb-copy value=${each.id} what="the id ${each.id}"></tb-copy>
          </td>
          <td>${stateMark(livenessFace(each.liveness))}</td>
          <td>${each.version ?? ""}</td>
          <td>${each.lastBeat ? html`<tb-since from=${each.lastBeat} how="ago"></tb-since>` : nothing}</td>
          <td>${each.periodMillis ? periodText(each.periodMillis) : nothing}</td>
          <td>
            ${each.firstBeat ? html`<time datetime=${each.firstBeat} title=${exact(each.firstBeat)}>${moment(each.firstBeat, now())}</time>` : nothing}
          </td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
