import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Whoami } from "../api/types";
import { signOut } from "../session/session";
import { whoami } from "../session/who";
import "./gaps";
import { brandMark } from "./icons";
import { Plain } from "./plain";

/** The board's sections, in the order of their use. */
const SECTIONS: ReadonlyArray<readonly [name: string, href: string]> = [
  ["Jobs", "/ui"],
  ["Extractors", "/ui/board"],
  ["Datasets", "/ui/datasets"],
  ["Submit", "/ui/submit"],
  ["Errors", "/ui/errors"],
  ["Rejected", "/ui/rejected"],
  ["Audit", "/ui/audit"],
];

/** The line at the top: where one is, where else one can go, who one is. */
export function bar(crumbs: TemplateResult): TemplateResult {
  return html`<header class="bar">
    <a class="brand" href="/ui" title="Tallyboard: recent jobs">${brandMark()}<span class="brand-name">Tallyboard</span></a>
    <nav class="sections" aria-label="Board">
      ${SECTIONS.map(
        ([name, href]) =>
          html`<a href=${href} aria-current=${location.pathname === href ? "page" : nothing}>${name}</a>`,
      )}
    </nav>
    <div class="crumbs">${crumbs}</div>
    <tb-account></tb-account>
  </header>
  <tb-gaps></tb-gaps>`;
}

/** The reader's name and role, and the way out. */
export class Account extends Plain {
  static override properties: PropertyDeclarations = { who: { state: true }, stuck: { state: true } };
  declare who: Whoami | undefined;
  declare stuck: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    // The page's own requests tell when the server is away or the session over; a name can wait.
    whoami().then(
      (who) => (this.who = who),
      () => undefined,
    );
  }

  protected override render(): TemplateResult {
    return html`${
      this.who
        ? html`<span class="whoami" title="Signed in as ${this.who.id}">${this.who.name ?? this.who.id}<span
              class="muted"
            >
              · ${this.who.role.toLowerCase()}</span
            ></span>`
        : ""
    }
      <button type="button" class="quiet" data-testid="sign-out" @click=${this.leave}>
        ${this.stuck ? "Not signed out: try again" : "Sign out"}
      </button>`;
  }

  private leave(): void {
    this.stuck = false;
    signOut().catch(() => (this.stuck = true));
  }
}

customElements.define("tb-account", Account);
