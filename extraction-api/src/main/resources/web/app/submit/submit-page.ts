import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { now } from "../api/clock";
import { Poller } from "../api/poller";
import type { Whoami } from "../api/types";
import { boardPath } from "../board/query";
import type { ExtractorBoard, ExtractorOnBoard } from "../board/types";
import { plural } from "../format/words";
import { resourceOf } from "../format/resources";
import { awayLine } from "../parts/away";
import { bar } from "../parts/bar";
import { keysDialog, listenToKeys } from "../parts/keys";
import { Plain } from "../parts/plain";
import "../routing/would-run";
import { home } from "../session/session";
import { whoami } from "../session/who";
import { knownDatasets } from "./dataset";
import { type Faults, type Outcome, Values, WHOLE } from "./draft";
import { extractorsPart } from "./extractors-part";
import { parameterFields } from "./fields";
import { type Linking, NO_LINK } from "./link";
import { outcomes } from "./outcome";
import { priorityPart } from "./priority";
import { parametersOf } from "./schema";
import { Sender } from "./sender";
import { subjectOf, targetsOf, whatFaults } from "./subject";
import { type Here, type What, whatPart } from "./what";

/** Files and extractors, put together into jobs. For tests: `data-testid="submit"` the button. */
export class SubmitPage extends Plain {
  static override properties: PropertyDeclarations = {
    what: { state: true },
    extractors: { state: true },
    chosen: { state: true },
    faults: { state: true },
    phase: { state: true },
    done: { state: true },
    who: { state: true },
    reachable: { state: true },
    trouble: { state: true },
    priority: { state: true },
    here: { state: true },
  };
  declare what: What;
  declare here: Here;
  declare extractors: ExtractorOnBoard[] | undefined;
  declare chosen: ReadonlySet<string>;
  declare faults: Faults;
  declare phase: "editing" | "sending" | "done";
  declare done: Outcome[];
  declare who: Whoami | undefined;
  declare reachable: boolean;
  /** What went wrong with the whole, and with no field in particular. */
  declare trouble: string;
  /** As it was chosen; empty for the usual one. */
  declare priority: string;

  private readonly values = new Map<string, Values>();
  /** Of this draft, while what failed of it is tried again. */
  private submittedBefore: Outcome[] = [];
  private stopKeys: (() => void) | undefined;

  private readonly poller = new Poller<ExtractorBoard>(home, {
    path: () => boardPath(now()),
    received: (answer) => (this.extractors = answer.extractors),
    refused: () => (this.extractors = []),
    reachable: (yes) => (this.reachable = yes),
    busy: () => false,
  });

