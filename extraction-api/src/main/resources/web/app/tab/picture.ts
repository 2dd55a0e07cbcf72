import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Api } from "../api/client";
import type { ResultFile } from "../api/types";
import { Plain } from "../parts/plain";
import { byAddress, fetchBytes } from "./bytes";

/** What browsers can draw. */
const DRAWN = /^image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml)$/;

export const isDrawn = (file: ResultFile): boolean => DRAWN.test(file.mimeType);

/** A picture that an extractor made: as a picture, nothing of it can be run. */
export class Picture extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    file: { attribute: false },
    words: { attribute: false },
    address: { state: true },
    failed: { state: true },
  };
  declare api: Api;
  declare file: ResultFile;
  /** What it shows, for those who do not see it. */
  declare words: string;
  declare address: string | undefined;
  declare failed: boolean | undefined;
  private gone = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    if (byAddress(this.api)) {
      this.address = this.api.url(this.file.url);
    } else if (!this.address) {
      this.gone = new AbortController();
      void this.fetch();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.gone.abort();
    if (this.address?.startsWith("blob:")) {
      URL.revokeObjectURL(this.address);
      this.address = undefined;
    }
  }

  private async fetch(): Promise<void> {
    try {
      this.address = URL.createObjectURL(await fetchBytes(this.api, this.file, this.gone.signal));
    } catch {
      this.failed = !this.gone.signal.aborted;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.failed) {
      return html`<span class="muted">${this.words} could not be shown.</span>`;
    }
    return this.address
      ? html`<img src=${this.address} alt=${this.words} loading="lazy" @error=${() => (this.failed = true)} />`
      : nothing;
  }
}

customElements.define("tb-picture", Picture);
