import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { Asking } from "../acts/asking";
import { jobPage } from "../format/links";
import { exact } from "../format/times";
import "../parts/copy";
import { home } from "../session/session";
import { bytesText } from "../rejected/words";
import type { ErrorMessage } from "./types";
import { fateText, reasonText } from "./words";

/** One message: why it failed, its job, its text. For tests: `data-testid="error-body"`, `"error-replay"`, `"error-drop"`, `"error-told"`. */
export class ErrorDetail extends Asking {
  static override properties: PropertyDeclarations = {
    message: { attribute: false },
    decided: { attribute: false },
    whole: { state: true },
  };
  /** As the list has it. */
  declare message: ErrorMessage;
  /** Called when something was decided. */
  declare decided: (message: ErrorMessage) => void;
  declare whole: ErrorMessage | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("message");
    if (changed.has("message") && JSON.stringify(before) !== JSON.stringify(this.message)) {
      void this.load();
    }
  }

  private get path(): string {
    return `/v1/error-messages/${encodeURIComponent(this.message.id)}`;
  }

  private async load(): Promise<void> {
    try {
      this.whole = await home.fetchOnce<ErrorMessage>(this.path);
    } catch {
      this.told ||= "Its text could not be read; open it again to try once more.";
    }
  }

  private readonly replay = async (): Promise<void> => {
    const secretKey = this.querySelector<HTMLInputElement>("input.key")?.value ?? "";
    await this.decide("replay", secretKey ? { secretKey } : {}, "It is sent to its extractor once more.");
  };

  private readonly drop = (): Promise<void> => this.decide("drop", {}, "Dropped. Its job stays failed.");

  private decide(what: string, body: object, done: string): Promise<void> {
    return this.trying(async () => {
      this.whole = await home.post<ErrorMessage>(`${this.path}/${what}`, body);
      this.decided(this.whole);
      return done;
    });
  }

  protected override render(): TemplateResult {
    const known = this.whole ?? this.message;
    return html`<div class="rejected-detail">
      <p>${reasonText(known)}</p>
      <dl class="facts">
        ${known.jobId ? html`<dt>Job</dt><dd class="text"><a href=${jobPage(home, known.jobId)}>${known.jobId}</a></dd>` : nothing}
        <dt>From</dt>
        <dd class="text">${known.queue}</dd>
        <dt>Taken</dt>
        <dd>${exact(known.receivedAt)}</dd>
        <dt>Length</dt>
        <dd>${bytesText(known.length)}</dd>
        ${known.decidedAt ? html`<dt>Decided</dt><dd class="text">${exact(known.decidedAt)}: ${fateText(known)}. ${known.note ?? nothing}</dd>` : nothing}
      </dl>
      ${this.body(known)} ${known.fate === "WAITING" ? this.choices(known) : nothing}
      <p class="act"><span role="status" tabindex="-1" class="told" data-testid="error-told">${this.told || nothing}</span></p>
    </div>`;
  }

  private body({ body }: ErrorMessage): TemplateResult {
    if (body === undefined) {
      return html`<p class="muted">Loading its text…</p>`;
    }
    return html`<div class="raw">
      <pre tabindex="0" role="region" aria-label="The message without its key" data-testid="error-body">${indented(body)}</pre>
      <tb-copy value=${body} what="the message"></tb-copy>
    </div>`;
  }

  private choices(known: ErrorMessage): TemplateResult {
    return html`${
        known.needsKey && known.replayable
          ? html`<p class="muted">Another system sent it, and its key was not kept: a replay needs one of that system’s keys. It is used once, and not kept.</p>
              <p>
                <label>Key of that system <input class="control key" type="password" autocomplete="off" spellcheck="false" /></label>
              </p>`
          : nothing
      }
      <p class="act">
        ${
          known.replayable
            ? html`<button type="button" class="button" data-testid="error-replay" aria-disabled=${this.busy} @click=${this.replay}>Replay this message</button>`
            : html`<span class="muted">${known.notReplayable}</span>`
        }
        <button type="button" class="button" data-testid="error-drop" aria-disabled=${this.busy} @click=${this.drop}>Drop it</button>
      </p>`;
  }
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

customElements.define("tb-error-detail", ErrorDetail);
