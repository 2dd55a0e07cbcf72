import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { Refused } from "../api/client";
import type { Rule } from "../board/types";
import { Plain } from "../parts/plain";
import { home } from "../session/session";
import { rulesSentence } from "./rules";

/** What operators decided about an extractor. */
interface Settings {
  enabled: boolean;
  spaces: Record<string, boolean>;
  grants: string[];
  drainErrors: boolean;
  version: number;
}

type Patch = Partial<{ enabled: boolean; spaces: Record<string, boolean | null>; grants: string[]; drainErrors: boolean }>;

/**
 * Whether events run it, where, and who else may use it; for operators. For tests:
 * `data-testid="settings"`, in it `"enabled"`, `"drain-errors"`, `"space"` with `data-id`, `"grant"` with `data-id`,
 * `"new-space"`, `"new-grant"`.
 */
export class ExtractorSettings extends Plain {
  static override properties: PropertyDeclarations = {
    name: { attribute: false },
    rules: { attribute: false },
    owner: { attribute: false },
    settings: { state: true },
    busy: { state: true },
    problem: { state: true },
  };
  declare name: string;
  declare rules: readonly Rule[];
  declare owner: string | undefined;
  declare settings: Settings | undefined;
  declare busy: boolean;
  declare problem: string;

  constructor() {
    super();
    this.busy = false;
    this.problem = "";
  }

  private get path(): string {
    return `/v1/extractors/${encodeURIComponent(this.name)}/settings`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.hear(() => home.fetchOnce<Settings>(this.path));
  }

  private change(patch: Patch): void {
    if (this.busy) {
      // What was pressed meanwhile goes back to where it stood.
      this.requestUpdate();
      return;
    }
    void this.hear(() => home.patch<Settings>(this.path, patch));
  }

  private async hear(call: () => Promise<Settings>): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      this.settings = await call();
    } catch (failure) {
      this.problem = failure instanceof Refused ? (failure.faults[0]?.detail ?? failure.message) : "The board did not answer; nothing was changed.";
    }
    this.busy = false;
  }

  protected override render(): TemplateResult {
    const settings = this.settings;
    return html`<div class="settings" data-testid="settings">
      ${settings ? this.form(settings) : nothing}
      <p class="problem" role="alert">${this.problem || nothing}</p>
    </div>`;
  }

  private form(settings: Settings): TemplateResult {
    return html`<fieldset aria-busy=${this.busy}>
      ${this.toggle("enabled", "Runs by itself", settings.enabled, (enabled) => this.change({ enabled }))}
      <p class="muted" data-testid="rules">${settings.enabled ? rulesSentence(this.rules) : "It runs only where somebody submits a job to it, or where a space below switches it on."}</p>
      <h3>In spaces</h3>
      ${
        Object.keys(settings.spaces).length === 0
          ? html`<p class="muted">As everywhere.</p>`
          : html`<ul class="setting-list">
              ${Object.entries(settings.spaces).map(([id, on]) => this.space(id, on))}
            </ul>`
      }
      ${this.adder("new-space", "A space's id", settings.enabled ? "Switch off there" : "Switch on there", (id) =>
        this.change({ spaces: { [id]: !settings.enabled } }),
      )}
      ${this.owner ? this.grants(settings) : nothing}
      <h3>Its error queue</h3>
      ${this.toggle("drain-errors", "Take failed messages from it", settings.drainErrors, (drainErrors) => this.change({ drainErrors }))}
      <p class="muted">
        ${
          settings.drainErrors
            ? html`They are kept under <a href="/ui/errors?extractor=${encodeURIComponent(this.name)}">Errors</a>, to be replayed or dropped.`
            : "They stay on the broker. Switch it on only where no other tool reads that queue."
        }
      </p>
    </fieldset>`;
  }

  private toggle(testid: string, says: string, on: boolean, change: (on: boolean) => void): TemplateResult {
    return html`<label class="switch">
      <input
        type="checkbox"
        role="switch"
        data-testid=${testid}
        .checked=${live(on)}
        @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
      />
      <span>${says}</span>
    </label>`;
  }

  private space(id: string, on: boolean): TemplateResult {
    return html`<li data-testid="space" data-id=${id}>
      <span class="setting-name">${id}</span>
      <span class="muted">${on ? "switched on" : "switched off"}</span>
      <button type="button" class="quiet" @click=${() => this.change({ spaces: { [id]: !on } })}>${on ? "Switch off" : "Switch on"}</button>
      <button type="button" class="quiet" aria-label="As everywhere, in ${id}" @click=${() => this.change({ spaces: { [id]: null } })}>
        As everywhere
      </button>
    </li>`;
  }

  private grants(settings: Settings): TemplateResult {
    return html`<h3>Who may use it</h3>
      <p class="muted">It is ${this.owner}'s own: nobody else sees or uses it but operators and those named here.</p>
      <ul class="setting-list">
        ${settings.grants.map(
          (id) => html`<li data-testid="grant" data-id=${id}>
            <span class="setting-name">${id}</span>
            <button
              type="button"
              class="quiet"
              aria-label="Take back from ${id}"
              @click=${() => this.change({ grants: settings.grants.filter((each) => each !== id) })}
            >
              Take back
            </button>
          </li>`,
        )}
      </ul>
      ${this.adder("new-grant", "A user's id", "Grant", (id) => this.change({ grants: [...settings.grants, id] }))}`;
  }

  private adder(testid: string, label: string, verb: string, add: (id: string) => void): TemplateResult {
    const submitted = (event: Event): void => {
      event.preventDefault();
      const field = (event.currentTarget as HTMLElement).closest(".adder")!.querySelector("input")!;
      const id = field.value.trim();
      if (id) {
        field.value = "";
        add(id);
      }
    };
    return html`<p class="adder">
      <label><span class="unseen">${label}</span>
        <input
          type="text"
          data-testid=${testid}
          placeholder=${label}
          autocomplete="off"
          spellcheck="false"
          @keydown=${(event: KeyboardEvent) => (event.key === "Enter" ? submitted(event) : undefined)}
      /></label>
      <button type="button" class="button" @click=${submitted}>${verb}</button>
    </p>`;
  }
}

customElements.define("tb-extractor-settings", ExtractorSettings);
