import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { Job, Whoami } from "../api/types";
import { jobPage, jobPath } from "../format/links";
import { shortId } from "../format/words";
import { home } from "../session/session";
import { whoami } from "../session/who";
import { Asking } from "./asking";
import { possible } from "./possible";
import { mayAct, type Act, type CancelAnswer } from "./types";
import { LABELS, willDo } from "./words";

const PRIORITIES = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] as const;

/**
 * What can be done to one job, and what came of it. For tests: `data-testid="act-cancel"`, `"act-rerun"`,
 * `"act-replay"`, `"act-priority"`; `"act-confirm"` in the dialog; `"act-told"` for the sentence.
 */
export class JobActs extends Asking {
  static override properties: PropertyDeclarations = {
    job: { attribute: false },
    who: { state: true },
  };
  declare job: Job;
  declare who: Whoami | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    whoami().then(
      (who) => (this.who = who),
      () => undefined,
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("job") as Job | undefined;
    if (before && before.id !== this.job.id) {
      this.told = "";
    }
  }

  private readonly press = (act: Act): void => {
    if (act === "cancel") {
      void this.ask();
    } else if (act === "rerun") {
      void this.trying(async () => {
        const made = await home.post<Job>(jobPath(this.job.id, "/rerun"), {});
        return html`Submitted as <a href=${jobPage(home, made.id)} data-testid="act-new">job ${shortId(made.id)}</a>.`;
      });
    } else {
      void this.trying(async () => {
        await home.post<Job>(jobPath(this.job.id, "/replay"), {});
        return "It is sent to its extractor once more.";
      });
    }
  };

  private readonly cancel = (): void => {
    this.leave();
    void this.trying(async () => {
      const { text, remedy } = await home.post<CancelAnswer>(jobPath(this.job.id, "/cancel"), {});
      return remedy ? `${text} ${remedy}` : text;
    });
  };

  private readonly prioritise = (event: Event): void => {
    const field = event.target as HTMLSelectElement;
    const priority = Number(field.value);
    field.value = "";
    void this.trying(async () => {
      await home.send(jobPath(this.job.id), {
        method: "PATCH",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ priority }),
      });
      return `Its priority is ${priority} now.`;
    });
  };

  protected override render(): TemplateResult | typeof nothing {
    if (!mayAct(this.who, this.job)) {
      return nothing;
    }
    return html`${possible(this.job).map((act) => (act === "prioritise" ? this.priorities() : this.button(act)))}
      <span role="status" tabindex="-1" class="told" data-testid="act-told">${this.told || nothing}</span>
      ${this.question()}`;
  }

  private button(act: Act): TemplateResult {
    return html`<button
      type="button"
      class="button"
      data-testid="act-${act}"
      title=${willDo(act, this.job)}
      aria-disabled=${this.busy}
      @click=${() => this.press(act)}
    >
      ${LABELS[act]}${act === "cancel" ? "…" : nothing}
    </button>`;
  }

  private priorities(): TemplateResult {
    return html`<label class="choose" title=${willDo("prioritise", this.job)}>
      <span class="unseen">Change its priority</span>
      <select data-testid="act-priority" ?disabled=${this.busy} @change=${this.prioritise}>
        <option value="" selected>Priority…</option>
        ${PRIORITIES.map((n) => html`<option value=${n}>${n}${n === 9 ? " first" : n === 5 ? " usual" : n === 0 ? " last" : ""}</option>`)}
      </select>
    </label>`;
  }

  private question(): TemplateResult {
    const title = `cancel-${this.job.id}`;
    return html`<dialog class="confirm" aria-labelledby=${title}>
      <h2 id=${title}>Cancel this job?</h2>
      <p>${willDo("cancel", this.job)}</p>
      <p class="act">
        <button type="button" class="button primary" data-testid="act-confirm" @click=${this.cancel}>Cancel the job</button>
        <button type="button" class="button" autofocus @click=${this.leave}>Leave it</button>
      </p>
    </dialog>`;
  }
}

customElements.define("tb-job-acts", JobActs);
