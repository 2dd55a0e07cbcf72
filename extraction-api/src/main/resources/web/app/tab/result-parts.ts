import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Api } from "../api/client";
import type { Resource, Result, ResultFile } from "../api/types";
import { sizeText } from "../format/sizes";
import { exact } from "../format/times";
import { resourceName, resourcePage } from "../format/words";
import { byAddress, save } from "./bytes";
import { isDrawn } from "./picture";

type Part = TemplateResult | typeof nothing;

/** A result that is more than JSON. */
type Shown = Result & { file: ResultFile };

const withFile = (results: Result[]): Shown[] => results.filter((r): r is Shown => r.file !== undefined);

/** What is shown as what it is; the rest is shown as the JSON that it is. */
export const isPart = ({ kind, file }: Result): boolean => file !== undefined || kind === "tags" || kind === "output";

/** Everything that an extractor found worth a word or a look. For tests: `data-testid` "tag", "picture", "preview", "output". */
export function resultParts(results: Result[], api: Api): Part {
  const shown = withFile(results);
  return html`${tags(results)}${pictures(shown.filter((r) => isDrawn(r.file)), api)}
  ${links(shown.filter((r) => !isDrawn(r.file)), api)}${outputs(results.filter((r) => r.kind === "output"), api)}`;
}

function tags(results: Result[]): Part {
  const all = results.filter((r) => r.kind === "tags" && Array.isArray(r.content)).flatMap((r) => r.content as unknown[]);
  const once = [...new Set(all.map(String))];
  return once.length === 0
    ? nothing
    : html`<ul class="result-tags" aria-label="Tags">
        ${once.map((tag) => html`<li class="tag" data-testid="tag">${tag}</li>`)}
      </ul>`;
}

function pictures(results: Shown[], api: Api): Part {
  return results.length === 0
    ? nothing
    : html`<ul class="result-pictures">
        ${repeat(
          results,
          (result) => result.id,
          (result) =>
            html`<li data-testid="picture" data-kind=${result.kind}>
              ${opened(result, api, html`<tb-picture .api=${api} .file=${result.file} .words=${words(result)}></tb-picture>`)}
              <span class="muted" title=${exact(result.createdAt)}>${words(result)}</span>
            </li>`,
        )}
      </ul>`;
}

function links(results: Shown[], api: Api): Part {
  return results.length === 0
    ? nothing
    : html`<ul class="result-links">
        ${results.map(
          (result) =>
            html`<li data-testid="preview" data-kind=${result.kind}>
              ${opened(result, api, html`${words(result)}`)}
              <span class="muted" title=${exact(result.createdAt)}>${result.file.mimeType}, ${sizeText(result.file.size)}</span>
            </li>`,
        )}
      </ul>`;
}

/** Opened in a tab of its own, where the board has put it into a sandbox; elsewhere it is saved. */
function opened({ file }: Shown, api: Api, what: TemplateResult): TemplateResult {
  return byAddress(api)
    ? html`<a href=${api.url(file.url)} target="_blank" rel="noopener noreferrer">${what}</a>`
    : html`<button type="button" class="link" title="Save ${file.name}" @click=${() => void save(api, file)}>${what}</button>`;
}

function words({ content, file }: Shown): string {
  const name = (content as { name?: unknown } | null | undefined)?.name;
  return typeof name === "string" && name ? name : file.name;
}

function outputs(results: Result[], api: Api): Part {
  return results.length === 0
    ? nothing
    : html`<ul class="result-links">
        ${results.map((result) => {
          const made = result.content as Resource;
          return html`<li data-testid="output">
            <span class="muted" title=${exact(result.createdAt)}>Made the ${made.type}</span>
            <a href=${api.url(resourcePage(made))}>${resourceName(made)}</a>
          </li>`;
        })}
      </ul>`;
}
