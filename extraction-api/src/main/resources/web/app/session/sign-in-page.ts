import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Refused } from "../api/client";
import { brandMark } from "../parts/icons";
import { Plain } from "../parts/plain";
import { afterSignIn, openSession } from "./session";

const WHY: Record<string, string> = {
  ended: "Sign in to see the board: there is no session here, or it has ended.",
  out: "You are signed out.",
};

/**
 * Exchanges an API key for a session. A key after the `#` of the address is used at once; that part
 * of an address never reaches a server or its log, and is taken out of the history before anything
 * else. For tests: `data-testid="sign-in-key"` the field, `"sign-in"` the button, `"sign-in-error"`.
 */
export class SignInPage extends Plain {
  static override properties: PropertyDeclarations = { busy: { state: true }, problem: { state: true } };
  declare busy: boolean;
  declare problem: string;

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Sign in · Tallyboard";
    const key = keyOf(location.hash);
    if (key) {
      history.replaceState(null, "", location.pathname + location.search);
      void this.signIn(key);
    }
  }

  private async signIn(key: string): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      await openSession(key);
      location.replace(afterSignIn(location.search));
    } catch (failure) {
      this.busy = false;
      this.problem = problemOf(failure);
      this.field()?.select();
    }
  }

  protected override firstUpdated(): void {
    this.field()?.focus();
  }

  private field(): HTMLInputElement | null {
    return this.querySelector("#key");
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    const key = String(new FormData(event.target as HTMLFormElement).get("key") ?? "").trim();
    if (key) {
      void this.signIn(key);
    } else {
      this.problem = "Paste a key first.";
    }
  }

  protected override render(): TemplateResult {
    const why = WHY[new URLSearchParams(location.search).get("why") ?? ""];
    return html`<main class="sign-in" id="main">
      <p class="brand">${brandMark()}<span class="brand-name">Tallyboard</span></p>
      <h1>Sign in</h1>
      ${why && !this.problem ? html`<p class="muted">${why}</p>` : nothing}
      <form @submit=${this.submitted}>
        <input name="username" autocomplete="username" value="tallyboard" hidden />
        <label for="key">API key</label>
        <input
          id="key"
          name="key"
          type="password"
          data-testid="sign-in-key"
          autocomplete="current-password"
          spellcheck="false"
          aria-invalid=${this.problem ? "true" : nothing}
          aria-describedby="sign-in-problem"
        />
        <p class="problem" id="sign-in-problem" role="alert" data-testid="sign-in-error">${this.problem || nothing}</p>
        <button class="button primary" data-testid="sign-in" ?disabled=${this.busy}>
          ${this.busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
      <p class="muted small">
        Started with <code>./tallyboard</code>? The address that it printed signs you in. Otherwise ask whoever runs
        this board for a key.
      </p>
    </main>`;
  }
}

function keyOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1)).trim();
  } catch {
    return hash.slice(1);
  }
}

function problemOf(failure: unknown): string {
  if (failure instanceof Refused) {
    return failure.status === 401 || failure.status === 403
      ? "That key is not known here. It may have been mistyped, taken back, or belong to another board."
      : `The board refused the key: ${failure.message}.`;
  }
  return "Cannot reach the board. Check that it is running, then try again.";
}

customElements.define("tb-sign-in-page", SignInPage);
