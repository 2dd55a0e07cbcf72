import type { Rule } from "../board/types";

const OPERATIONS: Record<string, string> = {
  "file.added": "a file is added to a dataset",
  "file.removed": "a file is taken out of a dataset",
  "files.added": "several files are added to a dataset at once",
  "added.file": "metadata is added to a file",
  "added.dataset": "metadata is added to a dataset",
  "removed.file": "metadata is removed from a file",
  "removed.dataset": "metadata is removed from a dataset",
};

/** "It runs on every image by upload, and when a file is added to a dataset." */
export function rulesSentence(rules: readonly Rule[]): string {
  const files = rules.filter(({ trigger }) => trigger === "file").map(({ pattern }) => fileText(pattern));
  const others = rules
    .filter(({ trigger }) => trigger === "dataset" || trigger === "metadata")
    .map(({ trigger, pattern }) => OPERATIONS[pattern.toLowerCase()] ?? `${pattern} happens to ${trigger === "dataset" ? "a dataset" : "metadata"}`);
  const parts = [
    ...(files.length > 0 ? [`on ${listed(files, "or")} by upload`] : []),
    ...(others.length > 0 ? [`when ${listed(others, "or")}`] : []),
  ];
  return parts.length === 0 ? "It names nothing that it waits for: it runs only where somebody submits a job to it." : `It runs ${listed(parts, "and")}.`;
}

function fileText(pattern: string): string {
  const [type = "", subtype = ""] = pattern.split(";")[0]!.trim().toLowerCase().split("/");
  if (type === "*" && (subtype === "" || subtype === "*")) {
    return "every file";
  }
  if (subtype !== "*") {
    return `every file of type ${pattern}`;
  }
  return type === "image" || type === "text" ? `every ${type}` : type === "audio" || type === "video" ? `every ${type} file` : `every file of type ${pattern}`;
}

function listed(parts: readonly string[], word: string): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;
}
