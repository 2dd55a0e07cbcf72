import type { LitElement, ReactiveController } from "lit";
import { isOperator } from "../acts/types";
import { type Api, Refused } from "../api/client";
import { Poller } from "../api/poller";
import type { Whoami } from "../api/types";
import { keepPlace, placeOf } from "../jobs/place";
import { listenToKeys } from "../parts/keys";
import { whoami } from "../session/who";
import { appended, type Identified, renewed, updated } from "./rows";

const PAGE = 50;
/** What one request brings at most; rows behind those are read on, and then keep what they showed. */
const MOST = 500;

/** What is listed, and where it is asked for. */
export interface Kind<Row extends Identified, Query, Counts> {
  title: string;
  /** Whether it is for operators alone: others are told so, and nothing is asked for. */
  operators: boolean;
  read(search: string): Query;
  /** The page's own address. */
  address(query: Query): string;
  /** Where the rows are asked for, but for how many. */
  path(query: Query): string;
  rows(answer: unknown): Row[];
  /** Where they are counted, if they are. */
  countsPath?(query: Query): string;
  /** The row that is open, if one is. */
  open?(query: Query): string;
  /** Where one row is asked for alone, as when a link opens it that is far down, or does not match. */
  one?(id: string): string;
  readonly counts?: Counts;
}

/**
 * A list of the newest first: what it is narrowed to stands in the address, so that Back, reload and a
 * sent link keep it; it is asked for again and again, and read on as far as one likes. While the
 * reader points at the rows none of them moves.
 */
export class Listing<Row extends Identified, Query, Counts = never> implements ReactiveController {
  query: Query;
  rows: Row[] | undefined;
  counts: Counts | undefined;
  who: Whoami | undefined;
  refusal: Refused | undefined;
  reachable = true;
  next: string | undefined;
  loading: "" | "busy" | "failed" = "";
  /** How many new rows are held back. */
  held = 0;
  private answer: { rows: Row[]; next: string | undefined } = { rows: [], next: undefined };
  private wanted = PAGE;
  private scrollGoal: number | undefined;
  private stopKeys: (() => void) | undefined;

