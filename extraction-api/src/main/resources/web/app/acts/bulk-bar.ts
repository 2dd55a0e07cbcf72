import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { now } from "../api/clock";
import { plural } from "../format/words";
import type { Query } from "../jobs/query";
import { isNarrowed } from "../jobs/query";
import { home } from "../session/session";
import { Asking } from "./asking";
import { anyPicked, chosenBody, NONE, type Picked } from "./picked";
import type { Act, Action, ActionCount } from "./types";
import { breakdown, LABELS, progress, question, willDoToMany } from "./words";

const ACTS: readonly Act[] = ["cancel", "rerun", "replay", "prioritise"];
const LOOK_MILLIS = 1_000;
const USUAL = 5;

/**
 * What is done to the jobs that were chosen: first counted, then asked, then done. For tests:
 * `data-testid="bulk-bar"`, `"bulk-all"`, `"bulk-clear"`, `"bulk-<act>"`, `"bulk-confirm"`, `"bulk-told"`.
 */
export class BulkBar extends Asking {
  static override properties: PropertyDeclarations = {
    picked: { attribute: false },
    query: { attribute: false },
    matching: { attribute: false },
    change: { attribute: false },
    asked: { state: true },
    priority: { state: true },
  };
  declare picked: Picked;
  declare query: Query;
  /** How many the filters match, in words; nothing where that is not known. */
  declare matching: string | undefined;
  declare change: (picked: Picked) => void;
  declare asked: { act: Act; counted: ActionCount; body: Record<string, unknown> } | undefined;
  declare priority: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.priority = USUAL;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private readonly begin = (act: Act): Promise<void> => {
    clearTimeout(this.timer);
    return this.trying(async () => {
      const body = { action: act, ...chosenBody(this.picked, this.query, now()), ...(act === "prioritise" ? { priority: this.priority } : {}) };
      const counted = await home.post<ActionCount>("/v1/jobs/actions", { ...body, dryRun: true });
      if (counted.count === 0) {
        return "None of these jobs is in a state in which that can be done.";
      }
      this.asked = { act, counted, body };
      return this.ask();
    });
  };

  private readonly confirmed = async (): Promise<void> => {
    const { asked } = this;
    this.leave();
    if (asked) {
      await this.trying(async () => {
        const body = { ...asked.body, expected: asked.counted.count };
        const action = await home.post<Action>("/v1/jobs/actions", asked.act === "prioritise" ? { ...body, priority: this.priority } : body);
        this.change(NONE);
        this.follow(action);
      });
    }
  };

  /** It goes on by itself; this only looks. */
  private follow(action: Action): void {
    this.told = progress(action);
    if (!action.finished && this.isConnected) {
      this.timer = setTimeout(() => {
        home
          .fetchOnce<Action>(`/v1/actions/${encodeURIComponent(action.id)}`)
          .then((next) => this.follow(next))
          .catch(() => this.follow(action));
      }, LOOK_MILLIS);
    }
  }

  protected override render(): TemplateResult {
    const chosen = anyPicked(this.picked);
    return html`${chosen || this.told ? this.bar(chosen) : nothing}
      <dialog class="confirm" aria-labelledby="bulk-title">${this.asked ? this.question() : nothing}</dialog>`;
  }

  private bar(chosen: boolean): TemplateResult {
    return html`<div class="bulk-bar" role="region" aria-label="What to do with the selected jobs" data-testid="bulk-bar">
      ${chosen ? this.choice() : nothing}
      <span role="status" tabindex="-1" class="told" data-testid="bulk-told">${this.told || nothing}</span>
      ${chosen ? nothing : html`<button type="button" class="quiet" @click=${() => (this.told = "")}>Close</button>`}
    </div>`;
  }

  private choice(): TemplateResult {
    const { picked, matching } = this;
    const all = isNarrowed(this.query) ? "that match the filters" : "there are";
    const many = matching ? `${matching} ` : "";
    return html`<span class="bulk-count" data-testid="bulk-count"
        >${picked.all ? `All ${many}jobs ${all}` : `${plural(picked.ids.size, "job")} selected`}</span
      >
      ${
        picked.all
          ? nothing
          : html`<button type="button" class="quiet" data-testid="bulk-all" @click=${() => this.change({ ids: new Set(), all: true })}>
              Select all ${many}${all}
            </button>`
      }
      ${ACTS.map((act) => html`${act === "prioritise" ? this.priorities() : nothing}<button
            type="button"
            class="button"
            data-testid="bulk-${act}"
            title=${willDoToMany(act)}
            aria-disabled=${this.busy}
            @click=${() => void this.begin(act)}
          >
            ${act === "prioritise" ? "Set priority" : LABELS[act]}…
          </button>`)}
      <button type="button" class="quiet" data-testid="bulk-clear" @click=${() => this.change(NONE)}>Clear</button>`;
  }

  private priorities(): TemplateResult {
    return html`<label class="choose"
      ><span class="unseen">Priority, 9 goes first</span>
      <select data-testid="bulk-priority" @change=${(event: Event) => (this.priority = Number((event.target as HTMLSelectElement).value))}>
        ${[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((n) => html`<option value=${n} ?selected=${n === this.priority}>${n}</option>`)}
      </select></label
    >`;
  }

  private question(): TemplateResult {
    const { act, counted } = this.asked!;
    const kinds = breakdown(counted);
    const seconds = Math.ceil(counted.count / Math.max(1, counted.perSecond));
    return html`<h2 id="bulk-title">${question(act, counted, this.priority)}</h2>
      <p>${willDoToMany(act)}</p>
      ${kinds ? html`<p class="muted">${kinds}.</p>` : nothing}
      ${seconds > 5 ? html`<p class="muted">That takes about ${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}, and goes on if you leave this page.</p>` : nothing}
      <p class="act">
        <button type="button" class="button primary" data-testid="bulk-confirm" @click=${() => void this.confirmed()}>
          ${question(act, counted, this.priority).replace(/\?$/, "")}
        </button>
        <button type="button" class="button" autofocus @click=${this.leave}>Leave them</button>
      </p>`;
  }
}

customElements.define("tb-bulk-bar", BulkBar);
