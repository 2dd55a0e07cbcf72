import type { Liveness } from "../api/types";
import type { ExtractorOnBoard } from "./types";

/** What the board is narrowed to; it lives in the address. */
export interface BoardQuery {
  /** People's words for liveness. */
  show: string[];
  search: string;
}

export const LIVENESS_CHOICES: ReadonlyArray<{ word: string; liveness: Liveness }> = [
  { word: "online", liveness: "ONLINE" },
  { word: "late", liveness: "LATE" },
  { word: "offline", liveness: "OFFLINE" },
  { word: "unwatched", liveness: "UNKNOWN" },
];

export function readBoardQuery(search: string): BoardQuery {
  const params = new URLSearchParams(search);
  const words = LIVENESS_CHOICES.map((choice) => choice.word);
  return {
    show: (params.get("show") ?? "").split(",").filter((word) => words.includes(word)),
    search: params.get("search") ?? "",
  };
}

export function boardAddress(query: BoardQuery): string {
  const params = new URLSearchParams();
  if (query.show.length > 0) {
    params.set("show", query.show.join(","));
  }
  if (query.search) {
    params.set("search", query.search);
  }
  const text = params.toString().replaceAll("%2C", ",");
  return text ? `/ui/board?${text}` : "/ui/board";
}

export const isNarrowed = (query: BoardQuery): boolean => query.show.length > 0 || query.search !== "";

/** By liveness, and by a part of its name, description or what it works on. */
export function matches(extractor: ExtractorOnBoard, query: BoardQuery): boolean {
  const shown = LIVENESS_CHOICES.filter((choice) => query.show.includes(choice.word));
  const alive = shown.length === 0 || shown.some((choice) => choice.liveness === extractor.liveness);
  const texts = [extractor.name, extractor.description ?? "", ...(extractor.process ?? []).map((rule) => rule.pattern)];
  const wanted = query.search.trim().toLowerCase();
  return alive && texts.some((text) => text.toLowerCase().includes(wanted));
}

/** The API's answer with counts since the reader's own midnight. */
export function boardPath(now: number): string {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  return `/v1/extractors?since=${encodeURIComponent(midnight.toISOString())}`;
}
