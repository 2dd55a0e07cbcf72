import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isOperator } from "../acts/types";
import type { Refused } from "../api/client";
import { now } from "../api/clock";
import { Poller } from "../api/poller";
import type { Whoami } from "../api/types";
import { exact, moment } from "../format/times";
import { shortId } from "../format/words";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import { caret } from "../parts/icons";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { home } from "../session/session";
import { whoami } from "../session/who";
import "./decide-many";
import "./detail";
import { errorFilters } from "./filters";
import { countsPath, errorAddress, isNarrowed, listPath, readErrorQuery, type ErrorQuery } from "./query";
import type { ErrorCounts, ErrorMessage, ErrorMessages } from "./types";
import { errorsSentence, fateText, reasonText } from "./words";

const PAGE = 50;
const MOST = 500;

/** What extractors gave up on; for operators. For tests: `data-testid="error-row"` with `data-id`, `data-fate`. */
export class ErrorsPage extends Plain {
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
  declare query: ErrorQuery;
  declare rows: ErrorMessage[] | undefined;
  declare counts: ErrorCounts | undefined;
  declare who: Whoami | undefined;
  declare refusal: Refused | undefined;
  declare reachable: boolean;
  declare limit: number;
  declare more: boolean;
  private stopKeys: (() => void) | undefined;

  private readonly poller = new Poller<ErrorMessages>(home, {
    path: () => listPath(this.query, this.limit),
    received: (answer) => {
      this.refusal = undefined;
      this.rows = answer.messages;
      this.more = answer.next !== undefined;
    },
    refused: (refusal) => (this.refusal = refusal),
    reachable: (yes) => (this.reachable = yes),
    busy: () => false,
  });
  private readonly counter = new Poller<ErrorCounts>(home, {
    path: () => countsPath(this.query),
    received: (counts) => (this.counts = counts),
    refused: () => undefined,
    reachable: () => undefined,
    busy: () => false,
  });

  constructor() {
    super();
    this.query = readErrorQuery(location.search);
    this.reachable = true;
    this.limit = PAGE;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Error queues · Tallyboard";
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
    return this.who === undefined || isOperator(this.who);
  }

  private readonly readAddress = (): void => this.ask(readErrorQuery(location.search));

  private readonly narrow = (change: Partial<ErrorQuery>): void => {
    const query = { ...this.query, ...change };
    history.pushState(null, "", errorAddress(query));
    this.ask(query);
  };

  private ask(query: ErrorQuery): void {
    const same = listPath(query, PAGE) === listPath(this.query, PAGE);
    this.query = query;
    if (!same) {
      this.rows = undefined;
      this.limit = PAGE;
      this.decided();
    }
  }

  private readonly decided = (): void => {
    this.poller.now();
    this.counter.now();
  };

  private readonly showMore = (): void => {
    this.limit = Math.min(this.limit + PAGE * 2, MOST);
    this.poller.now();
  };

  protected override render(): TemplateResult {
    return html`${bar(html`<h1 class="section-title">Error queues</h1>`)}
      <main class="rejected-page" id="main">${awayLine(this.reachable)} ${this.body()}</main>
      ${keysDialog()}`;
  }

  private body(): TemplateResult {
    if (!this.allowed()) {
      return html`<div class="blank" data-testid="not-allowed">
        <p class="sentence">Error queues are for operators.</p>
        <p class="muted">Your key’s role is ${this.who?.role}. What became of your own jobs is on <a href="/ui">their pages</a>.</p>
      </div>`;
    }
    if (this.refusal) {
      return html`<div class="blank">
        <p class="sentence">The board cannot list these.</p>
        <p class="muted">It said: ${this.refusal.message} <a href="/ui/errors">Show all</a>.</p>
      </div>`;
    }
    if (!this.rows || !this.counts) {
      return skeleton(8);
    }
    const { query, counts } = this;
    const narrowed = isNarrowed(query);
    const matching = query.extractor ? (counts.byExtractor[query.extractor] ?? 0) : counts.total;
    return html`<div class="lead">
        <p class="sentence" data-testid="sentence">${errorsSentence(matching, narrowed, query.fate)}</p>
        ${query.fate === "waiting" ? html`<tb-decide-many .query=${query} .any=${matching > 0} .decided=${this.decided}></tb-decide-many>` : nothing}
      </div>
      ${errorFilters(query, counts, this.narrow)}
      ${this.rows.length === 0 && !narrowed && query.fate === "waiting" ? this.how() : this.list(this.rows)}`;
  }

  private how(): TemplateResult {
    return html`<p class="muted how">
      What an extractor gives up on it leaves on its error queue. The board takes it from there for those extractors
      whose <a href="/ui/board">pages</a> say so under “Its error queue”, so that it can be looked at here, replayed or dropped.
    </p>`;
  }

  private list(rows: readonly ErrorMessage[]): TemplateResult {
    return html`<ul class="rejected-list" aria-label="Failed messages">
        ${repeat(
          rows,
          (row) => row.id,
          (row) => this.row(row),
        )}
      </ul>
      ${
        this.more
          ? html`<p class="more muted">
              ${this.limit < MOST ? html`<button type="button" class="button" @click=${this.showMore}>Show more</button>` : `Only the newest ${MOST} are listed: narrow them to find older ones.`}
            </p>`
          : nothing
      }`;
  }

  private row(row: ErrorMessage): TemplateResult {
    const open = this.query.id === row.id;
    return html`<li data-testid="error-row" data-id=${row.id} data-fate=${row.fate}>
      <button type="button" class="rejected-row error-row" data-row aria-expanded=${open} @click=${() => this.narrow({ id: open ? "" : row.id })}>
        ${caret()}
        <time class="num" datetime=${row.receivedAt} title=${exact(row.receivedAt)}>${moment(row.receivedAt, now())}</time>
        <span class="rejected-reason">${row.extractor}</span>
        <span class="rejected-text muted">${reasonText(row)}</span>
        <span class="rejected-queue muted">${row.jobId ? `Job ${shortId(row.jobId)}` : "no job"}</span>
        <span class="rejected-fate">${fateText(row)}</span>
      </button>
      ${open ? html`<tb-error-detail .message=${row} .decided=${this.decided}></tb-error-detail>` : nothing}
    </li>`;
  }
}

customElements.define("tb-errors-page", ErrorsPage);
