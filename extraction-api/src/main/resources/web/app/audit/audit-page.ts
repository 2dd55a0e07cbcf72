import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isOperator } from "../acts/types";
import { Refused } from "../api/client";
import { now } from "../api/clock";
import type { Instant, Whoami } from "../api/types";
import { exact, moment } from "../format/times";
import { plural } from "../format/words";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { home } from "../session/session";
import { whoami } from "../session/who";
import { auditFilters, auditPath, auditAddress, readAuditQuery, type AuditQuery } from "./query";
import { didWhat, targetLink } from "./words";

export interface Entry {
  id: string;
  at: Instant;
  by: { id: string; name?: string };
  action: string;
  target: string;
  count: number;
  detail?: string;
  filter?: string;
}

/** Who did what; for operators. For tests: `data-testid="audit-row"` with `data-action`. */
export class AuditPage extends Plain {
  static override properties: PropertyDeclarations = {
    query: { state: true },
    entries: { state: true },
    next: { state: true },
    who: { state: true },
    refusal: { state: true },
    reachable: { state: true },
  };
  declare query: AuditQuery;
  declare entries: Entry[] | undefined;
  declare next: string | undefined;
  declare who: Whoami | undefined;
  declare refusal: Refused | undefined;
  declare reachable: boolean;
  private stopKeys: (() => void) | undefined;

  constructor() {
    super();
    this.query = readAuditQuery(location.search);
    this.reachable = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Audit · Tallyboard";
    this.stopKeys = listenToKeys(this);
    window.addEventListener("popstate", this.readAddress);
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopKeys?.();
    window.removeEventListener("popstate", this.readAddress);
  }

  private async begin(): Promise<void> {
    try {
      this.who = await whoami();
    } catch {
      // Then the list's own request tells what is wrong.
    }
    if (this.isConnected && this.allowed()) {
      await this.load(undefined);
    }
  }

  private allowed(): boolean {
    return this.who === undefined || isOperator(this.who);
  }

  private async load(cursor: string | undefined): Promise<void> {
    const query = this.query;
    try {
      const page = await home.fetchOnce<{ entries: Entry[]; next?: string }>(auditPath(query, cursor));
      if (query === this.query) {
        this.entries = cursor ? [...(this.entries ?? []), ...page.entries] : page.entries;
        this.next = page.next;
        this.refusal = undefined;
      }
      this.reachable = true;
    } catch (failure) {
      if (failure instanceof Refused) {
        this.refusal = failure;
      } else {
        this.reachable = false;
      }
    }
  }

  private readonly readAddress = (): void => {
    this.query = readAuditQuery(location.search);
    this.entries = undefined;
    void this.load(undefined);
  };

  private readonly narrow = (change: Partial<AuditQuery>): void => {
    history.pushState(null, "", auditAddress({ ...this.query, ...change }));
    this.readAddress();
  };

  protected override render(): TemplateResult {
    return html`${bar(html`<h1 class="section-title">Audit</h1>`)}
      <main class="rejected-page" id="main">${awayLine(this.reachable)} ${this.body()}</main>
      ${keysDialog()}`;
  }

  private body(): TemplateResult {
    if (!this.allowed()) {
      return html`<div class="blank" data-testid="not-allowed">
        <p class="sentence">The audit is for operators.</p>
        <p class="muted">Your key’s role is ${this.who?.role}.</p>
      </div>`;
    }
    if (this.refusal) {
      return html`<div class="blank">
        <p class="sentence">The board cannot list these.</p>
        <p class="muted">It said: ${this.refusal.message} <a href="/ui/audit">Show all</a>.</p>
      </div>`;
    }
    if (!this.entries) {
      return skeleton(8);
    }
    return html`${auditFilters(this.query, this.narrow)}
      ${
        this.entries.length === 0
          ? html`<p class="sentence" data-testid="empty">Nobody has done anything of that kind yet.</p>`
          : this.list(this.entries)
      }`;
  }

  private list(entries: readonly Entry[]): TemplateResult {
    return html`<ul class="rejected-list" aria-label="What was done, the newest first">
        ${repeat(
          entries,
          (entry) => entry.id,
          (entry) => this.row(entry),
        )}
      </ul>
      ${
        this.next
          ? html`<p class="more"><button type="button" class="button" @click=${() => void this.load(this.next)}>Show more</button></p>`
          : html`<p class="more muted">${plural(entries.length, "entry").replace("entrys", "entries")}, no more before these.</p>`
      }`;
  }

  private row(entry: Entry): TemplateResult {
    const by = entry.by.name ?? entry.by.id;
    return html`<li class="audit-row" data-testid="audit-row" data-action=${entry.action}>
      <time class="num" datetime=${entry.at} title=${exact(entry.at)}>${moment(entry.at, now())}</time>
      <button type="button" class="link plain" title="Only what ${by} did" @click=${() => this.narrow({ by: entry.by.id })}>${by}</button>
      <span>${didWhat(entry)} ${targetLink(entry)}</span>
      <span class="muted audit-detail">${entry.detail ?? nothing} ${entry.filter ? html`<code>${entry.filter}</code>` : nothing}</span>
    </li>`;
  }
}

customElements.define("tb-audit-page", AuditPage);
