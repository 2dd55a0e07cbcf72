import type { Resource } from "../api/types";

/** What was typed for a resource: `file/ID`, `dataset/ID`, or an id alone, which means a file. */
export function resourceOf(typed: string): Resource | undefined {
  const text = typed.trim();
  if (!text) {
    return undefined;
  }
  const parts = /^(file|dataset)\/(.+)$/.exec(text);
  return parts ? { type: parts[1]!, id: parts[2]! } : { type: "file", id: text };
}
