import { html, type TemplateResult } from "lit";
import { extractorPage, jobPage } from "../format/links";
import { plural, resourcePage, shortId } from "../format/words";
import { home } from "../session/session";
import { chosenText, effectsText, settingsText } from "./details";
import type { Entry } from "./types";

/** What can be done, in words. */
export const ACTIONS: Record<string, string> = {
  "job.cancel": "cancelled",
  "job.rerun": "ran again",
  "job.replay": "replayed",
  "job.prioritise": "changed the priority of",
  "jobs.cancel": "cancelled many",
  "jobs.rerun": "ran many again",
  "jobs.replay": "replayed many",
  "jobs.prioritise": "changed the priority of many",
  "error-message.replay": "replayed the message",
  "error-message.drop": "dropped the message",
  "error-messages.replay": "replayed messages",
  "error-messages.drop": "dropped messages",
  "extractor.pause": "paused",
  "extractor.resume": "resumed",
  "extractor.settings": "changed the settings of",
  "event.file.created": "told of a new file, in another's name:",
  "event.file.added": "told of a file added, in another's name:",
  "event.file.removed": "told of a file removed, in another's name:",
  "event.files.added": "told of files added, in another's name:",
  "event.metadata.added": "told of metadata added, in another's name:",
  "event.metadata.removed": "told of metadata removed, in another's name:",
};

export const didWhat = ({ action, count }: Entry): string =>
  isOfMany(action)
    ? `${ACTIONS[action] ?? action}: ${plural(count, action.startsWith("jobs.") ? "job" : "message")}`
    : (ACTIONS[action] ?? action);

const isOfMany = (action: string): boolean => action.startsWith("jobs.") || action.startsWith("error-messages.");

/** What it was done to, leading there where it has a page; of many, its words say it all. */
export function targetLink({ action, target }: Entry): TemplateResult | string {
  const at = target.indexOf("/");
  const kind = at < 0 ? "" : target.slice(0, at);
  const id = target.slice(at + 1);
  switch (kind) {
    case "job":
      return html`<a href=${jobPage(home, id)} title=${id}>job ${shortId(id)}</a>`;
    case "extractor":
      return html`<a href=${extractorPage(home, id)}>${id}</a>`;
    case "error-message":
      return html`<a href="/ui/errors?fate=all&id=${encodeURIComponent(id)}" title=${id}>${shortId(id)}</a>`;
    case "file":
    case "dataset":
      return html`<a href=${home.url(resourcePage({ type: kind, id }))} title=${id}>${kind} ${shortId(id)}</a>`;
    default:
      return isOfMany(action) ? "" : target;
  }
}

/** What else is known of it, as sentences. */
export function more({ action, detail = "", filter = "" }: Entry): string {
  const chosen = filter ? `Chosen: ${chosenText(filter)}.` : "";
  const said = action === "extractor.settings" ? settingsText(detail) : effectsText(detail);
  return [said, chosen].filter((part) => part).join(" ");
}
