import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { ExtractorOnBoard } from "../board/types";
import { ruleText } from "../board/words";
import { livenessFace } from "../format/states";
import { stateMark } from "../parts/icons";
import type { Faults } from "./draft";
import { faultLine } from "./fields";
import { inOrder, worksOn, type Subject } from "./matching";

export interface ExtractorChoice {
  extractors: readonly ExtractorOnBoard[] | undefined;
  chosen: ReadonlySet<string>;
  subject: Subject;
  choose(name: string, on: boolean): void;
}

/** Who is to do it; those whose rules match come first. For tests: `data-testid="choice"` with `data-name`. */
export function extractorsPart(choice: ExtractorChoice, faults: Faults, busy: boolean): TemplateResult {
  return html`<fieldset class="step" ?disabled=${busy} aria-describedby="extractors-fault">
    <legend>Who is to do it</legend>
    ${faultLine("extractors", faults["extractors"])} ${list(choice)}
  </fieldset>`;
}

function list({ extractors, chosen, subject, choose }: ExtractorChoice): TemplateResult {
  if (!extractors) {
    return html`<p class="muted">Loading the extractors…</p>`;
  }
  if (extractors.length === 0) {
    return html`<p class="muted">No extractor has been heard yet. One appears here with its first heartbeat.</p>`;
  }
  const known = subject.type === "dataset" || subject.mimeTypes.length > 0;
  return html`<ul class="choices">
    ${repeat(
      inOrder(extractors, subject),
      (each) => each.name,
      (each) => {
        const id = `choice-${each.name}`;
        const apart = known && !worksOn(each, subject);
        return html`<li class="choice" data-testid="choice" data-name=${each.name} data-matches=${!apart}>
          <input
            type="checkbox"
            id=${id}
            .checked=${live(chosen.has(each.name))}
            @change=${(event: Event) => choose(each.name, (event.target as HTMLInputElement).checked)}
          />
          <label for=${id}>
            <span class="choice-name">${each.name}</span>
            <span class="muted">${each.version ?? ""}</span>
            ${each.liveness === "ONLINE" ? nothing : stateMark(livenessFace(each.liveness))}
            <span class="choice-about muted">${each.description ?? ""}</span>
            ${apart ? html`<span class="choice-apart">Works on ${rules(each)}; it may skip or refuse this.</span>` : nothing}
          </label>
        </li>`;
      },
    )}
  </ul>`;
}

function rules({ process = [] }: ExtractorOnBoard): string {
  return process.length === 0 ? "nothing that it tells" : process.map(ruleText).join(", ");
}
