import { syncClock } from "./clock";
import type { Instant } from "./types";

const TIMEOUT_MILLIS = 10_000;

/** The server answered, and refused. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** What was wrong with which field, where the server could tell. */
    readonly faults: readonly Fault[] = [],
  ) {
    super(message);
  }
}

/** One fault of what was sent: a JSON pointer into the body, or a parameter's name. */
export interface Fault {
  pointer?: string;
  parameter?: string;
  detail: string;
}

/** No answer came, or none that the board could have sent. */
export class Unreachable extends Error {}

/** What a GET brought: a new body, or the news that nothing changed. */
export type Answer<T> = { changed: true; body: T; etag: string | null } | { changed: false };

/** A key for calls from another site, or what brings one; asked anew for each call. */
export type Token = string | (() => string | Promise<string>);

export interface ApiSettings {
  /** Where the board is, as seen from this page; empty for the page's own site. */
  base?: string;
  /** Without one, calls carry the reader's session cookie. */
  token?: Token | undefined;
  /** What happens where a call shows no session or key, or one that has ended. */
  signedOut?: () => void;
}

/** The board's API, as one page or embedded element sees it. */
export class Api {
  readonly base: string;
  private readonly token: Token | undefined;
  readonly signedOut: () => void;

  constructor({ base = "", token, signedOut = () => undefined }: ApiSettings = {}) {
    this.base = base.replace(/\/+$/, "");
    this.token = token;
    this.signedOut = signedOut;
  }

  /** The whole address of a path of the API or the board. */
  url(path: string): string {
    return this.base + path;
  }

  /** What tells who asks; a key goes into a header alone, never into an address. */
  async headers(): Promise<Record<string, string>> {
    const token = typeof this.token === "function" ? await this.token() : this.token;
    return token ? { Authorization: `Bearer ${token}` } : {};
  }

  /** Cookies are for the board's own pages only. */
  get credentials(): RequestCredentials {
    return this.base || this.token ? "omit" : "same-origin";
  }

  /** Asks for JSON; with `etag`, only for what differs from it. */
  async get<T>(path: string, signal?: AbortSignal, etag?: string | null): Promise<Answer<T>> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (etag) {
      headers["If-None-Match"] = etag;
    }
    const sent = Date.now();
    const response = await this.send(path, { headers, cache: "no-store" }, signal);
    if (response.status === 304) {
      return { changed: false };
    }
    const body = await json<T & { now?: Instant }>(response);
    syncClock(body.now ?? response.headers.get("Date"), sent, Date.now());
    return { changed: true, body, etag: response.headers.get("ETag") };
  }

  /** The body of a GET that is asked for once. */
  async fetchOnce<T>(path: string, signal?: AbortSignal): Promise<T> {
    const answer = await this.get<T>(path, signal);
    if (!answer.changed) {
      throw new Unreachable("an answer without a body");
    }
    return answer.body;
  }

  /** Sends JSON, and reads JSON where the answer has any. */
  async post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
    const headers = { Accept: "application/json", "Content-Type": "application/json" };
    return json<T>(await this.send(path, { method: "POST", headers, body: JSON.stringify(body) }, signal));
  }

  /** Changes what is named in JSON, and reads what came of it. */
  async patch<T>(path: string, body: unknown): Promise<T> {
    const headers = { Accept: "application/json", "Content-Type": "application/json" };
    return json<T>(await this.send(path, { method: "PATCH", headers, body: JSON.stringify(body) }));
  }

  /** Any call; fails with {@link Refused} or {@link Unreachable}. */
  async send(path: string, init: RequestInit, signal?: AbortSignal, patience = TIMEOUT_MILLIS): Promise<Response> {
    const timeout = AbortSignal.timeout(patience);
    let response: Response;
    try {
      response = await fetch(this.url(path), {
        ...init,
        headers: { ...(await this.headers()), ...(init.headers as Record<string, string> | undefined) },
        credentials: this.credentials,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (failure) {
      if (signal?.aborted) {
        throw failure;
      }
      throw new Unreachable(`no answer to ${path}`);
    }
    if (response.status >= 500) {
      throw new Unreachable(`${response.status} from ${path}`);
    }
    if (!response.ok && response.status !== 304) {
      throw await refusal(response);
    }
    return response;
  }
}

async function json<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch {
    throw new Unreachable("an answer that is not JSON");
  }
}

/** The sentence of a problem document (RFC 9457), or else its status. */
async function refusal(response: Response): Promise<Refused> {
  const status = response.status;
  try {
    const problem = (await response.json()) as { detail?: string; title?: string; errors?: Fault[] };
    return new Refused(status, problem.detail ?? problem.title ?? `status ${status}`, problem.errors ?? []);
  } catch {
    return new Refused(status, `status ${status}`);
  }
}
