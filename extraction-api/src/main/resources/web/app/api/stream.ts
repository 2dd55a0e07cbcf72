import { type Api, Refused } from "./client";
import { EventReader, type ServerEvent } from "./sse";
import type { Extractor, Job } from "./types";

/** The server says something every fifteen seconds; who hears nothing for so long has lost it. */
const SILENCE_MILLIS = 40_000;
const FIRST_PAUSE_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 30_000;
/** A board that has no stream, or none for us, will hardly have one soon. */
const REFUSED_PAUSE_MILLIS = 60_000;
/** Who only looks elsewhere for a moment need not be told anew of everything. */
const HIDDEN_MILLIS = 60_000;

export interface StreamListener {
  /** Where to listen, with what is of interest; read anew for each connection. */
  path(): string;
  /** A job as it is now; its version tells repeats. */
  job?(job: Job): void;
  /** An extractor as it is now, without counts. */
  extractor?(extractor: Extractor): void;
  /** Some changes were left out, or may have come before the first was listened for: read anew what is shown. */
  reset(): void;
  /** Whether changes are told as they happen: then asking again and again is of little use. */
  live(yes: boolean): void;
}

/**
 * What changes, as it changes. It connects anew wherever the connection ends and goes on where it was;
 * while nobody looks it is closed, for a browser has few connections to a server.
 */
export class Stream {
  private abort: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private cursor: string | undefined;
  private hidden: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private stopped = true;

  constructor(
    private readonly api: Api,
    private readonly listener: StreamListener,
  ) {}

  start(): void {
    this.stopped = false;
    document.addEventListener("visibilitychange", this.seen);
    window.addEventListener("online", this.seen);
    this.seen();
  }

  stop(): void {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.seen);
    window.removeEventListener("online", this.seen);
    this.hangUp();
  }

  /** Asks another question, from now on. */
  anew(): void {
    this.cursor = undefined;
    if (!this.stopped) {
      this.hangUp();
      this.seen();
    }
  }

  private readonly seen = (): void => {
    clearTimeout(this.hidden);
    if (document.hidden) {
      this.hidden = setTimeout(() => this.hangUp(), HIDDEN_MILLIS);
    } else if (!this.abort) {
      clearTimeout(this.timer);
      void this.listen();
    }
  };

  private hangUp(): void {
    this.abort?.abort();
    this.abort = undefined;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    clearTimeout(this.hidden);
    this.listener.live(false);
  }

  private async listen(): Promise<void> {
    const abort = new AbortController();
    const resumed = this.cursor;
    this.abort = abort;
    let pause: number | undefined;
    try {
      const response = await fetch(this.api.url(this.listener.path()), {
        headers: {
          ...(await this.api.headers()),
          Accept: "text/event-stream",
          ...(resumed ? { "Last-Event-ID": resumed } : {}),
        },
        credentials: this.api.credentials,
        cache: "no-store",
        signal: abort.signal,
      });
      if (!response.ok || !response.body) {
        throw new Refused(response.status, `status ${response.status}`);
      }
      await this.read(response.body, abort, resumed === undefined);
    } catch (failure) {
      if (failure instanceof Refused && failure.status === 400 && resumed !== undefined) {
        // A place that the server knows no more: what was missed is read anew.
        this.cursor = undefined;
      } else if (failure instanceof Refused && failure.status < 500 && failure.status !== 429) {
        pause = REFUSED_PAUSE_MILLIS;
      }
    }
    if (this.abort === abort) {
      this.hangUp();
      this.later(pause);
    }
  }

  private async read(body: ReadableStream<Uint8Array>, abort: AbortController, first: boolean): Promise<void> {
    const events = new EventReader();
    const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
    this.heard(abort);
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      this.heard(abort);
      for (const event of events.take(piece.value)) {
        if (abort.signal.aborted) {
          return;
        }
        this.tell(event, first);
      }
    }
  }

  private heard(abort: AbortController): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => abort.abort(), SILENCE_MILLIS);
  }

  private tell({ name, data, id }: ServerEvent, first: boolean): void {
    this.cursor = id ?? this.cursor;
    switch (name) {
      case "hello":
        this.cursor = (JSON.parse(data) as { cursor?: string }).cursor ?? this.cursor;
        this.failures = 0;
        this.listener.live(true);
        if (first) {
          this.listener.reset();
        }
        break;
      case "job":
        this.listener.job?.(JSON.parse(data) as Job);
        break;
      case "extractor":
        this.listener.extractor?.(JSON.parse(data) as Extractor);
        break;
      case "reset":
        this.listener.reset();
        break;
      case "end":
        if ((JSON.parse(data) as { reason?: string }).reason === "SIGNED_OUT") {
          this.api.signedOut();
        }
    }
  }

  private later(pause: number | undefined): void {
    if (!this.stopped && !document.hidden) {
      this.failures++;
      const growing = Math.min(FIRST_PAUSE_MILLIS * 2 ** (this.failures - 1), LONGEST_PAUSE_MILLIS);
      this.timer = setTimeout(this.seen, pause ?? growing * (0.5 + Math.random() / 2));
    }
  }
}
