import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { copyIcon, tickIcon } from "./icons";
import { Plain } from "./plain";

const SHOWN_MILLIS = 1500;

/** A button that copies a value, and says that it did. */
export class Copy extends Plain {
  static override properties: PropertyDeclarations = {
    value: {},
    what: {},
    label: {},
    done: { state: true },
  };
  declare value: string;
  declare what: string;
  /** Words beside the icon; without them it is the icon alone. */
  declare label: string | undefined;
  declare done: boolean;

  protected override render(): TemplateResult {
    const icon = this.done ? tickIcon() : copyIcon();
    const words = this.label
      ? html`<span>${this.done ? "Copied" : this.label}</span>`
      : html`<span class="unseen">Copy ${this.what}</span>`;
    return html`<button
        type="button"
        class=${this.label ? "button with-icon" : "copy"}
        title="Copy ${this.what}"
        @click=${this.copy}
      >
        ${icon}${words}
      </button>
      <span class="unseen" role="status">${this.done ? "Copied" : ""}</span>`;
  }

  private async copy(event: Event): Promise<void> {
    event.stopPropagation();
    // The clipboard's interface exists on https and loopback only.
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(this.value);
    } else {
      this.copyBySelection();
    }
    this.done = true;
    setTimeout(() => (this.done = false), SHOWN_MILLIS);
  }

  private copyBySelection(): void {
    const field = document.createElement("textarea");
    field.value = this.value;
    field.className = "unseen";
    this.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

customElements.define("tb-copy", Copy);
