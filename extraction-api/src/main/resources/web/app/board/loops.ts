import { html, nothing, type TemplateResult } from "lit";
import type { Job } from "../api/types";
import { plural } from "../format/words";

/** How many are asked for: of more than that, the line says so. */
const MOST = 20;

export const loopsPath = `/v1/jobs?trouble=LOOPING&limit=${MOST}`;

/** The alarm for jobs that are handed out again and again, or nothing. For tests: `data-testid="loops"`. */
export function loopsLine(jobs: readonly Job[]): TemplateResult | typeof nothing {
  if (jobs.length === 0) {
    return nothing;
  }
  const names = [...new Set(jobs.map((job) => job.extractor ?? "an extractor without a name"))].sort();
  const count = jobs.length < MOST ? plural(jobs.length, "job") : `${MOST} jobs or more`;
  return html`<p class="notice tone-bad" role="alert" data-testid="loops">
    <span class="cause"
      >${count} of ${names.slice(0, 3).join(", ")}${names.length > 3 ? " and others" : ""}
      ${jobs.length === 1 ? "is" : "are"} handed out again and again without an end.</span
    >
    <span class="next"><a href="/ui?trouble=looping">See what was found</a>, and look into the extractor's own log.</span>
  </p>`;
}
