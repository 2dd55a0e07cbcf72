import { html, nothing, type TemplateResult } from "lit";
import { resourcePage, shortId } from "../format/words";
import type { Outcome } from "./draft";

/** What came of it, with ways to follow it. For tests: `data-testid="outcome"`, `data-testid="submitted-job"`. */
export function outcomes(all: readonly Outcome[], more: () => void): TemplateResult {
  const well = all.filter((each) => each.job).length;
  const failed = all.length - well;
  const groups = byResource(all);
  return html`<section class="outcome" data-testid="outcome" aria-labelledby="outcome-title">
    <h2 class="sentence" id="outcome-title" tabindex="-1">${summary(well, failed)}</h2>
    <ul>
      ${groups.map((group) => {
        const first = group[0]!;
        return html`<li>
          <p><a href=${resourcePage(first.resource)} data-testid="see-extractions">${first.label}</a> <span class="muted">its extractions</span></p>
          <ul class="outcome-jobs">
            ${group.map(
              (each) => html`<li>
                <span>${each.extractor}</span>
                ${each.job ? html`<a href=${`/ui/jobs/${encodeURIComponent(each.job.id)}`} data-testid="submitted-job" title=${each.job.id}>Job ${shortId(each.job.id)}</a>` : nothing}
                ${each.fault ? html`<span class="problem">${each.fault}</span>` : nothing}
              </li>`,
            )}
          </ul>
        </li>`;
      })}
    </ul>
    <p><button type="button" class="button" @click=${more}>${failed > 0 ? "Change and try those again" : "Submit more"}</button></p>
  </section>`;
}

function byResource(all: readonly Outcome[]): Outcome[][] {
  const groups = new Map<string, Outcome[]>();
  for (const each of all) {
    const key = `${each.resource.type}/${each.resource.id}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function summary(well: number, failed: number): string {
  const jobs = well === 1 ? "1 job is submitted" : `${well.toLocaleString("en")} jobs are submitted`;
  if (failed === 0) {
    return `${jobs}.`;
  }
  const not = failed === 1 ? "1 could not be" : `${failed.toLocaleString("en")} could not be`;
  return well === 0 ? `No job was submitted: ${not}.` : `${jobs}; ${not}.`;
}
