import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { Api } from "../api/client";
import { atMostEvery } from "../api/frames";
import type { Job } from "../api/types";
import { isUnfinished } from "../format/states";
import { droppedText, plural } from "../format/words";
import { Folds } from "../parts/folds";
import { Plain } from "../parts/plain";
import { skeleton } from "../parts/skeleton";
import { LogBook, type Narrowing, type Sheet } from "./log-book";
import { logControls } from "./log-controls";
import { logLines } from "./log-line";
import { LogWindow } from "./log-window";

/** So often is asked for news while they come without end. */
const NEWS_MILLIS = 250;
const NEAR_EDGE = 600;
const AT_END = 24;

/**
 * The log of a job: its end, which it follows while the job runs, and from there as far as one scrolls.
 * Of 100,000 lines only those in sight are drawn. For tests: `data-testid="log"` scrolls,
 * `"log-follow"` follows, `"log-text"` and `"log-level"` narrow, `"log-first"` goes to its beginning.
 */
export class Log extends Plain {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    job: { attribute: false },
    marked: { attribute: false },
    following: { state: true },
    state: { state: true },
    narrowing: { state: true },
  };
  declare api: Api;
  declare job: Job;
  /** The event that the address names. */
  declare marked: string;
  declare following: boolean;
  declare state: "busy" | "finding" | "ready" | "failed" | "missing";
  declare narrowing: Narrowing;

  private book: LogBook | undefined;
  private readonly window = new LogWindow(this);
  private readonly folds = new Folds("log", () => this.foldsChanged());
  private foldsRevision = {};
  private moving: "" | "earlier" | "later" = "";
  private readonly news = atMostEvery(NEWS_MILLIS, () => void this.catchUp());

  constructor() {
    super();
    this.narrowing = { level: "", text: "", attempt: "" };
    this.state = "busy";
    this.marked = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.following = isUnfinished(this.job.state) && !this.marked;
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.book?.close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("job");
    if (before && before.version !== this.job.version) {
      this.news();
    }
    if (changed.has("marked") && this.marked && this.state === "ready" && !this.book?.has(this.marked)) {
      void this.find(this.marked);
    }
  }

  private readonly open = (): Promise<void> =>
    this.begin(async (book) => {
      await book.readEnd();
      this.window.toEnd();
      if (this.marked) {
        await this.find(this.marked);
      }
    });

  private readonly toBeginning = (): Promise<void> =>
    this.begin(async (book) => {
      this.following = false;
      await book.readBeginning();
      this.window.toTop();
    });

  private async begin(read: (book: LogBook) => Promise<void>): Promise<void> {
    this.book?.close();
    const book = new LogBook(this.api, this.job.id, this.narrowing);
    this.book = book;
    this.window.renew();
    this.state = "busy";
    try {
      await read(book);
      if (this.state === "busy") {
        this.state = "ready";
      }
    } catch {
      if (book === this.book) {
        this.state = "failed";
      }
    }
    this.requestUpdate();
  }

  private async find(id: string): Promise<void> {
    this.following = false;
    this.state = "finding";
    const found = await this.book?.find(id).catch(() => false);
    this.state = found ? "ready" : "missing";
    if (found) {
      await this.updateComplete;
      await this.window.show(this.book?.sheets ?? [], id, this.drawn);
    }
  }

  private readonly drawn = (): Promise<unknown> => {
    this.requestUpdate();
    return this.updateComplete;
  };

  private async catchUp(): Promise<void> {
    const book = this.book;
    if (!book || this.state === "busy" || book.later) {
      return;
    }
    try {
      await book.catchUp();
      this.state = this.state === "failed" ? "ready" : this.state;
      this.requestUpdate();
    } catch {
      // The next news, or the reader, asks again.
    }
  }

  private readonly scrolled = (): void => {
    const scrolled = this.window.scrolled();
    if (!scrolled) {
      return;
    }
    const { up, above, left } = scrolled;
    if (up && left > AT_END) {
      this.following = false;
    } else if (left <= AT_END && !this.book?.later && isUnfinished(this.job.state)) {
      this.following = true;
    }
    if (above < NEAR_EDGE) {
      void this.grow("earlier");
    } else if (left < NEAR_EDGE) {
      void this.grow("later");
    }
    this.requestUpdate();
  };

  private async grow(where: "earlier" | "later"): Promise<void> {
    const book = this.book;
    if (!book || this.moving || this.state !== "ready" || !(where === "earlier" ? book.earlier : book.later)) {
      return;
    }
    this.moving = where;
    this.requestUpdate();
    const first = book.sheets[0];
    try {
      await (where === "earlier" ? book.readEarlier() : book.readLater());
      if (where === "earlier" && first && book === this.book) {
        await this.window.stay(book.sheets, first, this.drawn);
      }
    } catch {
      // Scrolling there again asks again.
    }
    this.moving = "";
    this.requestUpdate();
  }

  private readonly setFollowing = (on: boolean): void => {
    this.following = on;
    if (on && this.book?.later) {
      void this.open();
    }
  };

  private readonly narrow = (change: Partial<Narrowing>): void => {
    this.narrowing = { ...this.narrowing, ...change };
    void this.open();
  };

  private foldsChanged(): void {
    this.foldsRevision = {};
    this.requestUpdate();
  }

  protected override updated(): void {
    if (this.window.settle(this.book?.sheets ?? [], this.following)) {
      this.requestUpdate();
    }
  }

  protected override render(): TemplateResult {
    const book = this.book;
    const narrowed = Object.values(this.narrowing).some((value) => value !== "");
    return html`${logControls({
        job: this.job,
        api: this.api,
        narrowing: this.narrowing,
        following: this.following,
        narrow: this.narrow,
        follow: this.setFollowing,
        first: book?.earlier ? () => void this.toBeginning() : undefined,
        last: book?.later ? () => void this.open() : undefined,
      })}
      <p class="log-state muted" role="status">${this.words(narrowed)}</p>
      ${book && book.sheets.length > 0 ? this.lines(book) : this.state === "busy" ? skeleton(6) : nothing}
      ${droppedText(this.job) ? html`<p class="muted" data-testid="dropped">${droppedText(this.job)}.</p>` : nothing}`;
  }

  private words(narrowed: boolean): TemplateResult | string | typeof nothing {
    switch (this.state) {
      case "failed":
        return html`The log could not be read.
          <button type="button" class="quiet" @click=${() => void this.open()}>Try again</button>`;
      case "finding":
        return "Looking for the event that the address names …";
      case "missing":
        return "The event that the address names is not in this log.";
      case "busy":
        return nothing;
      case "ready":
        if (this.book?.size === 0) {
          if (narrowed) {
            return "Nothing it said matches.";
          }
          return isUnfinished(this.job.state) ? "Nothing was heard of it yet." : "None of its updates is kept here.";
        }
        return this.moving === "earlier" ? "Reading what came before …" : nothing;
    }
  }

  private lines(book: LogBook): TemplateResult {
    const { from, to } = this.window.look(book.sheets);
    const settings = { attempts: this.job.attempts.length > 1, folds: this.folds, marked: this.marked };
    return html`<div
      class="log-box"
      data-testid="log"
      role="region"
      aria-label="Log, ${plural(book.size, "line")} read"
      tabindex="0"
      @scroll=${this.scrolled}
    >
      <div class="log-above"></div>
      ${repeat(
        book.sheets.slice(from, to),
        (sheet) => sheet.key,
        (sheet: Sheet) =>
          html`<ol class="log-sheet" data-key=${sheet.key}>
            ${guard([sheet, settings.attempts, this.marked, this.foldsRevision], () => logLines(sheet, settings))}
          </ol>`,
      )}
      <div class="log-below"></div>
    </div>`;
  }
}

customElements.define("tb-log", Log);