  constructor() {
    super();
    const params = new URLSearchParams(location.search);
    const known = params.get("resource") ?? "";
    this.what = { source: known ? "known" : "files", items: [], dataset: params.get("dataset") ?? "", known, link: NO_LINK };
    this.here = { linking: undefined, datasets: [] };
    this.chosen = new Set();
    this.faults = {};
    this.phase = "editing";
    this.done = [];
    this.reachable = true;
    this.trouble = "";
    this.priority = "";
    const asked = params.get("extractor");
    if (asked) {
      this.choose(asked, true);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "Submit · Tallyboard";
    this.poller.start();
    this.stopKeys = listenToKeys(this);
    whoami().then(
      (who) => (this.who = who),
      () => undefined,
    );
    void this.look();
  }

  /** What the form can offer beyond files of the reader's own; it does without, too. */
  private async look(): Promise<void> {
    const [linking, datasets] = await Promise.allSettled([home.fetchOnce<Linking>("/v1/files/linked"), knownDatasets()]);
    this.here = {
      linking: linking.status === "fulfilled" && linking.value.hosts.length > 0 ? linking.value : undefined,
      datasets: datasets.status === "fulfilled" ? datasets.value : [],
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poller.stop();
    this.stopKeys?.();
  }

  private change(change: Partial<What>): void {
    this.what = { ...this.what, ...change };
  }

  private readonly choose = (name: string, on: boolean): void => {
    const chosen = new Set(this.chosen);
    if (on) {
      chosen.add(name);
      void this.describe(name);
    } else {
      chosen.delete(name);
    }
    this.chosen = chosen;
  };

  /** Asks what parameters it takes; who describes none, or cannot be asked, takes any. */
  private async describe(name: string): Promise<void> {
    if (this.values.has(name)) {
      return;
    }
    let described: unknown;
    try {
      described = (await home.fetchOnce<{ parameters?: unknown }>(`/v1/extractors/${encodeURIComponent(name)}`)).parameters;
    } catch {
      // Then its parameters are written as one text.
    }
    const known = parametersOf(described);
    this.values.set(name, new Values(name, known.length > 0 ? known : [WHOLE]));
    this.requestUpdate();
  }

  /** What is missing or wrong, before anything is sent. */
  private check(): Faults {
    const faults = whatFaults(this.what);
    if (this.chosen.size === 0) {
      faults["extractors"] = "Choose at least one extractor.";
    }
    for (const name of this.chosen) {
      Object.assign(faults, this.values.get(name)?.read().faults);
    }
    return faults;
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    if (this.phase !== "editing") {
      return;
    }
    this.faults = this.check();
    this.trouble = "";
    if (Object.keys(this.faults).length > 0) {
      this.showFault();
      return;
    }
    void this.send();
  };

  private async send(): Promise<void> {
    this.phase = "sending";
    const sender = new Sender(this.what, this.chosen, this.values, this.urgency(), this.submittedBefore, () => this.requestUpdate());
    const results = await sender.run();
    this.faults = sender.faults;
    if (results.length === 0 || (results.every((each) => each.fault) && Object.keys(this.faults).length > 0)) {
      this.phase = "editing";
      this.showFault();
      return;
    }
    this.done = results;
    this.phase = "done";
    await this.updateComplete;
    this.querySelector<HTMLElement>("#outcome-title")?.focus();
  }

  private urgency(): number | undefined {
    return this.priority === "" ? undefined : Number(this.priority);
  }

  private showFault(): void {
    const count = Object.keys(this.faults).length;
    this.trouble = count === 0 ? "Nothing was submitted." : `${plural(count, "thing")} ${count === 1 ? "has" : "have"} to be mended first.`;
    void this.updateComplete.then(() => {
      const field = this.querySelector<HTMLElement>("[aria-invalid=true]") ?? this.querySelector<HTMLElement>("#extractors-fault:not(:empty) ~ .choices input");
      field?.focus();
    });
  }

  private readonly again = (): void => {
    const failed = this.done.filter((each) => each.fault);
    this.submittedBefore = failed.length === 0 ? [] : [...this.submittedBefore, ...this.done.filter((each) => each.job)];
    if (failed.length === 0) {
      this.what = { ...this.what, items: [], known: "", link: NO_LINK };
    } else {
      const names = new Set(failed.map((each) => each.resource.id));
      this.what = { ...this.what, items: this.what.items.filter((item) => !item.uploaded || names.has(item.uploaded.id)) };
      this.chosen = new Set(failed.map((each) => each.extractor));
    }
    this.done = [];
    this.phase = "editing";
  };

  protected override render(): TemplateResult {
    return html`${bar(html`<h1 class="section-title">Submit</h1>`)}
      <main class="submit-page" id="main">
        ${awayLine(this.reachable)}
        ${this.who?.role === "viewer" ? this.notAllowed() : this.phase === "done" ? outcomes(this.done, this.again) : this.form()}
      </main>
      ${keysDialog()}`;
  }

  private form(): TemplateResult {
    const busy = this.phase === "sending";
    const sets = [...this.chosen].flatMap((name) => this.values.get(name) ?? []);
    return html`<form novalidate @submit=${this.submitted} aria-label="Submit jobs">
      <div>
        ${whatPart(this.what, this.here, this.faults, busy, {
          change: (change) => this.change(change),
          add: (files) => this.change({ items: [...this.what.items, ...files.map((file) => ({ file, share: 0 }))] }),
          remove: (item) => this.change({ items: this.what.items.filter((each) => each !== item) }),
        })}
        ${extractorsPart(
          { extractors: this.extractors, chosen: this.chosen, subject: subjectOf(this.what), choose: this.choose },
          this.faults,
          busy,
        )}
      </div>
      <div>
        ${
          sets.length === 0
            ? nothing
            : html`<fieldset class="step" ?disabled=${busy}>
                <legend>How it is to be done</legend>
                ${sets.map((values) => parameterFields(values, this.faults, () => this.requestUpdate()))}
              </fieldset>`
        }
        ${priorityPart(this.priority, busy, (priority) => (this.priority = priority))} ${this.wouldRun()}
        <div class="submit-line">
          <button class="button primary" data-testid="submit" ?disabled=${busy}>${this.label(busy)}</button>
          <p class="problem" role="alert" data-testid="submit-trouble">${this.trouble || nothing}</p>
        </div>
      </div>
    </form>`;
  }

  /** Of what is here already: who would run on it without being asked. */
  private wouldRun(): TemplateResult | typeof nothing {
    const resource = this.what.source === "known" ? resourceOf(this.what.known) : undefined;
    return resource
      ? html`${keyed(
          `${resource.type}/${resource.id}`,
          html`<tb-would-run .api=${home} .resource=${resource}></tb-would-run>`,
        )}`
      : nothing;
  }

  private label(busy: boolean): string {
    if (busy) {
      return "Submitting…";
    }
    const jobs = targetsOf(this.what) * this.chosen.size;
    return jobs === 0 ? "Submit" : `Submit ${plural(jobs, "job")}`;
  }

  private notAllowed(): TemplateResult {
    return html`<div class="blank" data-testid="not-allowed">
      <p class="sentence">Your key lets you look, but not submit.</p>
      <p class="muted">
        Its role is viewer. Ask whoever runs this board for a key of the role submitter, and sign in with that one.
      </p>
    </div>`;
  }
}

customElements.define("tb-submit-page", SubmitPage);
