import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { type Api, Refused } from "../api/client";
import { jobPath } from "../format/links";
import "../parts/copy";
import { Plain } from "../parts/plain";

/** The message that the extractor got, read when it is asked for. For tests: `data-testid="job-message"`. */
export class JobMessage extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    jobId: { attribute: false },
    text: { state: true },
    problem: { state: true },
  };
  declare api: Api;
  declare jobId: string;
  declare text: string | undefined;
  declare problem: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  private async read(): Promise<void> {
    this.problem = undefined;
    try {
      const message = await this.api.fetchOnce<unknown>(jobPath(this.jobId, "/message"));
      this.text = JSON.stringify(message, null, 2);
    } catch (failure) {
      this.problem =
        failure instanceof Refused && failure.status === 404
          ? "This board did not send the job: it knows only what was heard of it."
          : "The message could not be read.";
    }
  }

  protected override render(): TemplateResult {
    if (this.problem) {
      return html`<p class="muted aside-words">${this.problem}</p>`;
    }
    return this.text === undefined
      ? html``
      : html`<div class="json job-message-text" data-testid="job-message">
          <tb-copy value=${this.text} what="the message"></tb-copy>
          <pre tabindex="0" aria-label="Job message">${this.text}</pre>
          <p class="muted">As it was sent, with its secrets masked.</p>
        </div>`;
  }
}

customElements.define("tb-job-message", JobMessage);
