import { html, nothing, type TemplateResult } from "lit";
import { now } from "../api/clock";
import { livenessFace } from "../format/states";
import type { Folds } from "../parts/folds";
import { caret, stateMark } from "../parts/icons";
import "../parts/since";
import { noticeLine } from "../tab/notice-line";
import { instances } from "./instances";
import { troubleOf } from "./troubles";
import type { ExtractorOnBoard } from "./types";
import { instancesText, lastHeard, periodText, ruleText } from "./words";

type Cell = TemplateResult | typeof nothing;

/**
 * An extractor on the board: one line, under it what is wrong if anything is, and its instances when
 * opened. For tests: `data-testid="board-row"` with `data-name` and `data-liveness`.
 */
export function boardRow(extractor: ExtractorOnBoard, folds: Folds): TemplateResult {
  const key = `instances:${extractor.name}`;
  const open = folds.isOpen(key, false);
  const trouble = troubleOf(extractor, now());
  const panel = `instances-${extractor.name}`;
  return html`<li class="board-item" data-testid="board-row" data-name=${extractor.name} data-liveness=${extractor.liveness}>
    <div class="board-row">
      <span class="board-live">${stateMark(livenessFace(extractor.liveness, extractor.noBeats))}</span>
      <span class="board-name">
        <button
          type="button"
          class="fold"
          data-row
          aria-expanded=${open}
          aria-controls=${open ? panel : nothing}
          aria-label="Instances of ${extractor.name}"
          @click=${() => folds.toggle(key)}
        >
          ${caret()}
        </button>
        <a href=${`/ui/extractors/${encodeURIComponent(extractor.name)}`} title=${extractor.description ?? extractor.name}
          >${extractor.name}</a
        >
        <span class="muted">${extractor.version ?? ""}</span>
      </span>
      <span class="board-evidence muted">${evidence(extractor)}</span>
      <span class="num" title="Instances heard"><span class="label">instances </span>${instancesText(extractor.instances)}</span>
      <span class="num board-queue">${queue(extractor)}</span>
      <span class="num">${jobs(extractor, "running", "running", extractor.running)}</span>
      <span class="num">${jobs(extractor, "waiting", "waiting", extractor.waiting)}</span>
      <span class="num">${jobs(extractor, "failed", "failed today", extractor.failed)}</span>
    </div>
    ${trouble ? noticeLine(trouble) : nothing}
    ${open ? html`<div class="board-panel" id=${panel}>${about(extractor)}${instances(extractor.instances)}</div>` : nothing}
  </li>`;
}

/** When it was last heard, and how often it beats: the reader can judge. */
function evidence(extractor: ExtractorOnBoard): Cell {
  const last = lastHeard(extractor);
  if (extractor.noBeats || !last?.lastBeat) {
    return html`${extractor.evidence ?? "no heartbeat was heard"}`;
  }
  const period = last.periodMillis ? `, beats every ${periodText(last.periodMillis)}` : "";
  return html`<span title=${extractor.evidence ?? ""}
    >heard <tb-since from=${last.lastBeat} how="ago"></tb-since>${period}</span
  >`;
}

function queue({ queueState, queue: name }: ExtractorOnBoard): Cell {
  if (!queueState) {
    return nothing;
  }
  if (!queueState.exists) {
    return html`<span class="muted" title="The broker knows no queue ${name}">no queue</span>`;
  }
  const consumers = queueState.consumers ?? 0;
  return html`<span title="Messages ready in ${name}, and who takes them"
    >${(queueState.ready ?? 0).toLocaleString("en")}<span class="muted"> ready, </span>${consumers}<span class="muted">
      ${consumers === 1 ? "consumer" : "consumers"}</span
    ></span
  >`;
}

function jobs(extractor: ExtractorOnBoard, state: string, label: string, count: number | undefined): Cell {
  if (count === undefined) {
    return nothing;
  }
  const text = count >= 10_000 ? "10,000+" : count.toLocaleString("en");
  if (count === 0) {
    return html`<span class="muted zero"><span class="label">${label} </span>0</span>`;
  }
  const query = new URLSearchParams({ state, extractor: extractor.name });
  return html`<a href=${`/ui?${query.toString()}`} title="See the ${label} jobs of ${extractor.name}"
    ><span class="label">${label} </span>${text}</a
  >`;
}

function about(extractor: ExtractorOnBoard): TemplateResult {
  const rules = (extractor.process ?? []).map(ruleText).join(", ");
  return html`<p class="muted board-about">
    ${extractor.description ?? ""}${rules ? ` Works on ${rules}.` : ""}
  </p>`;
}
