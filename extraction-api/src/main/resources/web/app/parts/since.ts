import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { everySecond, now } from "../api/clock";
import { ago, wholeSeconds } from "../format/durations";
import { exact } from "../format/times";
import { Plain } from "./plain";

/** Time that goes on: "40 s", or with `how="ago"` "2 min ago". Ticks by the server's clock. */
export class Since extends Plain {
  static override properties: PropertyDeclarations = { from: {}, how: {} };
  declare from: string;
  declare how: "elapsed" | "ago" | undefined;
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = everySecond(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render(): TemplateResult {
    const elapsed = now() - Date.parse(this.from);
    const text = this.how === "ago" ? ago(elapsed) : wholeSeconds(elapsed);
    return html`<time datetime=${this.from} title=${exact(this.from)}>${text}</time>`;
  }
}

customElements.define("tb-since", Since);
