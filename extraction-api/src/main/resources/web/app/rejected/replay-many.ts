import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Asking } from "../acts/asking";
import { plural } from "../format/words";
import { home } from "../session/session";
import { replayBody, type RejectedQuery } from "./query";
import type { ReplaysAsked } from "./types";
import { reasonShort } from "./words";

/** The most that the API takes at once. */
const MOST = 10_000;

/**
 * Replays all that the filters match: first it counts, then it asks, then it does. For tests:
 * `data-testid="replay-many"`, `"replay-confirm"` with what it will do in its words, `"replay-many-told"`.
 */
export class ReplayMany extends Asking {
  static override properties: PropertyDeclarations = {
    query: { attribute: false },
    replayed: { attribute: false },
    count: { state: true },
  };
  declare query: RejectedQuery;
  declare replayed: () => void;
  declare count: ReplaysAsked | undefined;

  private post(dryRun: boolean): Promise<ReplaysAsked> {
    return home.post<ReplaysAsked>("/v1/rejected-updates/replay", { ...replayBody(this.query), dryRun, ...(dryRun ? {} : { limit: MOST }) });
  }

  private begin(): Promise<void> {
    return this.trying(async () => {
      const count = await this.post(true);
      if (count.replayable === 0) {
        return "None of these can be replayed: open one to see why.";
      }
      this.count = count;
      return this.ask();
    });
  }

  private confirmed(): Promise<void> {
    this.leave();
    return this.trying(async () => {
      const { asked } = await this.post(false);
      this.replayed();
      return `${plural(asked, "message")} asked for: job-tracker takes ${asked === 1 ? "it" : "them"} once more.`;
    });
  }

  protected override render(): TemplateResult {
    return html`<button type="button" class="button" data-testid="replay-many" aria-disabled=${this.busy} @click=${this.begin}>Replay these…</button>
      <span role="status" tabindex="-1" class="told" data-testid="replay-many-told">${this.told || nothing}</span>
      <dialog class="confirm" aria-labelledby="replay-title">${this.count ? this.question(this.count) : nothing}</dialog>`;
  }

  private question({ matched, replayable }: ReplaysAsked): TemplateResult {
    const now = Math.min(replayable, MOST);
    const left = matched - replayable;
    return html`<h2 id="replay-title">Replay ${plural(now, "message")}?</h2>
      <p>${this.chosen()}</p>
      <p>
        job-tracker takes ${now === 1 ? "it" : "them"} once more, the oldest first. What can be used then changes its job;
        what still cannot stays here, with the reason.
      </p>
      ${left > 0 ? html`<p class="muted">${plural(left, "other")} that ${left === 1 ? "matches" : "match"} cannot be replayed, and ${left === 1 ? "is" : "are"} left alone.</p>` : nothing}
      ${replayable > MOST ? html`<p class="muted">Of ${replayable.toLocaleString("en")}, ${MOST.toLocaleString("en")} are taken at once: replay again for the rest.</p>` : nothing}
      <p class="act">
        <button type="button" class="button primary" data-testid="replay-confirm" @click=${this.confirmed}>Replay ${plural(now, "message")}</button>
        <button type="button" class="button" autofocus @click=${this.leave}>Leave them</button>
      </p>`;
  }

  private chosen(): string {
    const { reason, queue, text } = this.query;
    const parts = [
      reason ? `rejected as “${reasonShort(reason)}”` : "rejected for whatever reason",
      queue ? `from the queue ${queue}` : "",
      text ? `holding “${text}”` : "",
    ];
    return `All that were ${parts.filter((part) => part).join(", ")}, and not replayed yet.`;
  }
}

customElements.define("tb-replay-many", ReplayMany);
