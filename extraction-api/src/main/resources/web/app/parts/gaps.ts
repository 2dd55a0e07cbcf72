import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { now } from "../api/clock";
import type { Gap, UpdateQueues } from "../api/types";
import { exact, moment } from "../format/times";
import { plural } from "../format/words";
import { home } from "../session/session";
import { whoami } from "../session/who";
import { Plain } from "./plain";

const AGAIN_MILLIS = 60_000;
const SHOWN_FOR_MILLIS = 7 * 24 * 3600 * 1000;
const MOST = 3;
const HIDDEN = "tallyboard.gaps-hidden";

/** Tells operators of updates that were removed before they were read; `data-testid="gaps"`. */
export class Gaps extends Plain {
  static override properties: PropertyDeclarations = { gaps: { state: true } };
  declare gaps: Gap[];
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.gaps = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    whoami().then(
      ({ role }) => {
        if (this.isConnected && (role === "operator" || role === "admin")) {
          void this.ask();
          this.timer = setInterval(() => document.hidden || void this.ask(), AGAIN_MILLIS);
        }
      },
      // The page's own requests tell when the server is away.
      () => undefined,
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private async ask(): Promise<void> {
    try {
      const { queues } = await home.fetchOnce<UpdateQueues>("/v1/update-queues");
      const since = Math.max(hiddenUntil(), now() - SHOWN_FOR_MILLIS);
      this.gaps = queues
        .flatMap((queue) => queue.gaps)
        .filter((gap) => Date.parse(gap.foundAt) > since)
        .sort((a, b) => Date.parse(b.foundAt) - Date.parse(a.foundAt));
    } catch {
      // What was known stays until the next answer.
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.gaps.length === 0) {
      return nothing;
    }
    const more = this.gaps.length - MOST;
    return html`<div class="gaps" role="status" data-testid="gaps">
      <span
        >${this.gaps.slice(0, MOST).map(
          (gap) =>
            html`<span title="Messages ${gap.from} to ${gap.to} of ${gap.log}, found missing ${exact(gap.foundAt)}"
              >${gap.log}: ${plural(gap.count, "update")} ${gap.count === 1 ? "was" : "were"} removed before
              ${gap.count === 1 ? "it was" : "they were"} read, ${moment(gap.foundAt, now())};
            </span>`,
        )}${more > 0 ? `and ${plural(more, "gap")} more; ` : ""}<span class="muted"
          >some jobs may show less than happened: let the broker keep its streams for longer.</span
        ></span
      >
      <button type="button" class="quiet" @click=${this.hide}>Hide</button>
    </div>`;
  }

  /** Until another is found. */
  private hide(): void {
    try {
      localStorage.setItem(HIDDEN, String(Date.parse(this.gaps[0]?.foundAt ?? "") || 0));
    } catch {
      // Then it is hidden until the next answer.
    }
    this.gaps = [];
  }
}

/** Gaps found later than this are shown; a browser may keep nothing for us. */
function hiddenUntil(): number {
  try {
    return Number(localStorage.getItem(HIDDEN) ?? 0);
  } catch {
    return 0;
  }
}

customElements.define("tb-gaps", Gaps);
