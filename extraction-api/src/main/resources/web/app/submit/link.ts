import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { home } from "../session/session";
import type { Faults } from "./draft";
import { faultLine } from "./fields";
import type { Uploaded } from "./upload";

/** Whether files elsewhere can be noted here: on which hosts, and with keys of theirs. */
export interface Linking {
  hosts: string[];
  keys: boolean;
}

/** A file that stays where it is, as it was typed. */
export interface Link {
  url: string;
  name: string;
  mimeType: string;
  header: string;
  key: string;
}

export const NO_LINK: Link = { url: "", name: "", mimeType: "", header: "", key: "" };

/** The board reads the whole file once before it answers. */
const PATIENCE_MILLIS = 10 * 60_000;

/** Has the board note it. */
export async function noteLink(link: Link, dataset: string): Promise<Uploaded> {
  const { url, name, mimeType, header, key } = trimmed(link);
  const body = {
    url,
    ...(name ? { name } : {}),
    ...(mimeType ? { mimeType } : {}),
    ...(dataset ? { dataset } : {}),
    ...(key ? { key: { header, value: key } } : {}),
  };
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const response = await home.send("/v1/files/linked", { method: "POST", headers, body: JSON.stringify(body) }, undefined, PATIENCE_MILLIS);
  return (await response.json()) as Uploaded;
}

/** What is missing, before anything is sent. */
export function linkFaults(link: Link): Faults {
  const { url, header, key } = trimmed(link);
  return {
    ...(/^https?:\/\/[^/\s]+\S*$/i.test(url) ? {} : { url: "An address like https://data.example/map.tif is expected." }),
    ...(key && !header ? { header: "In which header does its host want the key?" } : {}),
    ...(header && !key ? { key: "Which key goes into that header?" } : {}),
  };
}

function trimmed(link: Link): Link {
  return Object.fromEntries(Object.entries(link).map(([name, text]: [string, string]) => [name, text.trim()])) as unknown as Link;
}

/** For tests: `data-testid="link-url"`, `"link-name"`, `"link-mimeType"`, `"link-header"`, `"link-key"`. */
export function linkPart(link: Link, linking: Linking, faults: Faults, change: (link: Link) => void): TemplateResult {
  const field = (name: keyof Link, label: string, optional: boolean, hint: string): TemplateResult => html`<div class="entry">
    <label for="link-${name}">${label}${optional ? html` <span class="muted">optional</span>` : nothing}</label>
    <input
      id="link-${name}"
      type=${name === "key" ? "password" : name === "url" ? "url" : "text"}
      data-testid="link-${name}"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="link-${name}-hint ${name}-fault"
      aria-invalid=${faults[name] ? "true" : nothing}
      .value=${live(link[name])}
      @input=${(event: Event) => change({ ...link, [name]: (event.target as HTMLInputElement).value })}
    />
    <p class="muted hint" id="link-${name}-hint">${hint}</p>
    ${faultLine(name, faults[name])}
  </div>`;
  return html`${field("url", "Address", false, `The file stays there. It can be on ${listed(linking.hosts)}.`)}
    ${field("name", "Name", true, "Otherwise the last part of the address.")}
    ${field("mimeType", "Type", true, "Such as image/tiff; otherwise what its host says.")}
    ${
      linking.keys
        ? html`<details class="link-key" ?open=${Boolean(faults["header"] ?? faults["key"])}>
            <summary>Its host wants a key</summary>
            ${field("header", "Header", false, "Such as X-API-KEY or Authorization.")}
            ${field("key", "Key", false, "Stored encrypted, sent to that host alone, and shown to nobody again.")}
          </details>`
        : nothing
    }`;
}

function listed(hosts: readonly string[]): string {
  return hosts.length < 2 ? (hosts[0] ?? "no host") : `${hosts.slice(0, -1).join(", ")} or ${hosts.at(-1)}`;
}
