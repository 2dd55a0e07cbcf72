import { html, type TemplateResult } from "lit";
import type { Extractions, JobState } from "../api/types";
import { jobFace } from "../format/states";

/** Tells those who listen rather than look which jobs changed their state since the last answer. */
export class Announcer {
  private states: Map<string, JobState> | undefined;
  private news = "";

  tell(answer: Extractions): void {
    const before = this.states;
    const after = new Map<string, JobState>();
    const news: string[] = [];
    for (const group of answer.extractors) {
      for (const job of group.jobs) {
        after.set(job.id, job.state);
        const word = jobFace(job.state).word;
        const was = before?.get(job.id);
        if (before && (was === undefined || jobFace(was).word !== word)) {
          news.push(`${group.name}: ${word}`);
        }
      }
    }
    this.states = after;
    if (news.length > 0) {
      this.news = `${news.slice(0, 5).join(", ")}.`;
    }
  }

  line(): TemplateResult {
    return html`<p class="unseen" role="status">${this.news}</p>`;
  }
}
