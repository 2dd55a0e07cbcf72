import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Refused } from "../api/client";
import { now } from "../api/clock";
import { Poller } from "../api/poller";
import type { Whoami } from "../api/types";
import { exact, moment } from "../format/times";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import { caret } from "../parts/icons";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { home } from "../session/session";
import { whoami } from "../session/who";
import "./detail";
import { rejectedFilters } from "./filters";
import { countsPath, isNarrowed, listPath, readRejectedQuery, rejectedAddress, type RejectedQuery } from "./query";
import "./replay-many";
import type { Rejected, RejectedCounts, RejectedPageAnswer } from "./types";
import { bytesText, fate, reasonShort, rejectedSentence } from "./words";

const PAGE = 50;
const MOST = 500;

/** What could not be used, and why; for operators. For tests: `data-testid="rejected-row"` with `data-id`, `data-reason`. */
export class RejectedPage extends Plain {
  static override properties: PropertyDeclarations = {
    query: { state: true },
    rows: { state: true },
    counts: { state: true },
    who: { state: true },
    refusal: { state: true },
    reachable: { state: true },
    limit: { state: true },
    more: { state: true },
  };
  declare query: RejectedQuery;
  declare rows: Rejected[] | undefined;
  declare counts: RejectedCounts | undefined;
  declare who: Whoami | undefined;
  declare refusal: Refused | undefined;
  declare reachable: boolean;
  declare limit: number;
  declare more: boolean;
  private stopKeys: (() => void) | undefined;

  private readonly poller = new Poller<RejectedPageAnswer>(home, {
    path: () => listPath(this.query, this.limit),
    received: (answer) => {
      this.refusal = undefined;
      this.rows = answer.rejected;
      this.more = answer.next !== undefined;
    },
    refused: (refusal) => (this.refusal = refusal),
    reachable: (yes) => (this.reachable = yes),
    busy: () => false,
  });
  private readonly counter = new Poller<RejectedCounts>(home, {
    path: () => countsPath(this.query),
    received: (counts) => (this.counts = counts),
    refused: () => undefined,
    reachable: () => undefined,
    busy: () => false,
  });

  constructor() {
    super();
    this.query = readRejectedQuery(location.search);
    this.reachable = true;
    this.limit = PAGE;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Rejected updates · Tallyboard";
    this.stopKeys = listenToKeys(this);
    window.addEventListener("popstate", this.readAddress);
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poller.stop();
    this.counter.stop();
    this.stopKeys?.();
    window.removeEventListener("popstate", this.readAddress);
  }

  /** Who may not see them is told so, and asks for nothing. */
  private async begin(): Promise<void> {
    try {
      this.who = await whoami();
    } catch {
      // Then the list's own request tells what is wrong.
    }
    if (this.isConnected && this.allowed()) {
      this.poller.start();
      this.counter.start();
    }
  }

  private allowed(): boolean {
    return this.who === undefined || this.who.role === "operator" || this.who.role === "admin";
  }

  private readonly readAddress = (): void => this.ask(readRejectedQuery(location.search));

  private readonly narrow = (change: Partial<RejectedQuery>): void => {
    const query = { ...this.query, ...change };
    history.pushState(null, "", rejectedAddress(query));
    this.ask(query);
  };

  private ask(query: RejectedQuery): void {
    const same = listPath(query, PAGE) === listPath(this.query, PAGE);
    this.query = query;
    if (!same) {
      this.rows = undefined;
      this.limit = PAGE;
      this.poller.now();
      this.counter.now();
    }
  }

  private readonly replayed = (): void => {
    this.poller.now();
    this.counter.now();
  };

  private readonly showMore = (): void => {
    this.limit = Math.min(this.limit + PAGE * 2, MOST);
    this.poller.now();
  };

  protected override render(): TemplateResult {
    return html`${bar(html`<h1 class="section-title">Rejected updates</h1>`)}
      <main class="rejected-page" id="main">${awayLine(this.reachable)} ${this.body()}</main>
      ${keysDialog()}`;
  }

  private body(): TemplateResult {
    if (!this.allowed()) {
      return html`<div class="blank" data-testid="not-allowed">
        <p class="sentence">Rejected updates are for operators.</p>
        <p class="muted">
          They can hold texts of anybody’s files. Your key’s role is ${this.who?.role}; ask whoever runs this board for
          one of the role operator.
        </p>
      </div>`;
    }
    if (this.refusal) {
      return html`<div class="blank">
        <p class="sentence">The board cannot list these.</p>
        <p class="muted">It said: ${this.refusal.message} <a href="/ui/rejected">Show all</a>.</p>
      </div>`;
    }
    if (!this.rows || !this.counts) {
      return skeleton(8);
    }
    const narrowed = isNarrowed(this.query);
    const matching = this.query.reason ? (this.counts.byReason[this.query.reason] ?? 0) : this.counts.total;
    return html`<div class="lead">
        <p class="sentence" data-testid="sentence">${rejectedSentence({ ...this.counts, total: matching }, narrowed)}</p>
        ${matching > 0 && this.query.replayed !== "true" ? html`<tb-replay-many .query=${this.query} .replayed=${this.replayed}></tb-replay-many>` : nothing}
      </div>
      ${this.counts.total > 0 || narrowed ? rejectedFilters(this.query, this.counts, this.narrow) : nothing}
      ${this.list(this.rows)}`;
  }

  private list(rows: readonly Rejected[]): TemplateResult {
    return html`<ul class="rejected-list" aria-label="Rejected messages">
        ${repeat(
          rows,
          (row) => row.id,
          (row) => this.row(row),
        )}
      </ul>
      ${
        this.more && this.limit < MOST
          ? html`<p class="more"><button type="button" class="button" @click=${this.showMore}>Show more</button></p>`
          : this.more
            ? html`<p class="more muted">Only the newest ${MOST} are listed: narrow them to find older ones.</p>`
            : nothing
      }`;
  }

  private row(row: Rejected): TemplateResult {
    const open = this.query.id === row.id;
    return html`<li data-testid="rejected-row" data-id=${row.id} data-reason=${row.reason}>
      <button type="button" class="rejected-row" data-row aria-expanded=${open} @click=${() => this.narrow({ id: open ? "" : row.id })}>
        ${caret()}
        <time class="num" datetime=${row.receivedAt} title=${exact(row.receivedAt)}>${moment(row.receivedAt, now())}</time>
        <span class="rejected-reason">${reasonShort(row.reason)}</span>
        <span class="rejected-text muted">${row.detail}</span>
        <span class="rejected-queue muted">${row.origin ?? row.queue}</span>
        <span class="num muted">${bytesText(row.length)}</span>
        <span class="rejected-fate ${row.replayedAs ? "look-succeeded" : row.replayFailure ? "look-failed" : ""}">${fate(row)}</span>
      </button>
      ${open ? html`<tb-rejected-detail .rejected=${row} .replayed=${this.replayed}></tb-rejected-detail>` : nothing}
    </li>`;
  }
}

customElements.define("tb-rejected-page", RejectedPage);