  private readonly poller: Poller<{ next?: string }>;
  private readonly counter: Poller<Counts> | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly api: Api,
    readonly kind: Kind<Row, Query, Counts>,
  ) {
    this.query = kind.read(location.search);
    this.poller = new Poller(api, {
      path: () => this.path(this.wanted),
      received: (answer) => this.received(answer),
      refused: (refusal) => this.set(() => (this.refusal = refusal)),
      reachable: (yes) => this.set(() => (this.reachable = yes)),
      busy: () => false,
    });
    const { countsPath } = kind;
    this.counter = countsPath
      ? new Poller<Counts>(api, {
          path: () => countsPath(this.query),
          received: (counts) => this.set(() => (this.counts = counts)),
          refused: () => undefined,
          reachable: () => undefined,
          busy: () => false,
        })
      : undefined;
    host.addController(this);
  }

  hostConnected(): void {
    document.title = `${this.kind.title} · Tallyboard`;
    history.scrollRestoration = "manual";
    this.goTo(placeOf(history.state));
    this.stopKeys = listenToKeys(this.host);
    window.addEventListener("popstate", this.wentBack);
    window.addEventListener("pagehide", this.leaving);
    void this.begin();
  }

  hostDisconnected(): void {
    this.poller.stop();
    this.counter?.stop();
    this.stopKeys?.();
    window.removeEventListener("popstate", this.wentBack);
    window.removeEventListener("pagehide", this.leaving);
  }

  hostUpdated(): void {
    if (this.scrollGoal !== undefined && this.rows) {
      window.scrollTo(0, this.scrollGoal);
      this.scrollGoal = undefined;
    }
  }

  get allowed(): boolean {
    return !this.kind.operators || this.who === undefined || isOperator(this.who);
  }

  readonly narrow = (change: Partial<Query>): void => {
    const query = { ...this.query, ...change };
    this.leaving();
    history.pushState(null, "", this.kind.address(query));
    if (this.kind.path(query) !== this.kind.path(this.query)) {
      this.goTo({ rows: PAGE, scroll: 0 });
    }
    this.ask(query);
  };

  /** Something was done to one, which is told here as it is now. */
  readonly changed = (row: Row): void => {
    this.rows = this.rows?.map((each) => (each.id === row.id ? row : each));
    this.again();
  };

  /** Something was done to what is listed. */
  readonly again = (): void => {
    this.poller.now();
    this.counter?.now();
  };

  readonly showHeld = (): void => {
    if (this.held > 0) {
      this.set(() => this.show());
    }
  };

  readonly showMore = async (): Promise<void> => {
    const shown = this.rows?.length ?? 0;
    if (shown < MOST) {
      this.wanted = Math.min(shown + 2 * PAGE, MOST);
      this.poller.now();
      return;
    }
    const { query } = this;
    this.set(() => (this.loading = "busy"));
    try {
      const page = await this.api.fetchOnce<{ next?: string }>(this.path(2 * PAGE, this.next));
      if (query === this.query) {
        this.rows = appended(this.rows ?? [], this.kind.rows(page));
        this.next = page.next;
      }
      this.set(() => (this.loading = ""));
    } catch {
      this.set(() => (this.loading = "failed"));
    }
  };

  private async begin(): Promise<void> {
    try {
      this.who = await whoami();
    } catch {
      // Then the list's own request tells what is wrong.
    }
    this.host.requestUpdate();
    if (this.host.isConnected && this.allowed) {
      this.poller.start();
      this.counter?.start();
    }
  }

  private readonly leaving = (): void => keepPlace(this.rows?.length ?? 0);

  private readonly wentBack = (): void => {
    this.goTo(placeOf(history.state));
    this.ask(this.kind.read(location.search));
  };

  private goTo(place: { rows: number; scroll: number } | undefined): void {
    this.scrollGoal = place?.scroll;
    this.wanted = Math.max(PAGE, Math.min(place?.rows ?? PAGE, MOST));
  }

  private ask(query: Query): void {
    const same = this.kind.path(query) === this.kind.path(this.query);
    this.query = query;
    if (!same) {
      this.rows = undefined;
      this.refusal = undefined;
      this.loading = "";
      this.held = 0;
      this.again();
    }
    this.host.requestUpdate();
  }

  private path(limit: number, cursor?: string): string {
    const path = this.kind.path(this.query);
    const params = new URLSearchParams({ limit: String(limit), ...(cursor ? { cursor } : {}) });
    return `${path}${path.includes("?") ? "&" : "?"}${params.toString()}`;
  }

  private received(answer: { next?: string }): void {
    this.refusal = undefined;
    this.answer = { rows: this.kind.rows(answer), next: answer.next };
    const { rows, others } = updated(this.rows ?? [], this.answer.rows);
    if (others > 0 && rows.length > 0 && this.host.querySelector(".rows:hover, .rows:focus-within")) {
      this.rows = rows;
      this.held = others;
    } else {
      this.show();
    }
    this.host.requestUpdate();
  }

  private show(): void {
    const { rows, next } = this.answer;
    const open = this.kind.open?.(this.query) ?? "";
    const shown = renewed(this.rows ?? [], rows, next === undefined, open);
    // The cursor belongs to the last row.
    if (shown.at(-1)?.id === rows.at(-1)?.id) {
      this.next = next;
    }
    this.rows = shown;
    this.held = 0;
    if (open && !shown.some(({ id }) => id === open)) {
      void this.fetchOpen(open);
    }
  }

  /** Puts it before all others; where there is none the list says enough. */
  private async fetchOpen(id: string): Promise<void> {
    const path = this.kind.one?.(id);
    const row = path ? await this.api.fetchOnce<Row>(path).catch(() => undefined) : undefined;
    if (row && this.kind.open?.(this.query) === id) {
      this.set(() => (this.rows = appended([row], this.rows ?? [])));
    }
  }

  private set(change: () => void): void {
    change();
    this.host.requestUpdate();
  }
}
