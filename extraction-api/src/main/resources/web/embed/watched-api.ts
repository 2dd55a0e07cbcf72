import { Api, type ApiSettings, Unreachable } from "../app/api/client";

/** Says of each call whether an answer came, so that a page that sees none can be told why. */
export class WatchedApi extends Api {
  constructor(
    settings: ApiSettings,
    private readonly answered: (yes: boolean) => void,
  ) {
    super(settings);
  }

  override async send(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    try {
      const response = await super.send(path, init, signal);
      this.answered(true);
      return response;
    } catch (failure) {
      if (!signal?.aborted) {
        this.answered(!(failure instanceof Unreachable));
      }
      throw failure;
    }
  }
}

/**
 * Whether the board is there at all. A browser does not tell a script why a call failed; but this very
 * script may be read by any site, so where it can be had and the API cannot, the site is not allowed to.
 */
export async function isThere(base: string): Promise<boolean> {
  try {
    const script = `${base}/embed/tallyboard-extractions.js`;
    return (await fetch(script, { method: "HEAD", cache: "no-store", credentials: "omit" })).ok;
  } catch {
    return false;
  }
}
