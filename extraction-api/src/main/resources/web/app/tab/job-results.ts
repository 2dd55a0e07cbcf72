import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Api } from "../api/client";
import type { Result, TabJob } from "../api/types";
import { isUnfinished } from "../format/states";
import { exact, timeOfDay } from "../format/times";
import type { Folds } from "../parts/folds";
import { caret } from "../parts/icons";
import { Plain } from "../parts/plain";
import "./picture";
import { isPart, resultParts } from "./result-parts";
import { resultView } from "./result-view";

/** A running job is asked again with its news, but not for each of a burst. */
const REST_MILLIS = 3000;
const RETRY_MILLIS = 5000;

/**
 * What a job handed in: tags and pictures at once, metadata folded, with a word on how much it is. For
 * tests: `data-testid="result"` for what is folded.
 */
export class JobResults extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    job: { attribute: false },
    folds: { attribute: false },
    unfolded: { attribute: false },
    revision: { attribute: false },
    results: { state: true },
    failed: { state: true },
  };
  declare api: Api;
  declare job: TabJob;
  declare folds: Folds;
  /** Whether they are open at first sight. */
  declare unfolded: boolean | undefined;
  declare revision: object;
  declare results: Result[] | undefined;
  declare failed: boolean;
  private readVersion = -1;
  private readAt = 0;

  protected override willUpdate(changed: PropertyValues): void {
    const due = this.readVersion !== this.job.version && (!isUnfinished(this.job.state) || this.rested());
    if (changed.has("job") && due) {
      void this.read();
    }
  }

  private rested(): boolean {
    return Date.now() - this.readAt > REST_MILLIS;
  }

  private async read(): Promise<void> {
    const version = this.job.version;
    this.readVersion = version;
    this.readAt = Date.now();
    try {
      const path = `/v1/jobs/${encodeURIComponent(this.job.id)}/results`;
      this.results = (await this.api.fetchOnce<{ results: Result[] }>(path)).results;
      this.failed = false;
    } catch {
      this.failed = true;
      this.readVersion = -1;
      setTimeout(() => this.isConnected && this.readVersion === -1 && void this.read(), RETRY_MILLIS);
    }
  }

  protected override render(): TemplateResult {
    if (!this.results) {
      return this.failed ? html`<p class="muted">Its results could not be read; trying again.</p>` : html``;
    }
    if (this.results.length === 0) {
      const started = this.job.attempts.length > 0;
      const words = !started ? "None: it has not run." : isUnfinished(this.job.state) ? "Nothing handed in yet." : "It handed in nothing.";
      return html`<p class="muted">${words}</p>`;
    }
    return html`${resultParts(this.results, this.api)}
    ${repeat(
      this.results.filter((result) => !isPart(result)),
      (result) => result.id,
      (result) => this.result(result),
    )}`;
  }

  private result(result: Result): TemplateResult {
    const key = `result:${result.id}`;
    const open = this.folds.isOpen(key, this.unfolded === true);
    return html`<div class="aside-fold" data-testid="result">
      <button type="button" class="fold" aria-expanded=${open} @click=${() => this.folds.toggle(key)}>
        ${caret()}<span>${heading(result.kind)}</span>
        <span class="muted" title=${exact(result.createdAt)}>${size(result.content)}, ${timeOfDay(result.createdAt)}</span>
      </button>
      ${open ? resultView(result) : nothing}
    </div>`;
  }
}

function heading(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

function size(content: unknown): string {
  const count = content !== null && typeof content === "object" ? Object.keys(content).length : 1;
  return `${count} ${Array.isArray(content) ? "item" : "field"}${count === 1 ? "" : "s"}`;
}

customElements.define("tb-job-results", JobResults);
