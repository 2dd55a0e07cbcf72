import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Api } from "../api/client";
import { everySecond, now } from "../api/clock";
import type { TabJob } from "../api/types";
import { notice, opensByItself, runningSince, waitingSince } from "../format/notices";
import { faceOf, isUnfinished } from "../format/states";
import { attemptsText, clause, shortId, who } from "../format/words";
import "../parts/copy";
import type { Folds } from "../parts/folds";
import { caret, stateMark } from "../parts/icons";
import { Plain } from "../parts/plain";
import "../parts/since";
import { labelled, ranCell, startedCell, waitedCell } from "../parts/time";
import "./job-panel";
import { noticeLine } from "./notice-line";

/**
 * A job: one line, under it what went wrong if anything did, and its story when opened. For tests:
 * `data-testid="job"` with `data-id`, `data-state` (on the element); inside `data-testid="notice"`,
 * and `data-testid="event"` with `data-job` for each event of an open job.
 */
export class JobRow extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    job: { attribute: false },
    newest: { attribute: false },
    folds: { attribute: false },
    showJob: { attribute: false },
    revision: { attribute: false },
  };
  declare api: Api;
  declare job: TabJob;
  declare newest: boolean;
  declare folds: Folds;
  declare showJob: (id: string) => void;
  declare revision: object;
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A job that waits or is silent for long gets a sentence without any news from the server.
    this.stop = everySecond(() => isUnfinished(this.job.state) && this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render(): TemplateResult {
    const job = this.job;
    const key = `job:${job.id}`;
    const open = this.folds.isOpen(key, opensByItself(job, this.newest));
    const panelId = `panel-${job.id}`;
    const told = notice(job, now());
    return html`<div class="job-row" @click=${this.clicked}>
        <span class="job-id">
          <button type="button" class="fold" data-row aria-expanded=${open} aria-controls=${open ? panelId : nothing}>
            ${caret()}<span title=${job.id}>${this.label()}</span>
          </button>
          <tb-copy value=${job.id} what="the id ${job.id}"></tb-copy>
        </span>
        <span class="job-state">${stateMark(faceOf(job))}${this.going()}${this.inferred()}</span>
        <span class="job-who">${who(job) || html`<span class="unseen">by whom is not known</span>`}</span>
        <span class="job-started num">${startedCell(job)}</span>
        <span class="job-waited num">${labelled("waited", waitedCell(job))}</span>
        <span class="job-ran num">${labelled("ran", ranCell(job))}</span>
        <span class="job-tries num">${attemptsText(job)}</span>
        <span class="job-message">${this.overlaps()}${this.mixed()}${told?.brief ? told.cause : told?.quotes ? nothing : this.message()}</span>
      </div>
      ${told && !told.brief ? noticeLine(told) : nothing}
      ${
        open
          ? html`<tb-job-panel
            id=${panelId}
            .api=${this.api}
            .job=${job}
            .folds=${this.folds}
            .revision=${this.revision}
          ></tb-job-panel>`
          : nothing
      }`;
  }

  private label(): string {
    return this.job.identity === "INFERRED" ? "Past run" : `Job ${shortId(this.job.id)}`;
  }

  /** Since when it runs or waits: beside the word, for then nothing stands in its own column. */
  private going(): TemplateResult | typeof nothing {
    const since = runningSince(this.job) ?? waitingSince(this.job);
    return since ? html`<tb-since from=${since}></tb-since>` : nothing;
  }

  private inferred(): TemplateResult | typeof nothing {
    if (this.job.identity !== "INFERRED") {
      return nothing;
    }
    const why = this.job.ambiguous
      ? "Its updates carried no job id, and several runs overlapped: some of these may belong to another of them"
      : "Its updates carried no job id: the board told the runs apart by their order";
    return html`<span class="muted" title=${why}>(id inferred)</span>`;
  }

  private message(): TemplateResult {
    const text = this.job.lastMessage ?? "";
    return html`<span title=${text}>${clause(text)}</span>`;
  }

  private mixed(): TemplateResult | typeof nothing {
    return this.job.ambiguous ? html`<span class="overlaps">may be mixed with another run</span>` : nothing;
  }

  private overlaps(): TemplateResult | typeof nothing {
    const others = this.job.overlaps ?? [];
    if (others.length === 0) {
      return nothing;
    }
    const shown = others.slice(0, 2);
    const rest = others.length - shown.length;
    return html`<span class="overlaps" title="Both ran on this resource at the same time"
      >overlaps with
      ${shown.map(
        (id, index) =>
          html`${index > 0 ? ", " : ""}<button type="button" class="link" title=${id} @click=${() => this.showJob(id)}>
              ${shortId(id)}</button
            >`,
      )}${rest > 0 ? ` and ${rest} more` : ""}</span
    >`;
  }

  /** The whole row folds, but not for who presses a button in it or marks its text. */
  private clicked(event: Event): void {
    const target = event.target as Element;
    const button = target.closest("button, a");
    if ((button && !button.matches(".fold")) || (!button && document.getSelection()?.toString())) {
      return;
    }
    this.folds.toggle(`job:${this.job.id}`);
  }
}

customElements.define("tb-job", JobRow);
