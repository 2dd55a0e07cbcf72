import { syncClock } from "./clock";
import type { Instant } from "./types";

const TIMEOUT_MILLIS = 10_000;

/** The server answered, and refused. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** No answer came, or none that the board could have sent. */
export class Unreachable extends Error {}

/** What a GET brought: a new body, or the news that nothing changed. */
export type Answer<T> = { changed: true; body: T; etag: string | null } | { changed: false };

/** Asks for JSON; with `etag`, only for what differs from it. */
export async function get<T>(path: string, signal?: AbortSignal, etag?: string | null): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (etag) {
    headers["If-None-Match"] = etag;
  }
  const sent = Date.now();
  const response = await request(path, { headers, cache: "no-store" }, signal);
  if (response.status === 304) {
    return { changed: false };
  }
  const body = await json<T & { now?: Instant }>(response);
  syncClock(body.now ?? response.headers.get("Date"), sent, Date.now());
  return { changed: true, body, etag: response.headers.get("ETag") };
}

/** The body of a GET that is asked for once. */
export async function fetchOnce<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await get<T>(path, signal);
  if (!answer.changed) {
    throw new Unreachable("an answer without a body");
  }
  return answer.body;
}

/** Exchanges a key for the session cookie; the key is sent in a header and kept nowhere. */
export async function openSession(key: string): Promise<void> {
  await request("/v1/session", { method: "POST", headers: { "X-API-KEY": key } });
}

export async function closeSession(): Promise<void> {
  await request("/v1/session", { method: "DELETE" });
}

async function request(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      credentials: "same-origin",
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
    throw new Refused(response.status, await reason(response));
  }
  return response;
}

async function json<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch {
    throw new Unreachable("an answer that is not JSON");
  }
}

/** The sentence of a problem document (RFC 9457), or else its status. */
async function reason(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? `status ${response.status}`;
  } catch {
    return `status ${response.status}`;
  }
}
