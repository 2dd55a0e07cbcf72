import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Asking } from "../acts/asking";
import { plural } from "../format/words";
import { home } from "../session/session";
import { manyBody, type ErrorQuery } from "./query";
import type { ManyDecided } from "./types";

/** The most that the API takes at once. */
const MOST = 1_000;

type What = "replay" | "drop";

/**
 * Replays or drops all that wait and match: first it counts, then it asks, then it does. For tests:
 * `data-testid="errors-replay"`, `"errors-drop"`, `"errors-confirm"`, `"errors-told"`.
 */
export class DecideMany extends Asking {
  static override properties: PropertyDeclarations = {
    query: { attribute: false },
    any: { attribute: false },
    decided: { attribute: false },
    asked: { state: true },
  };
  declare query: ErrorQuery;
  /** Whether there are such; what was done to the last of them is told all the same. */
  declare any: boolean;
  declare decided: () => void;
  declare asked: { what: What; matched: number } | undefined;

  private post(what: What, more: object): Promise<ManyDecided> {
    return home.post<ManyDecided>(`/v1/error-messages/${what}`, { ...manyBody(this.query), ...more });
  }

  private readonly begin = (what: What): Promise<void> =>
    this.trying(async () => {
      const { matched } = await this.post(what, { dryRun: true });
      this.asked = { what, matched };
      return this.ask();
    });

  private readonly confirmed = async (): Promise<void> => {
    const { asked } = this;
    this.leave();
    if (asked) {
      await this.trying(async () => {
        const { done, refused } = await this.post(asked.what, { expected: asked.matched, limit: MOST });
        const left = refused > 0 ? ` ${plural(refused, "other")} could not be: open one to see why.` : "";
        this.decided();
        return `${plural(done, "message")} ${asked.what === "drop" ? "dropped" : "replayed"}.${left}`;
      });
    }
  };

  protected override render(): TemplateResult {
    return html`${this.any ? this.buttons() : nothing}
      <span role="status" tabindex="-1" class="told" data-testid="errors-told">${this.told || nothing}</span>
      <dialog class="confirm" aria-labelledby="errors-title">${this.asked ? this.question(this.asked) : nothing}</dialog>`;
  }

  private buttons(): TemplateResult {
    return html`<button type="button" class="button" data-testid="errors-replay" aria-disabled=${this.busy} @click=${() => void this.begin("replay")}>Replay these…</button>
      <button type="button" class="button" data-testid="errors-drop" aria-disabled=${this.busy} @click=${() => void this.begin("drop")}>Drop these…</button>`;
  }

  private question({ what, matched }: { what: What; matched: number }): TemplateResult {
    const now = Math.min(matched, MOST);
    const title = `${what === "drop" ? "Drop" : "Replay"} ${plural(now, "message")}`;
    return html`<h2 id="errors-title">${title}?</h2>
      <p>
        ${
          what === "drop"
            ? "They are not sent again. Their jobs stay failed; what is kept of the messages can still be read."
            : "Each job of this board is sent to its extractor once more, as its next attempt. Messages of other systems need a key of theirs, and are left alone."
        }
      </p>
      ${matched > MOST ? html`<p class="muted">Of ${matched.toLocaleString("en")}, ${MOST.toLocaleString("en")} are taken at once, the newest first.</p>` : nothing}
      <p class="act">
        <button type="button" class="button primary" data-testid="errors-confirm" @click=${() => void this.confirmed()}>${title}</button>
        <button type="button" class="button" autofocus @click=${this.leave}>Leave them</button>
      </p>`;
  }
}

customElements.define("tb-decide-many", DecideMany);
