import { html, nothing, type TemplateResult } from "lit";
import { now } from "../api/clock";
import { ruleText } from "../board/words";
import { exact, moment } from "../format/times";
import { plural } from "../format/words";
import { kindText, parametersOf } from "../submit/schema";
import type { ExtractorDetail, Revision } from "./types";

type Cell = TemplateResult | typeof nothing;

/** Who it is: what it says of itself, and what the broker says of its queue. */
export function about({ extractor, author, owner }: ExtractorDetail): TemplateResult {
  const queue = extractor.queueState;
  const rules = extractor.process ?? [];
  return html`<dl class="facts about">
    ${fact("Version", extractor.version)} ${fact("Author", author)} ${fact("Owner", owner)}
    ${fact("Private", owner && "seen and used by its owner, those it is shared with, and operators")}
    <dt>Works on</dt>
    <dd>${rules.length === 0 ? "what is submitted to it by hand" : rules.map(ruleText).join(", ")}</dd>
    ${fact("Queue", extractor.queue)}
    ${
      queue
        ? html`<dt>In the queue</dt>
            <dd title=${queue.checkedAt ? `Asked of the broker ${exact(queue.checkedAt)}` : ""}>
              ${
                queue.exists
                  ? `${plural(queue.ready ?? 0, "message")} ready, ${plural(queue.consumers ?? 0, "consumer")}`
                  : "the broker has no such queue"
              }
            </dd>`
        : nothing
    }
  </dl>`;
}

function fact(name: string, text: string | undefined): Cell {
  return text ? html`<dt>${name}</dt><dd class="text">${text}</dd>` : nothing;
}

/** What a job of it may be told. For tests: `data-testid="parameters"`. */
export function parameters(described: unknown): TemplateResult {
  const all = parametersOf(described);
  if (all.length === 0) {
    return html`<p class="muted">It says nothing of parameters: a job may carry any.</p>`;
  }
  return html`<dl class="parameters" data-testid="parameters">
    ${all.map(
      (each) => html`<dt>
          ${each.name}${each.required ? html` <span class="muted">required</span>` : nothing}
        </dt>
        <dd>
          <span class="muted">${kindText(each)}${each.fallback === undefined ? "" : `; if not given, ${JSON.stringify(each.fallback)}`}</span>
          ${each.description ? html`<span class="text">${each.description}</span>` : nothing}
        </dd>`,
    )}
  </dl>`;
}

/** The descriptions that its beats brought, the latest first. */
export function revisions(all: readonly Revision[]): TemplateResult {
  return html`<ol class="revisions">
    ${all.map(
      (each) => html`<li>
        <span>${each.version ? `Version ${each.version}` : `Description ${each.number}`}</span>
        ${each.firstSeen ? html`<span class="muted" title=${exact(each.firstSeen)}>first heard ${moment(each.firstSeen, now())}</span>` : nothing}
      </li>`,
    )}
  </ol>`;
}
