import type { Api } from "../api/client";
import type { EventsPage, JobEvent, Level } from "../api/types";
import { jobPath } from "../format/links";

/** So many lines are one sheet: drawn, measured and left out together. */
const SHEET = 100;
/** What is read at once. */
const PAGE = 500;
const TAIL = 200;
/** Fewer lines than this do not fill the window on them. */
const ENOUGH = 40;
/** Farther behind than this, the end is read anew rather than all that led to it. */
const FAR_BEHIND = 5000;
/** The most lines that are kept while the end is followed. */
const MOST = 200_000;

export interface Narrowing {
  level: Level | "";
  text: string;
  attempt: string;
}

/** Some lines in a row, with the one before them. */
export interface Sheet {
  /** Stays the same as long as the sheet is there. */
  key: number;
  before: JobEvent | undefined;
  events: JobEvent[];
}

/**
 * A part of a job's log that has no hole: its end, its beginning or what lies around an event; grows
 * at both ends by what is asked for.
 */
export class LogBook {
  sheets: Sheet[] = [];
  /** Whether there is more before or behind what is here. */
  earlier: string | undefined;
  later = false;
  private last: string | undefined;
  private keys = 0;
  private question = new AbortController();

  constructor(
    private readonly api: Api,
    readonly jobId: string,
    readonly narrowing: Narrowing,
  ) {}

  get size(): number {
    return this.sheets.reduce((sum, sheet) => sum + sheet.events.length, 0);
  }

  has(id: string): boolean {
    return this.sheets.some((sheet) => sheet.events.some((event) => event.id === id));
  }

  async readEnd(): Promise<void> {
    this.begin(await this.ask({ tail: String(TAIL) }));
    this.later = false;
    // Of a search only a part of a long log is looked through at once.
    while (this.earlier && this.size < ENOUGH) {
      await this.readEarlier();
    }
  }

  async readBeginning(): Promise<void> {
    const page = await this.ask({ limit: String(PAGE) });
    this.begin(page);
    this.earlier = undefined;
    this.goOn(page);
    while (this.later && this.size < ENOUGH) {
      await this.readLater();
    }
  }

  /** Reads what comes before; answers whether there was any. */
  async readEarlier(limit = PAGE): Promise<boolean> {
    let page: EventsPage | undefined;
    while (this.earlier && !page?.events.length) {
      page = await this.ask({ before: this.earlier, limit: String(limit) });
      this.earlier = page.previous;
    }
    const events = page?.events ?? [];
    const sheets: Sheet[] = [];
    for (let end = events.length; end > 0; end -= SHEET) {
      const start = Math.max(0, end - SHEET);
      sheets.unshift(this.sheet(events.slice(start, end), events[start - 1]));
    }
    const first = this.sheets[0];
    if (first) {
      this.sheets[0] = { ...first, before: events.at(-1) ?? first.before };
    }
    this.sheets = [...sheets, ...this.sheets];
    return events.length > 0;
  }

  /** Reads what came behind; answers whether there was any. */
  async readLater(): Promise<boolean> {
    const page = await this.ask({ ...(this.last ? { cursor: this.last } : {}), limit: String(PAGE) });
    this.append(page.events);
    this.goOn(page);
    return page.events.length > 0;
  }

  private goOn(page: EventsPage): void {
    this.last = page.next ?? page.last ?? this.last;
    this.later = page.next !== undefined;
  }

  /** Reads until the end; anew from it where it is far away. */
  async catchUp(): Promise<boolean> {
    let any = false;
    for (let read = 0; read < FAR_BEHIND; read += PAGE) {
      any = (await this.readLater()) || any;
      if (!this.later) {
        break;
      }
    }
    if (this.later || this.size > MOST) {
      await this.readEnd();
    }
    return any;
  }

  /** Reads back until an event is here. */
  async find(id: string): Promise<boolean> {
    while (!this.has(id)) {
      if (!(await this.readEarlier(1000))) {
        return false;
      }
    }
    return true;
  }

  close(): void {
    this.question.abort();
  }

  private begin(page: EventsPage): void {
    this.sheets = [];
    this.append(page.events);
    this.earlier = page.previous;
    this.last = page.last;
  }

  private append(events: readonly JobEvent[]): void {
    const known = new Set(this.sheets.at(-1)?.events.map((event) => event.id));
    for (const event of events) {
      if (known.has(event.id)) {
        continue;
      }
      const sheet = this.sheets.at(-1);
      if (sheet && sheet.events.length < SHEET) {
        // Another object, so that who draws it knows.
        this.sheets[this.sheets.length - 1] = { ...sheet, events: [...sheet.events, event] };
      } else {
        this.sheets.push(this.sheet([event], sheet?.events.at(-1)));
      }
    }
  }

  private sheet(events: JobEvent[], before: JobEvent | undefined): Sheet {
    return { key: this.keys++, before, events };
  }

  private ask(where: Record<string, string>): Promise<EventsPage> {
    const { level, text, attempt } = this.narrowing;
    const query = new URLSearchParams({
      ...where,
      ...(level ? { level } : {}),
      ...(text ? { text } : {}),
      ...(attempt ? { attempt } : {}),
    });
    const path = jobPath(this.jobId, `/events?${query.toString()}`);
    return this.api.fetchOnce<EventsPage>(path, this.question.signal);
  }
}
