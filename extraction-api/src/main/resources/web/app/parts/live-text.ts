import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { everySecond } from "../api/clock";
import { Plain } from "./plain";

/** Words with a time in them that goes on. */
export class LiveText extends Plain {
  static override properties: PropertyDeclarations = { text: { attribute: false }, revision: { attribute: false } };
  declare text: () => string;
  declare revision: unknown;
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
    return html`${this.text()}`;
  }
}

customElements.define("tb-live-text", LiveText);
