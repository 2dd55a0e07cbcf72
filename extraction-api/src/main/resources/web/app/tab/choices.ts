import { STATE_CHOICES } from "../format/states";

/** How the tab is looked at. The page keeps it in its address; a portal may, too. */
export interface Choices {
  view: "extractors" | "events";
  /** People's words, as in the state filter. */
  states: string[];
  user: string;
  text: string;
  sort: Sort;
}

export type Sort = "newest" | "oldest" | "longest" | "name";

export const SORTS: ReadonlyArray<readonly [sort: Sort, words: string]> = [
  ["newest", "Newest first"],
  ["oldest", "Oldest first"],
  ["longest", "Longest first"],
  ["name", "By extractor"],
];

export const UNCHOSEN: Choices = { view: "extractors", states: [], user: "", text: "", sort: "newest" };

export const isNarrowed = (choices: Choices): boolean =>
  choices.states.length > 0 || choices.user !== "" || choices.text !== "";

export function readChoices(search: string): Choices {
  const params = new URLSearchParams(search);
  const sort = SORTS.find(([each]) => each === params.get("sort"))?.[0] ?? "newest";
  return {
    view: params.get("view") === "events" ? "events" : "extractors",
    states: (params.get("state") ?? "")
      .split(",")
      .filter((word) => STATE_CHOICES.some((choice) => choice.word === word)),
    user: params.get("user") ?? "",
    text: params.get("text") ?? "",
    sort,
  };
}

/** The part of an address that holds the choices; empty where nothing is chosen. */
export function searchOf(choices: Choices): string {
  const params = new URLSearchParams({
    ...(choices.view === "events" ? { view: "events" } : {}),
    ...(choices.states.length > 0 ? { state: choices.states.join(",") } : {}),
    ...(choices.user ? { user: choices.user } : {}),
    ...(choices.text ? { text: choices.text } : {}),
    ...(choices.sort === "newest" ? {} : { sort: choices.sort }),
  });
  const text = params.toString().replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}
