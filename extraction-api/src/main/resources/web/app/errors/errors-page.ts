import { html, nothing, type TemplateResult } from "lit";
import { now } from "../api/clock";
import { exact, moment } from "../format/times";
import { shortId } from "../format/words";
import { Listing } from "../list/listing";
import { endOf, listPage, rowsOf } from "../list/page";
import { caret } from "../parts/icons";
import { Plain } from "../parts/plain";
import { home } from "../session/session";
import "./decide-many";
import "./detail";
import { errorFilters } from "./filters";
import { countsPath, errorAddress, isNarrowed, listPath, readErrorQuery, type ErrorQuery } from "./query";
import type { ErrorCounts, ErrorMessage, ErrorMessages } from "./types";
import { errorsSentence, fateText, reasonText } from "./words";

/** What extractors gave up on; for operators. For tests: `data-testid="error-row"` with `data-id`, `data-fate`. */
export class ErrorsPage extends Plain {
  private readonly listing = new Listing<ErrorMessage, ErrorQuery, ErrorCounts>(this, home, {
    title: "Error queues",
    operators: true,
    read: readErrorQuery,
    address: errorAddress,
    path: listPath,
    countsPath,
    rows: (answer) => (answer as ErrorMessages).messages,
    open: ({ id }) => id,
    one: (id) => `/v1/error-messages/${encodeURIComponent(id)}`,
  });

  protected override render(): TemplateResult {
    const { listing } = this;
    return listPage({
      listing,
      notAllowed: html`<p class="sentence">Error queues are for operators.</p>
        <p class="muted">Your key’s role is ${listing.who?.role}. What became of your own jobs is on <a href="/ui">their pages</a>.</p>`,
      content: () => this.content(listing.counts!),
    });
  }

  private content(counts: ErrorCounts): TemplateResult {
    const { query, rows, narrow, again } = this.listing;
    const narrowed = isNarrowed(query);
    const matching = query.extractor ? (counts.byExtractor[query.extractor] ?? 0) : counts.total;
    return html`<div class="lead">
        <p class="sentence" data-testid="sentence">${errorsSentence(matching, narrowed, query.fate)}</p>
        ${query.fate === "waiting" ? html`<tb-decide-many .query=${query} .any=${matching > 0} .decided=${again}></tb-decide-many>` : nothing}
      </div>
      ${errorFilters(query, counts, narrow)}
      ${
        rows?.length === 0 && !narrowed && query.fate === "waiting"
          ? how()
          : html`${rowsOf(this.listing, "Failed messages", (row) => this.row(row))} ${endOf(this.listing, "message")}`
      }`;
  }

  private row(row: ErrorMessage): TemplateResult {
    const { query, narrow, changed } = this.listing;
    const open = query.id === row.id;
    return html`<li data-testid="error-row" data-id=${row.id} data-fate=${row.fate}>
      <button type="button" class="list-row error-row" data-row aria-expanded=${open} @click=${() => narrow({ id: open ? "" : row.id })}>
        ${caret()}
        <time class="num" datetime=${row.receivedAt} title=${exact(row.receivedAt)}>${moment(row.receivedAt, now())}</time>
        <span class="list-title">${row.extractor}</span>
        <span class="list-text muted">${reasonText(row)}</span>
        <span class="list-origin muted">${row.jobId ? `Job ${shortId(row.jobId)}` : "no job"}</span>
        <span class="list-fate">${fateText(row)}</span>
      </button>
      ${open ? html`<tb-error-detail .message=${row} .decided=${changed}></tb-error-detail>` : nothing}
    </li>`;
  }
}

/** Where nothing waits, perhaps because nothing is taken. */
function how(): TemplateResult {
  return html`<p class="muted how">
    What an extractor gives up on it leaves on its error queue. The board takes it from there for those extractors
    whose <a href="/ui/board">pages</a> say so under “Its error queue”, so that it can be looked at here, replayed or dropped.
  </p>`;
}

customElements.define("tb-errors-page", ErrorsPage);
