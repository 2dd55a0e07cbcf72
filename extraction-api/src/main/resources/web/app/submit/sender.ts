import { Refused } from "../api/client";
import type { Job } from "../api/types";
import { resourceOf } from "../format/resources";
import { home } from "../session/session";
import { fieldOf, type Faults, type Outcome, type Values } from "./draft";
import { upload } from "./upload";
import type { What } from "./what";

type Target = Pick<Outcome, "label" | "resource">;

/**
 * Does what the form asks for: the files first, then a job of each extractor on each. What was uploaded
 * or submitted once is not sent again when the rest is tried again.
 */
export class Sender {
  /** What the server found wrong, by field. */
  readonly faults: Faults = {};

  constructor(
    private readonly what: What,
    private readonly chosen: ReadonlySet<string>,
    private readonly values: ReadonlyMap<string, Values>,
    private readonly done: readonly Outcome[],
    private readonly progressed: () => void,
  ) {}

  /** What became of each job; nothing where no file could be uploaded. */
  async run(): Promise<Outcome[]> {
    const results: Outcome[] = [];
    for (const target of await this.targets()) {
      for (const extractor of this.chosen) {
        if (!this.done.some((each) => each.extractor === extractor && each.resource.id === target.resource.id)) {
          results.push(await this.job(target, extractor));
        }
      }
    }
    return results;
  }

  private async targets(): Promise<Target[]> {
    if (this.what.source === "known") {
      const resource = resourceOf(this.what.known);
      return resource ? [{ label: `${resource.type}/${resource.id}`, resource }] : [];
    }
    const there: Target[] = [];
    for (const item of this.what.items) {
      delete item.fault;
      try {
        item.uploaded ??= await upload(item.file, this.what.dataset.trim(), (share) => {
          item.share = share;
          this.progressed();
        });
        there.push({ label: item.file.name, resource: { type: "file", id: item.uploaded.id } });
      } catch (failure) {
        item.share = 0;
        item.fault = this.said(failure, "");
      }
      this.progressed();
    }
    return there;
  }

  private async job(target: Target, extractor: string): Promise<Outcome> {
    const { type, id } = target.resource;
    const parameters = this.values.get(extractor)?.read().parameters ?? {};
    try {
      const job = await home.post<Job>("/v1/jobs", { resource: { type, id }, extractor, parameters });
      return { ...target, extractor, job };
    } catch (failure) {
      return { ...target, extractor, fault: this.said(failure, extractor) };
    }
  }

  /** Why it was refused, in a sentence; what belongs to a field is put beside it, too. */
  private said(failure: unknown, extractor: string): string {
    if (!(failure instanceof Refused)) {
      return "The board did not answer; try again.";
    }
    if (failure.status === 401) {
      home.signedOut();
    }
    for (const fault of failure.faults) {
      const field = fieldOf(fault, extractor);
      if (field) {
        this.faults[field] = fault.detail;
      }
    }
    return failure.faults[0]?.detail ?? failure.message;
  }
}
