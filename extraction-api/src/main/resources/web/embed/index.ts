import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Api, Token } from "../app/api/client";
import type { Resource } from "../app/api/types";
import "../app/tab/extractions";
import "./styles.css";
import { troubleText, type Trouble } from "./troubles";
import { isThere, WatchedApi } from "./watched-api";

/** The server puts the bundled style sheet here, so that this script is all that a page has to load. */
const STYLES = "/*tallyboard:styles*/";

/** The board that this script came from. */
const HOME = new URL("..", import.meta.url).href;

/**
 * The Extractions tab of a file or dataset, for any page:
 * `<tallyboard-extractions resource="file/ID" api="https://board.example.org">`, and a key as its
 * property `token`. Without `api` it shows what the board knows that its script was loaded from.
 */
export class TallyboardExtractions extends LitElement {
  static override styles = unsafeCSS(STYLES);
  static override properties: PropertyDeclarations = {
    resource: {},
    api: {},
    token: { attribute: false },
    trouble: { state: true },
    answered: { state: true },
  };
  declare resource: string | null;
  declare api: string | null;
  declare token: Token | undefined;
  declare trouble: Trouble | undefined;
  /** The board has answered once: then what it said stays in sight, whatever comes. */
  declare answered: boolean;

  private client: Api | undefined;
  private target: Resource | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("api") || changed.has("token")) {
      this.connect();
    }
    if (changed.has("resource")) {
      this.target = resourceOf(this.resource ?? "");
    }
  }

  /** Where the board is; empty where what was given is no address. */
  private get base(): string {
    const given = this.api || HOME;
    return URL.canParse(given, location.href) ? new URL(given, location.href).href.replace(/\/+$/, "") : "";
  }

  private connect(): void {
    const base = this.base;
    this.trouble = undefined;
    this.answered = false;
    const client: Api = new WatchedApi(
      {
        // On the board's own site the reader's session will do.
        base: base === location.origin && !this.token ? "" : base,
        token: typeof this.token === "function" ? () => this.bring() : this.token,
        signedOut: () => this.client === client && this.see(this.trouble === "token-failed" ? "token-failed" : "refused"),
      },
      (yes) => this.client === client && void this.heard(yes, base),
    );
    this.client = client;
  }

  private async bring(): Promise<string> {
    try {
      return await (this.token as () => string | Promise<string>)();
    } catch {
      this.see("token-failed");
      return "";
    }
  }

  private async heard(answered: boolean, base: string): Promise<void> {
    if (answered) {
      if (this.trouble === "away" || this.trouble === "origin") {
        this.see(undefined);
      }
      this.answered = true;
    } else if (!this.answered && !this.trouble) {
      this.see((await isThere(base)) ? "origin" : "away");
    }
  }

  private see(trouble: Trouble | undefined): void {
    this.trouble = trouble;
  }

  private readonly again = (): void => {
    this.connect();
    this.requestUpdate();
  };

  private present(): Trouble | undefined {
    if (!this.base) {
      return "no-board";
    }
    if (!this.target) {
      return "no-resource";
    }
    const foreign = new URL(this.base).origin !== location.origin;
    return foreign && !this.token ? "no-token" : this.trouble;
  }

  protected override render(): TemplateResult {
    const trouble = this.present();
    const asks = trouble === undefined || trouble === "away" || trouble === "origin";
    return html`<div class="embedded" part="board" lang="en">
      ${trouble ? this.told(trouble) : nothing}
      ${
        asks && this.client && this.target
          ? keyed(
              this.client,
              html`<tb-extractions .api=${this.client} .resource=${this.target} ?hidden=${trouble !== undefined}></tb-extractions>`,
            )
          : nothing
      }
    </div>`;
  }

  private told(trouble: Trouble): TemplateResult {
    const stopped = trouble === "refused" || trouble === "token-failed";
    return html`<div class="trouble" role="alert" data-testid="trouble" data-trouble=${trouble}>
      ${troubleText(trouble, this.base || (this.api ?? ""), this.resource ?? "")}
      ${stopped ? html`<p><button type="button" class="button" @click=${this.again}>Try again</button></p>` : nothing}
    </div>`;
  }
}

function resourceOf(text: string): Resource | undefined {
  const parts = /^(file|dataset)\/(.+)$/.exec(text.trim());
  return parts ? { type: parts[1]!, id: parts[2]! } : undefined;
}

// A page that loads the script from two boards keeps the first: each element names its own board.
if (!customElements.get("tallyboard-extractions")) {
  customElements.define("tallyboard-extractions", TallyboardExtractions);
}
