import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { plural } from "../format/words";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import { keysDialog } from "../parts/keys";
import { skeleton } from "../parts/skeleton";
import type { Listing } from "./listing";
import type { Identified } from "./rows";

/** What a page says and shows around its list. */
export interface Frame<Row extends Identified, Query, Counts> {
  listing: Listing<Row, Query, Counts>;
  /** To those who may not see it. */
  notAllowed?: TemplateResult;
  /** Once there is something to show. */
  content: () => TemplateResult;
}

/** The whole page: under the bar the list, or a word on why there is none. */
export function listPage<Row extends Identified, Query, Counts>({ listing, notAllowed, content }: Frame<Row, Query, Counts>): TemplateResult {
  const { kind, refusal } = listing;
  const body = (): TemplateResult => {
    if (!listing.allowed) {
      return html`<div class="blank" data-testid="not-allowed">${notAllowed ?? nothing}</div>`;
    }
    if (refusal) {
      return html`<div class="blank" data-testid="refused">
        <p class="sentence">The board cannot list these.</p>
        <p class="muted">It said: ${refusal.faults[0]?.detail ?? refusal.message} <a href=${location.pathname}>Show all</a>.</p>
      </div>`;
    }
    return listing.rows && (listing.counts || !kind.countsPath) ? content() : skeleton(8);
  };
  return html`${bar(html`<h1 class="section-title">${kind.title}</h1>`)}
    <main class="list-page" id="main">${awayLine(listing.reachable)} ${body()}</main>
    ${keysDialog()}`;
}

/** The rows; new ones wait while the reader points at these. For tests: `data-testid="show-held"`, `"show-more"`. */
export function rowsOf<Row extends Identified, Query, Counts>(
  listing: Listing<Row, Query, Counts>,
  label: string,
  row: (row: Row) => TemplateResult,
): TemplateResult {
  const { held, showHeld } = listing;
  const left = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!(currentTarget as Element).contains(relatedTarget as Node | null)) {
      showHeld();
    }
  };
  return html`<ul class="rows" aria-label=${label} @pointerleave=${showHeld} @focusout=${left}>
      ${repeat(
        listing.rows ?? [],
        ({ id }) => id,
        (each) => row(each),
      )}
    </ul>
    ${held > 0 ? html`<button type="button" class="button held" data-testid="show-held" @click=${showHeld}>Show ${held.toLocaleString("en")} new</button>` : nothing}`;
}

/** What comes after the last row: more, or word that there is none. */
export function endOf<Row extends Identified, Query, Counts>(listing: Listing<Row, Query, Counts>, noun: string, nouns?: string): TemplateResult {
  const { next, loading, showMore, rows = [] } = listing;
  if (next !== undefined) {
    const words = { "": "Show more", busy: "Loading…", failed: "Could not load more; try again" }[loading];
    return html`<p class="more">
      <button type="button" class="button" data-testid="show-more" ?disabled=${loading === "busy"} @click=${() => void showMore()}>${words}</button>
    </p>`;
  }
  return rows.length === 0
    ? html``
    : html`<p class="more muted">${rows.length !== 1 && nouns ? `${rows.length.toLocaleString("en")} ${nouns}` : plural(rows.length, noun)}, no more before ${rows.length === 1 ? "this" : "these"}.</p>`;
}
