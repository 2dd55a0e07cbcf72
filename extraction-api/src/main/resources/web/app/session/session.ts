import { Api } from "../api/client";

export const SIGN_IN = "/ui/sign-in";
export const HOME = "/ui";

/** The API as the board's own pages see it: with the reader's session cookie. */
export const home = new Api({ signedOut: toSignIn });

/** Leaves for the sign-in page, to come back here afterwards. */
function toSignIn(): void {
  const here = location.pathname + location.search;
  const back = here === HOME ? "" : `&next=${encodeURIComponent(here)}`;
  location.replace(`${SIGN_IN}?why=ended${back}`);
}

/** Where to go after signing in: a page of the board, whatever the address says. */
export function afterSignIn(search: string): string {
  const next = new URLSearchParams(search).get("next");
  if (!next) {
    return HOME;
  }
  const target = new URL(next, location.origin);
  const ours = target.origin === location.origin && /^\/ui(\/|$)/.test(target.pathname);
  return ours && target.pathname !== SIGN_IN ? target.pathname + target.search : HOME;
}

/** Exchanges a key for the session cookie; the key is sent in a header and kept nowhere. */
export async function openSession(key: string): Promise<void> {
  await home.send("/v1/session", { method: "POST", headers: { "X-API-KEY": key } });
}

export async function signOut(): Promise<void> {
  await home.send("/v1/session", { method: "DELETE" });
  location.replace(`${SIGN_IN}?why=out`);
}
