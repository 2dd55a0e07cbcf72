import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { Asking } from "../acts/asking";
import { exact } from "../format/times";
import "../parts/copy";
import { home } from "../session/session";
import type { Rejected } from "./types";
import { bytesText, reasonLong } from "./words";

/**
 * One rejected message: why, its facts and its text, which is shown as text whatever is in it. For
 * tests: `data-testid="rejected-body"`, `data-testid="replay"`, `data-testid="replay-told"`.
 */
export class RejectedDetail extends Asking {
  static override properties: PropertyDeclarations = {
    rejected: { attribute: false },
    replayed: { attribute: false },
    whole: { state: true },
  };
  /** As the list has it. */
  declare rejected: Rejected;
  /** Called when a replay was asked for. */
  declare replayed: () => void;
  declare whole: Rejected | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("rejected");
    if (changed.has("rejected") && JSON.stringify(before) !== JSON.stringify(this.rejected)) {
      void this.load();
    }
  }

  private async load(): Promise<void> {
    try {
      this.whole = await home.fetchOnce<Rejected>(`/v1/rejected-updates/${encodeURIComponent(this.rejected.id)}`);
    } catch {
      this.told ||= "Its text could not be read; open it again to try once more.";
    }
  }

  private replay(): Promise<void> {
    return this.trying(async () => {
      await home.post(`/v1/rejected-updates/${encodeURIComponent(this.rejected.id)}/replay`, {});
      this.replayed();
      return "Asked for: job-tracker takes it once more when it reads its queue that far.";
    });
  }

  protected override render(): TemplateResult {
    const known = this.whole ?? this.rejected;
    return html`<div class="rejected-detail">
      <p>${known.detail}</p>
      <p class="muted">${reasonLong(known.reason)}</p>
      <dl class="facts">
        <dt>Received</dt>
        <dd>${exact(known.receivedAt)}</dd>
        <dt>From</dt>
        <dd class="text">${known.origin ? `${known.origin}, by ` : ""}${known.queue}</dd>
        <dt>Length</dt>
        <dd>${bytesText(known.length)}${known.whole ? "" : ", of which the first 1 MiB is kept"}</dd>
        <dt>SHA-256</dt>
        <dd class="text">${known.digest}</dd>
        ${known.replayedAt ? html`<dt>Replayed</dt><dd class="text">${exact(known.replayedAt)} by ${known.replayedBy ?? "somebody"}, as ${known.replayedAs}</dd>` : nothing}
        ${known.replayFailure && known.replayTriedAt ? html`<dt>In vain</dt><dd class="text">${exact(known.replayTriedAt)}: ${known.replayFailure}</dd>` : nothing}
      </dl>
      ${this.body(known)}
      <p class="act">
        ${
          known.replayable
            ? html`<button type="button" class="button" data-testid="replay" aria-disabled=${this.busy} @click=${this.replay}>Replay this message</button>`
            : html`<span class="muted">${known.notReplayable}</span>`
        }
        <span role="status" tabindex="-1" class="told" data-testid="replay-told">${this.told || nothing}</span>
      </p>
    </div>`;
  }

  private body({ body }: Rejected): TemplateResult {
    if (body === undefined) {
      return html`<p class="muted">Loading its text…</p>`;
    }
    return html`<div class="raw">
      <pre tabindex="0" role="region" aria-label="The message as it came" data-testid="rejected-body">${body}</pre>
      <tb-copy value=${body} what="the message"></tb-copy>
    </div>`;
  }
}

customElements.define("tb-rejected-detail", RejectedDetail);
