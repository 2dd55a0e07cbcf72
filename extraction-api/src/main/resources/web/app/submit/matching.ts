import type { ExtractorOnBoard, Rule } from "../board/types";

/** What is to be worked on, as far as it is known: the types of files, or that it is a dataset. */
export interface Subject {
  type: "file" | "dataset";
  mimeTypes: readonly string[];
}

/** Whether it says that it works on all of this. Of an unknown type nobody can tell. */
export function worksOn({ process = [] }: ExtractorOnBoard, subject: Subject): boolean {
  if (subject.type === "dataset") {
    return process.some((rule) => rule.trigger === "dataset");
  }
  const rules = process.filter((rule) => rule.trigger === "file");
  return subject.mimeTypes.length > 0 && subject.mimeTypes.every((type) => rules.some((rule) => fits(rule, type)));
}

function fits({ pattern }: Rule, type: string): boolean {
  const [main, sub] = type.split(";")[0]!.trim().toLowerCase().split("/");
  const wanted = pattern.split(";")[0]!.trim().toLowerCase();
  const [first, second] = wanted.split("/");
  return wanted === "*" || ((first === "*" || first === main) && (second === "*" || second === sub));
}

/** Those that match first, and among them those that are there. */
export function inOrder(extractors: readonly ExtractorOnBoard[], subject: Subject): ExtractorOnBoard[] {
  const weight = (each: ExtractorOnBoard): number => (worksOn(each, subject) ? 0 : 2) + (each.liveness === "ONLINE" ? 0 : 1);
  return [...extractors].sort((a, b) => weight(a) - weight(b) || a.name.localeCompare(b.name));
}
