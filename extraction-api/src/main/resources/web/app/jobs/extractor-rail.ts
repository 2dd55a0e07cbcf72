import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Poller } from "../api/poller";
import type { Extractor } from "../api/types";
import { wholeSeconds } from "../format/durations";
import { livenessFace } from "../format/states";
import { plural } from "../format/words";
import { stateIcon } from "../parts/icons";
import { Plain } from "../parts/plain";
import { home } from "../session/session";
import type { Query } from "./query";

interface Answer {
  extractors: Extractor[];
}

/**
 * The extractors and whether they are alive; pressing one narrows the list to its jobs. For tests:
 * `data-testid="extractor-live"` with `data-name` and `data-liveness` (the API's word).
 */
export class ExtractorRail extends Plain {
  static override properties: PropertyDeclarations = {
    chosen: { attribute: false },
    choose: { attribute: false },
    extractors: { state: true },
  };
  declare chosen: string;
  declare choose: (change: Partial<Query>) => void;
  declare extractors: Extractor[] | undefined;

  private readonly poller = new Poller<Answer>(home, {
    path: () => "/v1/extractors",
    received: (answer) => (this.extractors = answer.extractors),
    // The list beside it says so already.
    refused: () => undefined,
    reachable: () => undefined,
    // Beats are seconds to minutes apart: what they say need not be asked each second.
    busy: () => false,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.poller.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poller.stop();
  }

  protected override render(): TemplateResult {
    return html`<nav class="extractor-rail" aria-label="Extractors">
      <h2>Extractors</h2>
      ${this.extractors === undefined ? nothing : this.list(this.extractors)}
    </nav>`;
  }

  private list(extractors: readonly Extractor[]): TemplateResult {
    if (extractors.length === 0) {
      return html`<p class="muted rail-empty">None has been heard yet. An extractor appears with its first heartbeat.</p>`;
    }
    return html`<ul>
      ${repeat(
        extractors,
        (extractor) => extractor.name,
        (extractor) => this.item(extractor),
      )}
    </ul>`;
  }

  private item(extractor: Extractor): TemplateResult {
    const face = livenessFace(extractor.liveness, extractor.noBeats);
    const on = this.chosen === extractor.name;
    const beating = extractor.instances.filter((instance) => instance.liveness === "ONLINE").length;
    const count = extractor.liveness === "ONLINE" ? beating : extractor.instances.length;
    return html`<li>
      <button
        type="button"
        class="rail-item"
        aria-pressed=${on}
        title=${silenceNote(extractor)}
        data-testid="extractor-live"
        data-name=${extractor.name}
        data-liveness=${extractor.liveness}
        @click=${() => this.choose({ extractor: on ? "" : extractor.name })}
      >
        <span class="rail-name">${extractor.name}</span>
        <span class="rail-live"
          ><span class="mark look-${face.look}">${stateIcon(face.look)}<span>${face.word}</span></span>
          <span class="muted">${plural(count, "instance")}${busy(extractor)}</span></span
        >
      </button>
    </li>`;
  }
}

/** What it has to do, or where that is nothing, its version. */
function busy({ running = 0, waiting = 0, version }: Extractor): string {
  const words = [running > 0 ? `${running} running` : "", waiting > 0 ? `${waiting} waiting` : ""];
  const work = words.filter((word) => word !== "").join(", ");
  return work || version ? ` · ${work || version}` : "";
}

/** The evidence for the verdict: how long the least silent instance was silent, and how often it beats. */
function silenceNote(extractor: Extractor): string {
  const silences = extractor.instances.filter((instance) => instance.silenceMillis !== undefined);
  const best = silences.sort((a, b) => (a.silenceMillis ?? 0) - (b.silenceMillis ?? 0))[0];
  const about = extractor.description ? `${extractor.description}\n` : "";
  if (!best) {
    return `${about}No instance has been heard.`;
  }
  const period = best.periodMillis ? `, beats about every ${wholeSeconds(best.periodMillis)}` : "";
  return `${about}Silent for ${wholeSeconds(best.silenceMillis ?? 0)}${period}.`;
}

customElements.define("tb-extractor-rail", ExtractorRail);
