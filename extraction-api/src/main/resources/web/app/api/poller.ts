import { type Api, Refused } from "./client";

const BUSY_MILLIS = 1500;
const QUIET_MILLIS = 10_000;
const LONGEST_BACKOFF_MILLIS = 15_000;
/** Where a stream tells of changes, asking is but a check. */
const TOLD_MILLIS = 30_000;

export interface Listener<T> {
  /** Where to ask; read anew for each request. */
  path(): string;
  /** A new answer. */
  received(body: T): void;
  /** The server refused (and not for want of a key): asking again is of no use. */
  refused(refusal: Refused): void;
  /** Whether the last request was answered at all. */
  reachable(yes: boolean): void;
  /** Whether something is under way, so that an answer soon differs. */
  busy(): boolean;
  /** How long to wait while busy, where less will do than usual. */
  readonly often?: number;
  /** Whether changes are told by a stream meanwhile. */
  told?(): boolean;
}

/**
 * Asks again and again: often while something is under way, seldom otherwise, not at all while
 * nobody looks. At most one request at a time.
 */
export class Poller<T> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private abort: AbortController | undefined;
  private etag: string | null = null;
  private askedPath = "";
  private failures = 0;
  private stopped = true;
  private asking = false;
  private onceMore = false;

  constructor(
    private readonly api: Api,
    private readonly listener: Listener<T>,
  ) {}

  start(): void {
    this.stopped = false;
    document.addEventListener("visibilitychange", this.wake);
    window.addEventListener("online", this.wake);
    // A page that is told of changes asks but seldom: that there is no way to the board is to be seen at once.
    window.addEventListener("offline", this.wake);
    void this.ask();
  }

  stop(): void {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.wake);
    window.removeEventListener("online", this.wake);
    window.removeEventListener("offline", this.wake);
    this.abort?.abort();
    clearTimeout(this.timer);
  }

  /** Asks at once: the question changed, or somebody wants to know. */
  now(): void {
    if (!this.stopped) {
      this.abort?.abort();
      void this.ask();
    }
  }

  /** Asks soon: after the request that is under way, for it may have been answered too early. */
  again(): void {
    if (this.asking) {
      this.onceMore = true;
    } else if (!this.stopped) {
      void this.ask();
    }
  }

  private readonly wake = (): void => {
    if (!document.hidden) {
      this.now();
    }
  };

  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    const abort = new AbortController();
    this.abort = abort;
    this.asking = true;
    this.onceMore = false;
    const path = this.listener.path();
    try {
      const answer = await this.api.get<T>(path, abort.signal, path === this.askedPath ? this.etag : null);
      if (abort.signal.aborted) {
        return;
      }
      this.failures = 0;
      this.listener.reachable(true);
      if (answer.changed) {
        this.etag = answer.etag;
        this.askedPath = path;
        this.listener.received(answer.body);
      }
    } catch (failure) {
      if (abort.signal.aborted) {
        return;
      }
      if (failure instanceof Refused && failure.status === 401) {
        this.asking = false;
        this.api.signedOut();
        return;
      }
      if (failure instanceof Refused && failure.status !== 429) {
        this.listener.reachable(true);
        this.listener.refused(failure);
      } else {
        this.failures++;
        this.listener.reachable(false);
      }
    }
    this.asking = false;
    if (this.onceMore && !this.stopped) {
      void this.ask();
    } else {
      this.later();
    }
  }

  private later(): void {
    if (!this.stopped && !document.hidden) {
      this.timer = setTimeout(() => void this.ask(), this.pause());
    }
  }

  private pause(): number {
    if (this.failures > 0) {
      return Math.min(1000 * 2 ** this.failures, LONGEST_BACKOFF_MILLIS);
    }
    if (this.listener.told?.()) {
      return TOLD_MILLIS;
    }
    return this.listener.busy() ? (this.listener.often ?? BUSY_MILLIS) : QUIET_MILLIS;
  }
}
