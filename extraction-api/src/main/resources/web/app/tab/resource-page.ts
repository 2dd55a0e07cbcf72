import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Extractions, Resource } from "../api/types";
import { resourceName } from "../format/words";
import { bar } from "../parts/bar";
import "../parts/copy";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import "../routing/would-run";
import { home } from "../session/session";
import { readChoices, searchOf, type Choices } from "./choices";
import type { ExtractionsTab } from "./extractions";
import "./extractions";

/** The page of a file or dataset: its Extractions tab, under the board's bar. */
export class ResourcePage extends Plain {
  static override properties: PropertyDeclarations = {
    resource: { attribute: false },
    choices: { state: true },
  };
  declare resource: Resource;
  declare choices: Choices;
  private stopKeys: (() => void) | undefined;
  private linkFollowed = false;

  constructor() {
    super();
    this.choices = readChoices(location.search);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopKeys = listenToKeys(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopKeys?.();
  }

  private answered(event: CustomEvent<Extractions>): void {
    this.resource = event.detail.resource;
    document.title = `${resourceName(this.resource)} · Extractions · Tallyboard`;
    if (!this.linkFollowed) {
      this.linkFollowed = true;
      this.openLinkedJob(event.currentTarget as ExtractionsTab);
    }
  }

  /** The address tells how the tab is looked at, so that Back, reload and a sent link keep it. */
  private chosen(event: CustomEvent<Choices>): void {
    this.choices = event.detail;
    history.replaceState(history.state, "", location.pathname + searchOf(event.detail) + location.hash);
  }

  /** `#job-<id>` in the address opens that job and brings it into view. */
  private openLinkedJob(tab: ExtractionsTab): void {
    const id = decodeURIComponent(location.hash.replace(/^#job-/, ""));
    if (id) {
      tab.showJob(id);
    }
  }

  protected override render(): TemplateResult {
    return html`${bar(this.crumbs(this.resource))}
      <main class="tab" id="main">
        <tb-extractions
          .api=${home}
          .resource=${this.resource}
          .choices=${this.choices}
          @tb-answer=${this.answered}
          @tb-choices=${this.chosen}
        ></tb-extractions>
        ${this.resource.type === "unknown" ? nothing : html`<tb-would-run .api=${home} .resource=${this.resource}></tb-would-run>`}
      </main>
      ${keysDialog()}`;
  }

  private crumbs(resource: Resource): TemplateResult {
    return html`<a class="wide-only" href="/ui">Jobs</a>
      <span class="slash wide-only" aria-hidden="true">/</span>
      <span class="muted wide-only">${resource.type}</span>
      <h1 title=${resource.name ? `${resource.name} (${resource.id})` : resource.id}>
        ${resourceName(resource)}<span class="unseen">: extractions</span>
      </h1>
      <tb-copy value=${resource.id} what="the id ${resource.id}"></tb-copy>
      <span class="slash wide-only" aria-hidden="true">/</span>
      <span class="wide-only" aria-hidden="true">Extractions</span>`;
  }
}

customElements.define("tb-resource-page", ResourcePage);
