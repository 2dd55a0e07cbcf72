import { STATE_CHOICES } from "../format/states";
import { millisOf } from "./lengths";
import { changed, type Query } from "./query";

/** What can be typed, for whoever looks it up. */
export const SYNTAX: ReadonlyArray<readonly [typed: string, meaning: string]> = [
  ["no space left", "in a message"],
  ["file/ID  dataset/ID", "of one file or dataset"],
  ["in:ID", "of a dataset and all its files"],
  ["job/ID  or any id", "one job, or what has that id"],
  ["extractor:NAME  user:ID", "of an extractor, of a person"],
  ["is:failed  is:running …", "in a state"],
  ["is:stalled  is:suspect  is:looping", "doubted before it has ended"],
  ["is:past", "told from updates without ids"],
  ["by:upload  by:hand  by:re-run", "how it was submitted"],
  ["ran>10s  ran<2min  waited>1h", "by its times"],
  ["attempts>1", "tried more than once"],
];

const HOW: Record<string, string> = { upload: "upload", hand: "manual", manual: "manual", "re-run": "rerun", rerun: "rerun" };
/** What only the search field holds. */
export const TYPED = ["id", "resource", "text"] as const;
const ID = /^([0-9a-f]{24}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** The query as it stands in the search field. */
export function asTyped(query: Query): string {
  return [
    query.id ? `job/${query.id}` : "",
    query.resource ?? "",
    query.text ?? "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** What was typed, understood; an id alone that may be of anything is told apart by asking. */
export function understood(query: Query, typed: string): { query: Query; bareId?: string } {
  const texts: string[] = [];
  let bareId: string | undefined;
  let result = changed(query, { id: "", resource: "", text: "" });
  for (const word of typed.split(/\s+/).filter((each) => each !== "")) {
    const change = meaning(word);
    if (change) {
      result = changed(result, change);
    } else if (ID.test(word)) {
      bareId = word;
    } else {
      texts.push(word);
    }
  }
  return { query: changed(result, { text: texts.join(" ") }), ...(bareId ? { bareId } : {}) };
}

/** What a word asks for, or nothing where it is just a word. */
function meaning(word: string): Query | undefined {
  const path = /^(file|dataset|unknown|job)\/(.+)$/.exec(word);
  if (path) {
    return path[1] === "job" ? { id: path[2]! } : { resource: word };
  }
  const compared = /^(ran|waited|attempts)(>=?|<=?)(.+)$/.exec(word);
  if (compared) {
    return comparison(compared[1]!, compared[2]!, compared[3]!);
  }
  const named = /^(extractor|user|version|in|dataset|by|is|state):(.+)$/.exec(word);
  return named ? naming(named[1]!, named[2]!) : undefined;
}

function comparison(what: string, sign: string, value: string): Query | undefined {
  const more = sign.startsWith(">");
  if (what === "attempts") {
    const count = Number(value) + (sign === ">" ? 1 : 0);
    return more && Number.isInteger(count) ? { minAttempts: String(count) } : undefined;
  }
  if (millisOf(value) === undefined) {
    return undefined;
  }
  if (what === "ran") {
    return more ? { minElapsed: value } : { maxElapsed: value };
  }
  return more ? { minWaiting: value } : { maxWaiting: value };
}

function naming(what: string, value: string): Query | undefined {
  switch (what) {
    case "extractor":
      return { extractor: value };
    case "user":
      return { user: value };
    case "version":
      return { version: value };
    case "in":
    case "dataset":
      return { dataset: value };
    case "by":
      return HOW[value] ? { how: HOW[value] } : undefined;
    default:
      return standing(value.toLowerCase());
  }
}

function standing(value: string): Query | undefined {
  if (value === "stalled" || value === "suspect" || value === "looping") {
    return { trouble: value };
  }
  if (value === "past" || value === "inferred") {
    return { identity: "inferred" };
  }
  return STATE_CHOICES.some((choice) => choice.word === value) ? { state: value } : undefined;
}
