import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { type Api, Refused } from "../api/client";
import type { Resource } from "../api/types";
import { ruleText } from "../board/words";
import { extractorPage } from "../format/links";
import { Plain } from "../parts/plain";
import type { Routed } from "./types";

/** What can happen to a thing of its kind, and how people call it. */
const EVENTS: Record<string, readonly (readonly [string, string])[]> = {
  file: [
    ["file.created", "it is uploaded"],
    ["metadata.added", "metadata is added to it"],
    ["metadata.removed", "metadata is removed from it"],
  ],
  dataset: [
    ["file.added", "a file is added to it"],
    ["files.added", "several files are added to it at once"],
    ["file.removed", "a file is taken out of it"],
    ["metadata.added", "metadata is added to it"],
    ["metadata.removed", "metadata is removed from it"],
  ],
};

/**
 * Which extractors would run by themselves on a file or dataset, by which of their rules, and why the
 * others would not. Asked only when it is opened. For tests: `data-testid="would-run"`, and in it
 * `"would-match"` and `"would-skip"` with `data-name`.
 */
export class WouldRun extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    resource: { attribute: false },
    event: { state: true },
    routed: { state: true },
    problem: { state: true },
  };
  declare api: Api;
  declare resource: Resource;
  declare event: string;
  declare routed: Routed | undefined;
  declare problem: string;
  private asked = 0;

  constructor() {
    super();
    this.event = "";
    this.problem = "";
  }

  private events(): readonly (readonly [string, string])[] {
    return EVENTS[this.resource.type] ?? EVENTS["file"]!;
  }

  private async ask(event: string): Promise<void> {
    const mine = ++this.asked;
    this.event = event;
    this.problem = "";
    const about = this.resource.type === "dataset" ? { dataset: this.resource.id } : { file: this.resource.id };
    try {
      const routed = await this.api.post<Routed>("/v1/events?dryRun=true", { type: event, ...about });
      if (mine === this.asked) {
        this.routed = routed;
      }
    } catch (failure) {
      if (mine === this.asked) {
        this.routed = undefined;
        this.problem = failure instanceof Refused ? (failure.faults[0]?.detail ?? failure.message) : "The board did not answer; try again.";
      }
    }
  }

  private readonly toggled = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open && !this.event) {
      void this.ask(this.events()[0]![0]);
    }
  };

  protected override render(): TemplateResult {
    return html`<details class="would-run" data-testid="would-run" @toggle=${this.toggled}>
      <summary>What would run by itself</summary>
      <p>
        <label
          >When
          <select data-testid="would-event" @change=${(event: Event) => void this.ask((event.target as HTMLSelectElement).value)}>
            ${this.events().map(([name, words]) => html`<option value=${name} ?selected=${name === this.event}>${words}</option>`)}
          </select></label
        >
      </p>
      <div aria-live="polite">${this.problem ? html`<p class="problem">${this.problem}</p>` : this.routed ? this.answer(this.routed) : nothing}</div>
    </details>`;
  }

  private answer({ matches, skipped }: Routed): TemplateResult {
    return html`<p class="sentence">${sentence(matches.length)}</p>
      <ul class="would-list">
        ${matches.map(
          (each) => html`<li data-testid="would-match" data-name=${each.extractor}>
            <a href=${extractorPage(this.api, each.extractor)}>${each.extractor}</a>
            <span class="muted">takes ${ruleText(each.rule)}</span>
          </li>`,
        )}
        ${skipped.map(
          (each) => html`<li class="apart" data-testid="would-skip" data-name=${each.extractor}>
            <span>${each.extractor}</span> <span class="muted">${each.why}</span>
          </li>`,
        )}
      </ul>`;
  }
}

function sentence(count: number): string {
  if (count === 0) {
    return "No extractor would run.";
  }
  return count === 1 ? "1 extractor would run." : `${count.toLocaleString("en")} extractors would run.`;
}

customElements.define("tb-would-run", WouldRun);
