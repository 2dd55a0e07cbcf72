import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Dataset } from "../datasets/types";
import { plural } from "../format/words";
import type { Faults, Item } from "./draft";
import { faultLine } from "./fields";
import { type Link, type Linking, linkPart } from "./link";

/** What to work on: files of the reader's own, or what the board knows already. */
export interface What {
  source: "files" | "linked" | "known";
  items: readonly Item[];
  dataset: string;
  /** As it was typed: `file/ID`, `dataset/ID`, or an id alone, which means a file. */
  known: string;
  link: Link;
}

export interface WhatActions {
  change(what: Partial<Pick<What, "source" | "dataset" | "known" | "link">>): void;
  add(files: readonly File[]): void;
  remove(item: Item): void;
}

/** What there is to choose from. */
export interface Here {
  linking: Linking | undefined;
  datasets: readonly Dataset[];
}

/** For tests: `data-testid="source-files"`, `"source-linked"`, `"source-known"`, `"files"`, `"dataset"`, `"known"`, `"chosen-file"`. */
export function whatPart(what: What, here: Here, faults: Faults, busy: boolean, actions: WhatActions): TemplateResult {
  const choice = (source: What["source"], label: string): TemplateResult => html`<label class="radio">
    <input
      type="radio"
      name="source"
      data-testid="source-${source}"
      .checked=${live(what.source === source)}
      @change=${() => actions.change({ source })}
    />
    <span>${label}</span>
  </label>`;
  return html`<fieldset class="step" ?disabled=${busy}>
    <legend>What to work on</legend>
    <div class="radios">${choice("files", "Files of mine")}
      ${here.linking ? choice("linked", "A file that stays where it is") : nothing} ${choice("known", "A file or dataset that is here already")}</div>
    ${what.source === "files" ? filesPart(what, faults, actions) : nothing}
    ${what.source === "linked" && here.linking ? linkPart(what.link, here.linking, faults, (link) => actions.change({ link })) : nothing}
    ${what.source === "known" ? knownPart(what, faults, actions) : datasetPart(what, here.datasets, faults, actions)}
  </fieldset>`;
}

function filesPart(what: What, faults: Faults, actions: WhatActions): TemplateResult {
  const taken = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    actions.add([...(field.files ?? [])]);
    // The same file may be chosen again after it was taken off the list.
    field.value = "";
  };
  const over = (event: DragEvent, on: boolean): void => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).classList.toggle("over", on);
  };
  const dropped = (event: DragEvent): void => {
    over(event, false);
    actions.add([...(event.dataTransfer?.files ?? [])]);
  };
  return html`<div
      class="drop"
      @dragover=${(event: DragEvent) => over(event, true)}
      @dragleave=${(event: DragEvent) => over(event, false)}
      @drop=${dropped}
    >
      <label class="button" for="files">Choose files</label>
      <input
        id="files"
        class="unseen"
        type="file"
        multiple
        data-testid="files"
        aria-describedby="files-fault"
        aria-invalid=${faults["files"] ? "true" : nothing}
        @change=${taken}
      />
      <span class="muted">or drop them here</span>
    </div>
    ${faultLine("files", faults["files"])}
    ${what.items.length === 0 ? nothing : html`<ul class="chosen" aria-label="Chosen files">${what.items.map((item) => itemLine(item, actions))}</ul>`}`;
}

function datasetPart(what: What, known: readonly Dataset[], faults: Faults, actions: WhatActions): TemplateResult {
  return html`<div class="entry">
      <label for="dataset">Dataset <span class="muted">optional</span></label>
      <input
        id="dataset"
        type="text"
        data-testid="dataset"
        list="datasets"
        autocomplete="off"
        spellcheck="false"
        aria-describedby="dataset-hint dataset-fault"
        aria-invalid=${faults["dataset"] ? "true" : nothing}
        .value=${live(what.dataset)}
        @input=${(event: Event) => actions.change({ dataset: (event.target as HTMLInputElement).value })}
      />
      <p class="muted hint" id="dataset-hint">The name or id of one that is here; any other name makes a new one.</p>
      <datalist id="datasets">
        ${known.map((dataset) => html`<option value=${dataset.name}>${dataset.files === undefined ? nothing : plural(dataset.files, "file")}</option>`)}
      </datalist>
      ${faultLine("dataset", faults["dataset"])}
    </div>`;
}

function itemLine(item: Item, actions: WhatActions): TemplateResult {
  const percent = Math.floor(item.share * 100);
  return html`<li class="chosen-file" data-testid="chosen-file">
    <span class="chosen-name">${item.file.name}</span>
    <span class="muted num">${size(item.file.size)}</span>
    <span class="chosen-progress"
      >${
        item.fault
          ? html`<span class="problem">${item.fault}</span>`
          : item.uploaded
            ? html`<span class="muted">uploaded</span>`
            : item.share > 0
              ? html`<progress max="100" value=${percent} aria-label="Upload of ${item.file.name}"></progress> ${percent} %`
              : nothing
      }</span
    >
    <button type="button" class="quiet" aria-label="Remove ${item.file.name}" @click=${() => actions.remove(item)}>Remove</button>
  </li>`;
}

function knownPart(what: What, faults: Faults, actions: WhatActions): TemplateResult {
  return html`<div class="entry">
    <label for="known">File or dataset</label>
    <input
      id="known"
      type="text"
      data-testid="known"
      placeholder="file/ID or dataset/ID"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="known-hint known-fault"
      aria-invalid=${faults["resource"] ? "true" : nothing}
      .value=${live(what.known)}
      @input=${(event: Event) => actions.change({ known: (event.target as HTMLInputElement).value })}
    />
    <p class="muted hint" id="known-hint">Its id is on its page, beside its name. An id alone means a file.</p>
    ${faultLine("known", faults["resource"])}
  </div>`;
}

function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
