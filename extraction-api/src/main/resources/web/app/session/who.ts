import type { Whoami } from "../api/types";
import { home } from "./session";

let asked: Promise<Whoami> | undefined;

/** Who is signed in: asked once for a page, and again only where no answer came. */
export function whoami(): Promise<Whoami> {
  asked ??= home.fetchOnce<Whoami>("/v1/whoami").catch((failure: unknown) => {
    asked = undefined;
    throw failure;
  });
  return asked;
}
