import { html, nothing, type TemplateResult } from "lit";
import { now } from "../api/clock";
import { jobPage } from "../format/links";
import { exact, moment } from "../format/times";
import { plural, resourcePage, shortId } from "../format/words";
import { filterForm, textField } from "../list/filters";
import { Listing } from "../list/listing";
import { endOf, listPage, rowsOf } from "../list/page";
import "../parts/copy";
import { Plain } from "../parts/plain";
import { home } from "../session/session";
import { datasetsAddress, datasetsPath, isNarrowed, readDatasetQuery, type DatasetQuery } from "./query";
import type { Dataset, Datasets } from "./types";

/** The datasets that somebody made. For tests: `data-testid="dataset-row"` with `data-id`, `"datasets-search"`. */
export class DatasetsPage extends Plain {
  private readonly listing = new Listing<Dataset, DatasetQuery>(this, home, {
    title: "Datasets",
    operators: false,
    read: readDatasetQuery,
    address: datasetsAddress,
    path: datasetsPath,
    rows: (answer) => (answer as Datasets).datasets,
  });

  protected override render(): TemplateResult {
    return listPage({ listing: this.listing, content: () => this.content() });
  }

  private content(): TemplateResult {
    const { listing } = this;
    const { query, narrow, rows = [] } = listing;
    const narrowed = isNarrowed(query);
    const search = { testid: "datasets-search", label: "A part of a dataset’s name, or its id", hint: "name or id", value: query.text };
    const owner = { testid: "datasets-user", label: "Whose they are, by id", hint: "whose, by id", value: query.user, first: false };
    return html`${
        rows.length > 0 || narrowed
          ? filterForm(
              "Narrow the datasets",
              html`${textField(search, (text) => narrow({ text }))} ${textField(owner, (user) => narrow({ user }))}`,
              narrowed ? () => narrow({ text: "", user: "" }) : undefined,
            )
          : nothing
      }
      ${rows.length === 0 ? empty(narrowed, listing.next !== undefined) : nothing}
      ${rowsOf(listing, "Datasets, the newest first", (dataset) => this.row(dataset))} ${endOf(listing, "dataset")}
      ${rows.length > 0 ? html`<p class="muted">One that nobody made, and that files alone name, is found by its whole id.</p>` : nothing}`;
  }

  private row(dataset: Dataset): TemplateResult {
    const { id, name, description, createdBy, createdAt, jobId, named } = dataset;
    const by = createdBy.name ?? createdBy.id;
    return html`<li class="dataset-row" data-testid="dataset-row" data-id=${id}>
      <span class="list-title"><a href=${resourcePage({ type: "dataset", id })} data-row title=${id}>${name}</a><tb-copy value=${id} what="the id ${id}"></tb-copy></span>
      <span class="num">${filesText(dataset)}</span>
      <button type="button" class="link plain" title="Only those of ${by}" @click=${() => this.listing.narrow({ user: createdBy.id })}>${by}</button>
      <time class="num" datetime=${createdAt} title=${exact(createdAt)}>${moment(createdAt, now())}</time>
      <span class="muted list-text" title=${description ?? nothing}
        >${jobId ? html`made by <a href=${jobPage(home, jobId)}>job ${shortId(jobId)}</a> ` : nothing}${named ? description : "nobody made it: its files alone name it"}</span
      >
    </li>`;
  }
}

function filesText({ files, moreFiles }: Dataset): string {
  return files === undefined ? "" : moreFiles ? `${files.toLocaleString("en")}+ files` : files === 0 ? "no file" : plural(files, "file");
}

function empty(narrowed: boolean, more: boolean): TemplateResult {
  if (narrowed) {
    return html`<p class="sentence" data-testid="empty">${more ? "Nothing found so far." : "No dataset matches."}</p>`;
  }
  return html`<div class="blank" data-testid="empty">
    <p class="sentence">Nobody has made a dataset yet.</p>
    <p class="muted"><a href="/ui/submit">Submit files</a> and name a dataset for them, or make one with <code>POST /v1/datasets</code>.</p>
  </div>`;
}

customElements.define("tb-datasets-page", DatasetsPage);
