import type { Instant } from "../api/types";

/** That somebody did something. */
export interface Entry {
  id: string;
  at: Instant;
  by: { id: string; name?: string };
  action: string;
  target: string;
  count: number;
  detail?: string;
  filter?: string;
}

export interface Entries {
  entries: Entry[];
  next?: string;
}
