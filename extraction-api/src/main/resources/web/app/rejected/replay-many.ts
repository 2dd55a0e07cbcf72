import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Refused } from "../api/client";
import { plural } from "../format/words";
import { Plain } from "../parts/plain";
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
export class ReplayMany extends Plain {
  static override properties: PropertyDeclarations = {
    query: { attribute: false },
    replayed: { attribute: false },
    count: { state: true },
    told: { state: true },
    busy: { state: true },
  };
  declare query: RejectedQuery;
  declare replayed: () => void;
  declare count: ReplaysAsked | undefined;
  declare told: string;
  declare busy: boolean;

  private ask(dryRun: boolean): Promise<ReplaysAsked> {
    return home.post<ReplaysAsked>("/v1/rejected-updates/replay", { ...replayBody(this.query), dryRun, ...(dryRun ? {} : { limit: MOST }) });
  }

  private async begin(): Promise<void> {
    await this.trying(async () => {
      const count = await this.ask(true);
      if (count.replayable === 0) {
        this.told = "None of these can be replayed: open one to see why.";
        return;
      }
      this.count = count;
      await this.updateComplete;
      this.querySelector<HTMLDialogElement>("dialog.replay")?.showModal();
    });
  }

  private async confirmed(): Promise<void> {
    this.close();
    await this.trying(async () => {
      const { asked } = await this.ask(false);
      this.told = `${plural(asked, "message")} asked for: job-tracker takes ${asked === 1 ? "it" : "them"} once more.`;
      this.replayed();
    });
  }

  private async trying(action: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.told = "";
    try {
      await action();
    } catch (failure) {
      this.told = failure instanceof Refused ? `Not replayed: ${failure.message}` : "The board did not answer; look again before you try once more.";
    }
    this.busy = false;
  }

  private close(): void {
    this.querySelector<HTMLDialogElement>("dialog.replay")?.close();
  }

  protected override render(): TemplateResult {
    return html`<button type="button" class="button" data-testid="replay-many" ?disabled=${this.busy} @click=${this.begin}>Replay these…</button>
      <span role="status" data-testid="replay-many-told">${this.told || nothing}</span>
      <dialog class="replay" aria-labelledby="replay-title">${this.count ? this.question(this.count) : nothing}</dialog>`;
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
        <button type="button" class="button" autofocus @click=${this.close}>Leave them</button>
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
