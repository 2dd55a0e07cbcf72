import { html, nothing, type TemplateResult } from "lit";
import { now } from "../api/clock";
import { exact, moment } from "../format/times";
import { Listing } from "../list/listing";
import { endOf, listPage, rowsOf } from "../list/page";
import { Plain } from "../parts/plain";
import { home } from "../session/session";
import { auditAddress, auditFilters, auditPath, readAuditQuery, type AuditQuery } from "./query";
import type { Entries, Entry } from "./types";
import { didWhat, more, targetLink } from "./words";

/** Who did what; for operators. For tests: `data-testid="audit-row"` with `data-action`. */
export class AuditPage extends Plain {
  private readonly listing = new Listing<Entry, AuditQuery>(this, home, {
    title: "Audit",
    operators: true,
    read: readAuditQuery,
    address: auditAddress,
    path: auditPath,
    rows: (answer) => (answer as Entries).entries,
  });

  protected override render(): TemplateResult {
    const { listing } = this;
    return listPage({
      listing,
      notAllowed: html`<p class="sentence">The audit is for operators.</p>
        <p class="muted">Your key’s role is ${listing.who?.role}.</p>`,
      content: () => this.content(),
    });
  }

  private content(): TemplateResult {
    const { query, narrow, rows } = this.listing;
    return html`${auditFilters(query, narrow)}
      ${rows?.length === 0 ? html`<p class="sentence" data-testid="empty">Nobody has done anything of that kind yet.</p>` : nothing}
      ${rowsOf(this.listing, "What was done, the newest first", (entry) => this.row(entry))} ${endOf(this.listing, "entry", "entries")}`;
  }

  private row(entry: Entry): TemplateResult {
    const by = entry.by.name ?? entry.by.id;
    return html`<li class="audit-row" data-testid="audit-row" data-action=${entry.action}>
      <time class="num" datetime=${entry.at} title=${exact(entry.at)}>${moment(entry.at, now())}</time>
      <button type="button" class="link plain" title="Only what ${by} did" @click=${() => this.listing.narrow({ by: entry.by.id })}>${by}</button>
      <span>${didWhat(entry)} ${targetLink(entry)}</span>
      <span class="muted audit-detail" title=${more(entry) || nothing}>${more(entry)}</span>
    </li>`;
  }
}

customElements.define("tb-audit-page", AuditPage);
