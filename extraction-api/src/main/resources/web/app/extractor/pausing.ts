import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Refused } from "../api/client";
import { now } from "../api/clock";
import type { Instant } from "../api/types";
import { exact, moment } from "../format/times";
import { Plain } from "../parts/plain";
import { home } from "../session/session";

interface Settings {
  paused?: { since: Instant; by: { id: string; name?: string } };
}

/** Holds an extractor's jobs back, and lets them go: for operators; others see nothing of it. */
export class Pausing extends Plain {
  static override properties: PropertyDeclarations = {
    name: { attribute: false },
    settings: { state: true },
    busy: { state: true },
    trouble: { state: true },
  };
  declare name: string;
  declare settings: Settings | undefined;
  declare busy: boolean;
  declare trouble: string;

  constructor() {
    super();
    this.busy = false;
    this.trouble = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  private get path(): string {
    return `/v1/extractors/${encodeURIComponent(this.name)}`;
  }

  private async read(): Promise<void> {
    try {
      this.settings = await home.fetchOnce<Settings>(`${this.path}/settings`);
    } catch {
      // Who may not change it is not told of it; the waiting jobs say it themselves.
      this.settings = undefined;
    }
  }

  private async change(what: "pause" | "resume"): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.trouble = "";
    try {
      this.settings = await home.post<Settings>(`${this.path}/${what}`, {});
    } catch (failure) {
      this.trouble = failure instanceof Refused ? failure.message : "The board did not answer; nothing is known to have changed.";
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.settings) {
      return nothing;
    }
    const { paused } = this.settings;
    return html`${
      paused
        ? html`<span class="muted" data-testid="paused"
            >Paused since <time datetime=${paused.since} title=${exact(paused.since)}>${moment(paused.since, now())}</time> by
            ${paused.by.name ?? paused.by.id}: its jobs wait.</span
          >`
        : nothing
    }
    <button
      class="button"
      data-testid=${paused ? "resume" : "pause"}
      aria-disabled=${this.busy}
      title=${paused ? "Its waiting jobs are sent again" : "New jobs are accepted and wait; those in its queue already still run"}
      @click=${() => void this.change(paused ? "resume" : "pause")}
    >
      ${paused ? "Resume" : "Pause"}
    </button>
    <span role="alert">${this.trouble || nothing}</span>`;
  }
}

customElements.define("tb-pausing", Pausing);
