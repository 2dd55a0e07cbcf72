import { Refused } from "../api/client";
import { resourceOf } from "../format/resources";
import { home } from "../session/session";
import { datasetId } from "./dataset";
import { fieldOf, type Faults, type Outcome, type Values } from "./draft";
import { noteLink } from "./link";
import { upload, type Uploaded } from "./upload";
import type { What } from "./what";

type Target = Pick<Outcome, "label" | "resource">;

interface Item {
  index: number;
  job?: { id?: string };
  problem?: { detail?: string };
}

/** A job, or what became of each of many. */
interface Taken {
  id?: string;
  items?: Item[];
}

const AT_ONCE = 1000;

/** Of requests that were sent and not answered: their bodies, and the keys that they went under. */
const keys = new Map<string, string>();

/** Files elsewhere that were noted, by what was asked for. */
const links = new Map<string, Uploaded>();

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
    /** From 0 to 9; the usual one where it is not given. */
    private readonly priority: number | undefined,
    private readonly done: readonly Outcome[],
    private readonly progressed: () => void,
  ) {}

  /** What became of each job; nothing where no file could be uploaded. */
  async run(): Promise<Outcome[]> {
    const results: Outcome[] = [];
    const targets = await this.targets();
    for (const extractor of this.chosen) {
      const left = targets.filter(
        ({ resource }) => !this.done.some((each) => each.extractor === extractor && each.resource.id === resource.id),
      );
      for (let from = 0; from < left.length; from += AT_ONCE) {
        results.push(...(await this.jobs(left.slice(from, from + AT_ONCE), extractor)));
      }
    }
    return results;
  }

  private async targets(): Promise<Target[]> {
    if (this.what.source === "known") {
      const resource = resourceOf(this.what.known);
      return resource ? [{ label: `${resource.type}/${resource.id}`, resource }] : [];
    }
    let dataset: string;
    try {
      dataset = await datasetId(this.what.dataset);
    } catch (failure) {
      this.faults["dataset"] = this.said(failure, "");
      return [];
    }
    return this.what.source === "linked" ? this.linked(dataset) : this.uploaded(dataset);
  }

  /** What was noted once is not noted again. */
  private async linked(dataset: string): Promise<Target[]> {
    const { link } = this.what;
    const known = JSON.stringify([link, dataset]);
    try {
      const file = links.get(known) ?? (await noteLink(link, dataset));
      links.set(known, file);
      return [{ label: file.name, resource: { type: "file", id: file.id } }];
    } catch (failure) {
      const why = this.said(failure, "");
      if (Object.keys(this.faults).length === 0) {
        this.faults["url"] = why;
      }
      return [];
    }
  }

  private async uploaded(dataset: string): Promise<Target[]> {
    const there: Target[] = [];
    for (const item of this.what.items) {
      delete item.fault;
      try {
        item.uploaded ??= await upload(item.file, dataset, (share) => {
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

  /** One request for them all, of which each is taken or refused by itself. */
  private async jobs(targets: readonly Target[], extractor: string): Promise<Outcome[]> {
    const parameters = this.values.get(extractor)?.read().parameters ?? {};
    const resources = targets.map(({ resource: { type, id } }) => ({ type, id }));
    const body = JSON.stringify({
      ...(resources.length === 1 ? { resource: resources[0] } : { resources }),
      extractor,
      parameters,
      ...(this.priority === undefined ? {} : { priority: this.priority }),
    });
    try {
      const answer = await this.post(body);
      return targets.map((target, index) => this.outcome(target, extractor, answer, index));
    } catch (failure) {
      const fault = this.said(failure, extractor);
      return targets.map((target) => ({ ...target, extractor, fault }));
    }
  }

  /** A request whose answer was lost is made again under the same key, and makes nothing twice. */
  private async post(body: string): Promise<Taken> {
    const key = keys.get(body) ?? crypto.randomUUID();
    keys.set(body, key);
    const headers = { Accept: "application/json", "Content-Type": "application/json", "Idempotency-Key": key };
    try {
      const response = await home.send("/v1/jobs", { method: "POST", headers, body });
      const answer = (await response.json()) as Taken;
      keys.delete(body);
      return answer;
    } catch (failure) {
      if (failure instanceof Refused) {
        keys.delete(body);
      }
      throw failure;
    }
  }

  private outcome(target: Target, extractor: string, answer: Taken, index: number): Outcome {
    const item: Item | undefined = answer.items ? answer.items.find((each) => each.index === index) : { index, job: answer };
    return item?.job?.id
      ? { ...target, extractor, job: { id: item.job.id } }
      : { ...target, extractor, fault: item?.problem?.detail ?? "The board said nothing of it; try again." };
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
