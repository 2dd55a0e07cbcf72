import { html, nothing, type TemplateResult } from "lit";
import { now } from "../api/clock";
import { exact, moment } from "../format/times";
import { Listing } from "../list/listing";
import { endOf, listPage, rowsOf } from "../list/page";
import { caret } from "../parts/icons";
import { Plain } from "../parts/plain";
import { home } from "../session/session";
import "./detail";
import { rejectedFilters } from "./filters";
import { countsPath, isNarrowed, listPath, readRejectedQuery, rejectedAddress, type RejectedQuery } from "./query";
import "./replay-many";
import type { Rejected, RejectedCounts, RejectedPageAnswer } from "./types";
import { bytesText, fate, reasonShort, rejectedSentence } from "./words";

/** What could not be used, and why; for operators. For tests: `data-testid="rejected-row"` with `data-id`, `data-reason`. */
export class RejectedPage extends Plain {
  private readonly listing = new Listing<Rejected, RejectedQuery, RejectedCounts>(this, home, {
    title: "Rejected updates",
    operators: true,
    read: readRejectedQuery,
    address: rejectedAddress,
    path: listPath,
    countsPath,
    rows: (answer) => (answer as RejectedPageAnswer).rejected,
    open: ({ id }) => id,
    one: (id) => `/v1/rejected-updates/${encodeURIComponent(id)}`,
  });

  protected override render(): TemplateResult {
    const { listing } = this;
    return listPage({
      listing,
      notAllowed: html`<p class="sentence">Rejected updates are for operators.</p>
        <p class="muted">
          They can hold texts of anybody’s files. Your key’s role is ${listing.who?.role}; ask whoever runs this board for
          one of the role operator.
        </p>`,
      content: () => this.content(listing.counts!),
    });
  }

  private content(counts: RejectedCounts): TemplateResult {
    const { query, narrow, again } = this.listing;
    const narrowed = isNarrowed(query);
    const matching = query.reason ? (counts.byReason[query.reason] ?? 0) : counts.total;
    return html`<div class="lead">
        <p class="sentence" data-testid="sentence">${rejectedSentence({ ...counts, total: matching }, narrowed)}</p>
        ${matching > 0 && query.replayed !== "true" ? html`<tb-replay-many .query=${query} .replayed=${again}></tb-replay-many>` : nothing}
      </div>
      ${counts.total > 0 || narrowed ? rejectedFilters(query, counts, narrow) : nothing}
      ${rowsOf(this.listing, "Rejected messages", (row) => this.row(row))} ${endOf(this.listing, "message")}`;
  }

  private row(row: Rejected): TemplateResult {
    const { query, narrow, again } = this.listing;
    const open = query.id === row.id;
    return html`<li data-testid="rejected-row" data-id=${row.id} data-reason=${row.reason}>
      <button type="button" class="list-row rejected-row" data-row aria-expanded=${open} @click=${() => narrow({ id: open ? "" : row.id })}>
        ${caret()}
        <time class="num" datetime=${row.receivedAt} title=${exact(row.receivedAt)}>${moment(row.receivedAt, now())}</time>
        <span class="list-title">${reasonShort(row.reason)}</span>
        <span class="list-text muted">${row.detail}</span>
        <span class="list-origin muted">${row.origin ?? row.queue}</span>
        <span class="num muted">${bytesText(row.length)}</span>
        <span class="list-fate ${row.replayedAs ? "look-succeeded" : row.replayFailure ? "look-failed" : ""}">${fate(row)}</span>
      </button>
      ${open ? html`<tb-rejected-detail .rejected=${row} .replayed=${again}></tb-rejected-detail>` : nothing}
    </li>`;
  }
}

customElements.define("tb-rejected-page", RejectedPage);
