import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Refused } from "../api/client";
import { now } from "../api/clock";
import { Poller } from "../api/poller";
import { Stream } from "../api/stream";
import type { Extractor, Job } from "../api/types";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import { Folds } from "../parts/folds";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { home } from "../session/session";
import { stableOrder } from "../tab/order";
import { boardFilters } from "./board-filters";
import { boardRow } from "./board-row";
import { loopsLine, loopsPath } from "./loops";
import { boardAddress, boardPath, isNarrowed, matches, readBoardQuery, type BoardQuery } from "./query";
import { rank } from "./troubles";
import type { ExtractorBoard, ExtractorOnBoard } from "./types";
import { boardSentence } from "./words";

/** Counts change with each job; somebody who looks at all of them reads no faster than this. */
const BUSY_MILLIS = 3000;

/** What the news leave out stands as before, but for what is told only where it is so. */
function withNews(known: ExtractorOnBoard, news: Extractor): ExtractorOnBoard {
  const { noBeats: _, ...rest } = known;
  return { ...rest, ...news };
}

/** All extractors: who is there, who has work, who needs help. For tests: `data-testid="sentence"`. */
export class BoardPage extends Plain {
  static override properties: PropertyDeclarations = {
    query: { state: true },
    extractors: { state: true },
    refusal: { state: true },
    reachable: { state: true },
    loops: { state: true },
  };
  declare query: BoardQuery;
  declare extractors: ExtractorOnBoard[] | undefined;
  declare refusal: Refused | undefined;
  declare reachable: boolean;
  declare loops: readonly Job[];

  private readonly folds = new Folds("board", () => this.requestUpdate());
  private order: string[] = [];
  private stopKeys: (() => void) | undefined;

  private readonly poller = new Poller<ExtractorBoard>(home, {
    path: () => boardPath(now()),
    received: (answer) => this.received(answer.extractors),
    refused: (refusal) => (this.refusal = refusal),
    reachable: (yes) => (this.reachable = yes),
    busy: () => (this.extractors ?? []).some((each) => (each.running ?? 0) + (each.waiting ?? 0) > 0),
    often: BUSY_MILLIS,
  });

  private readonly alarms = new Poller<{ jobs: Job[] }>(home, {
    path: () => loopsPath,
    received: (answer) => (this.loops = answer.jobs),
    refused: () => (this.loops = []),
    reachable: () => undefined,
    busy: () => false,
  });

  /** Who comes and goes is told at once; the counts are asked for. */
  private readonly stream = new Stream(home, {
    path: () => "/v1/stream?kinds=extractor",
    extractor: (news) => this.heard(news),
    reset: () => this.poller.now(),
    live: () => undefined,
  });

  constructor() {
    super();
    this.query = readBoardQuery(location.search);
    this.reachable = true;
    this.loops = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Extractors · Tallyboard";
    this.poller.start();
    this.alarms.start();
    this.stream.start();
    this.stopKeys = listenToKeys(this);
    window.addEventListener("popstate", this.readAddress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poller.stop();
    this.alarms.stop();
    this.stream.stop();
    this.stopKeys?.();
    window.removeEventListener("popstate", this.readAddress);
  }

  private readonly readAddress = (): void => {
    this.query = readBoardQuery(location.search);
  };

  private readonly narrow = (change: Partial<BoardQuery>): void => {
    const query = { ...this.query, ...change };
    // Letters typed one after the other are one step of the history.
    const typing = change.search !== undefined && this.query.search !== "" && query.search !== "";
    history[typing ? "replaceState" : "pushState"](null, "", boardAddress(query));
    this.query = query;
  };

  private received(extractors: ExtractorOnBoard[]): void {
    this.refusal = undefined;
    this.arrange(extractors, this.extractors !== undefined && this.watched());
    this.extractors = extractors;
  }

  private heard(news: Extractor): void {
    const known = this.extractors?.find((each) => each.name === news.name);
    if (!this.extractors || !known) {
      this.poller.now();
      return;
    }
    this.received(this.extractors.map((each) => (each === known ? withNews(known, news) : each)));
  }

  /** Under the reader's pointer nothing moves: what needs help goes to the top when it has left. */
  private watched(): boolean {
    return this.querySelector(".board-list:hover, .board-list :focus-visible") !== null;
  }

  private arrange(extractors: readonly ExtractorOnBoard[], keep: boolean): void {
    const at = now();
    const sorted = [...extractors].sort((a, b) => rank(a, at) - rank(b, at) || a.name.localeCompare(b.name));
    const names = sorted.map((each) => each.name);
    this.order = keep ? stableOrder(this.order, names) : names;
  }

  private readonly left = (): void => {
    this.arrange(this.extractors ?? [], false);
    this.requestUpdate();
  };

  protected override render(): TemplateResult {
    return html`${bar(html`<h1 class="section-title">Extractors</h1>`)}
      <main class="board" id="main">${awayLine(this.reachable)} ${this.body()}</main>
      ${keysDialog()}`;
  }

  private body(): TemplateResult {
    if (this.refusal) {
      return html`<div class="blank">
        <p class="sentence">The board will not show its extractors.</p>
        <p class="muted">It said: ${this.refusal.message}.</p>
      </div>`;
    }
    if (!this.extractors) {
      return skeleton(8);
    }
    if (this.extractors.length === 0) {
      return html`<div class="blank" data-testid="empty">
        <p class="sentence">No extractor has been heard yet.</p>
        <p class="muted">One appears here by itself with its first heartbeat: start it on the broker that this board is on.</p>
      </div>`;
    }
    const shown = this.extractors
      .filter((each) => matches(each, this.query))
      .sort((a, b) => this.order.indexOf(a.name) - this.order.indexOf(b.name));
    return html`<p class="sentence" data-testid="sentence">${boardSentence(this.extractors)}</p>
      ${loopsLine(this.loops)} ${boardFilters(this.query, this.extractors, this.narrow)}
      ${shown.length === 0 && isNarrowed(this.query) ? this.none() : this.list(shown)}`;
  }

  private list(shown: readonly ExtractorOnBoard[]): TemplateResult {
    return html`<div class="board-head muted" aria-hidden="true">
        <span>State</span><span>Extractor</span><span>Evidence</span><span class="num">Instances</span>
        <span class="num">Queue</span><span class="num">Running</span><span class="num">Waiting</span>
        <span class="num">Failed today</span>
      </div>
      <ul class="board-list" aria-label="Extractors" @pointerleave=${this.left}>
        ${repeat(
          shown,
          (each) => each.name,
          (each) => boardRow(each, this.folds),
        )}
      </ul>`;
  }

  private none(): TemplateResult {
    return html`<div class="blank" data-testid="empty">
      <p class="sentence">No extractor matches.</p>
      <p><button type="button" class="button" @click=${() => this.narrow({ show: [], search: "" })}>Show all extractors</button></p>
    </div>`;
  }
}

customElements.define("tb-board-page", BoardPage);
