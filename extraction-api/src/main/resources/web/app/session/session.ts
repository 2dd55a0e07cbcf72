import { closeSession } from "../api/client";

export const SIGN_IN = "/ui/sign-in";
export const HOME = "/ui";

/** Leaves for the sign-in page, to come back here afterwards. */
export function toSignIn(): void {
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

export async function signOut(): Promise<void> {
  await closeSession();
  location.replace(`${SIGN_IN}?why=out`);
}
