import { resourceOf } from "../format/resources";
import type { Faults } from "./draft";
import { linkFaults } from "./link";
import type { Subject } from "./matching";
import type { What } from "./what";

/** What is to be worked on, as far as it tells which extractors are made for it. */
export function subjectOf({ source, items, link, known }: What): Subject {
  switch (source) {
    case "known":
      return { type: resourceOf(known)?.type === "dataset" ? "dataset" : "file", mimeTypes: [] };
    case "linked":
      return { type: "file", mimeTypes: [link.mimeType.trim()].filter((type) => type !== "") };
    case "files": {
      const types = items.map((item) => item.uploaded?.mimeType ?? item.file.type).filter((type) => type !== "");
      return { type: "file", mimeTypes: [...new Set(types)] };
    }
  }
}

/** How many files or datasets that are. */
export function targetsOf({ source, items, link, known }: What): number {
  switch (source) {
    case "files":
      return items.length;
    case "linked":
      return link.url.trim() === "" ? 0 : 1;
    case "known":
      return resourceOf(known) ? 1 : 0;
  }
}

/** What is missing of it, before anything is sent. */
export function whatFaults({ source, items, link, known }: What): Faults {
  switch (source) {
    case "files":
      return items.length === 0 ? { files: "Choose at least one file." } : {};
    case "linked":
      return linkFaults(link);
    case "known":
      return resourceOf(known) ? {} : { resource: "Write the id of a file or dataset." };
  }
}
