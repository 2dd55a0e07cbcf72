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
import { Heights, type Sight } from "./sheets";

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
  private heights = new Heights();
  private readonly folds = new Folds("log", () => this.foldsChanged());
  private foldsRevision = {};
  private scrolledTo = 0;
  private sight: Sight | undefined;
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
      this.scrolledTo = Infinity;
      if (this.marked) {
        await this.find(this.marked);
      }
    });

  private readonly toBeginning = (): Promise<void> =>
    this.begin(async (book) => {
      this.following = false;
      await book.readBeginning();
      this.scrolledTo = 0;
    });

  private async begin(read: (book: LogBook) => Promise<void>): Promise<void> {
    this.book?.close();
    const book = new LogBook(this.api, this.job.id, this.narrowing);
    this.book = book;
    this.heights = new Heights();
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
      this.showMarked(id);
    }
  }

  /** Brings the event into sight: first its sheet, and when that is drawn the line itself. */
  private showMarked(id: string): void {
    const sheets = this.book?.sheets ?? [];
    const index = sheets.findIndex((sheet) => sheet.events.some((event) => event.id === id));
    const box = this.box();
    if (index < 0 || !box) {
      return;
    }
    box.scrollTop = this.heights.top(sheets, index);
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const line = [...this.querySelectorAll<HTMLElement>(".log-line")].find((each) => each.dataset.id === id);
      line?.scrollIntoView({ block: "center" });
    });
  }

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
    const box = this.box();
    if (!box || box.scrollTop === this.scrolledTo) {
      return;
    }
    const up = box.scrollTop < this.scrolledTo;
    this.scrolledTo = box.scrollTop;
    const left = box.scrollHeight - box.clientHeight - box.scrollTop;
    if (up && left > AT_END) {
      this.following = false;
    } else if (left <= AT_END && !this.book?.later && isUnfinished(this.job.state)) {
      this.following = true;
    }
    if (box.scrollTop < NEAR_EDGE) {
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
      const box = this.box();
      if (where === "earlier" && first && box && book === this.book) {
        const index = book.sheets.findIndex((sheet) => sheet.key === first.key);
        const added = this.heights.top(book.sheets, index);
        this.requestUpdate();
        await this.updateComplete;
        // What one was reading stays where it was.
        this.moveTo(box, box.scrollTop + added);
      }
    } catch {
      // Scrolling there again asks again.
    }
    this.moving = "";
    this.requestUpdate();
  }

  private moveTo(box: HTMLElement, top: number): void {
    box.scrollTop = top;
    this.scrolledTo = box.scrollTop;
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

  private box(): HTMLElement | null {
    return this.querySelector(".log-box");
  }

  protected override updated(): void {
    const box = this.box();
    if (!box) {
      return;
    }
    this.makeRoom(box);
    const sheets = this.book?.sheets ?? [];
    let moved = 0;
    let changed = false;
    for (const drawn of box.querySelectorAll<HTMLElement>(".log-sheet")) {
      const index = sheets.findIndex((sheet) => String(sheet.key) === drawn.dataset.key);
      const sheet = sheets[index];
      if (!sheet) {
        continue;
      }
      const above = this.heights.top(sheets, index) + this.heights.of(sheet) <= box.scrollTop;
      const difference = this.heights.measure(sheet, drawn.getBoundingClientRect().height);
      changed ||= Math.abs(difference) > 0.5;
      moved += above ? difference : 0;
    }
    if (this.following || this.scrolledTo === Infinity) {
      this.moveTo(box, box.scrollHeight);
    } else if (moved !== 0) {
      this.moveTo(box, box.scrollTop + moved);
    }
    if (changed) {
      this.requestUpdate();
    }
  }

  /** Set on the elements: a style in the markup is refused by the board's content policy. */
  private makeRoom(box: HTMLElement): void {
    for (const [side, height] of [["above", this.sight?.above], ["below", this.sight?.below]] as const) {
      const room = box.querySelector<HTMLElement>(`.log-${side}`);
      if (room) {
        room.style.height = `${height ?? 0}px`;
      }
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
    const box = this.box();
    const top = this.scrolledTo === Infinity ? this.heights.total(book.sheets) : (box?.scrollTop ?? 0);
    const sight: Sight = this.heights.sight(book.sheets, top, box?.clientHeight ?? 600);
    this.sight = sight;
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
        book.sheets.slice(sight.from, sight.to),
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
