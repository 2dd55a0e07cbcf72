import { html, type TemplateResult } from "lit";
import type { Extractions } from "../api/types";
import { faceOf } from "../format/states";

/** Tells those who listen rather than look which jobs changed their state since the last answer. */
export class Announcer {
  private words: Map<string, string> | undefined;
  private news = "";

  tell(answer: Extractions): void {
    const before = this.words;
    const after = new Map<string, string>();
    const news: string[] = [];
    for (const group of answer.extractors) {
      for (const job of group.jobs) {
        const word = faceOf(job).word;
        after.set(job.id, word);
        if (before && before.get(job.id) !== word) {
          news.push(`${group.name}: ${word}`);
        }
      }
    }
    this.words = after;
    if (news.length > 0) {
      this.news = `${news.slice(0, 5).join(", ")}.`;
    }
  }

  line(): TemplateResult {
    return html`<p class="unseen" role="status">${this.news}</p>`;
  }
}
