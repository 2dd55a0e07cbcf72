import type { Extractions, ExtractorGroup, Job, JobEvent, TabJob } from "../api/types";
import { stableOrder } from "./order";

const NONE: JobEvent[] = [];

/** What the tab knows: the answer, what the stream told since, and the older jobs that were asked for. */
export class Groups {
  private answer: Extractions | undefined;
  private order: string[] = [];
  private readonly told = new Map<string, Job>();
  private readonly gone = new Set<string>();
  private older: Job[] = [];
  private cache: ExtractorGroup[] | undefined;
  private readonly built = new Map<string, { from: TabJob; told: Job | undefined; job: TabJob }>();

  take(answer: Extractions): void {
    const newest = [...answer.extractors].sort((a, b) => Date.parse(youngest(b)) - Date.parse(youngest(a)));
    this.order = stableOrder(
      this.order,
      newest.map((group) => group.name),
    );
    this.answer = answer;
    this.cache = undefined;
  }

  /** Keeps what the stream told; answers whether it asks for another look at the whole. */
  tell(jobs: readonly Job[]): boolean {
    let stirred = false;
    for (const job of jobs) {
      const known = this.find(job.id);
      if (!known || known.version < job.version) {
        stirred ||= !known || known.state !== job.state || known.trouble?.kind !== job.trouble?.kind;
        this.told.set(job.id, job);
      }
      // A run that was cut anew from its updates has another id.
      job.formerIds?.filter((id) => id !== job.id).forEach((id) => this.gone.add(id));
    }
    this.cache = undefined;
    return stirred;
  }

  addOlder(jobs: readonly Job[]): void {
    this.older = [...this.older, ...jobs];
    this.cache = undefined;
  }

  all(): ExtractorGroup[] {
    return (this.cache ??= this.build());
  }

  find(id: string): TabJob | undefined {
    for (const group of this.all()) {
      const found = group.jobs.find((job) => job.id === id);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  private build(): ExtractorGroup[] {
    const groups = new Map<string, ExtractorGroup>();
    for (const group of this.answer?.extractors ?? []) {
      const jobs = group.jobs.filter((job) => !this.gone.has(job.id));
      groups.set(group.name, { ...group, jobs: jobs.map((job) => this.now(job)) });
    }
    for (const job of this.older) {
      const name = job.extractor ?? "unknown";
      const group = groups.get(name) ?? { name, state: job.state, jobs: [] };
      if (!group.jobs.some((each) => each.id === job.id) && !this.gone.has(job.id)) {
        const bare: TabJob = { ...job, events: NONE, eventsVersion: -1 };
        groups.set(name, { ...group, jobs: [...group.jobs, this.now(bare)] });
      }
    }
    this.order = stableOrder(this.order, [...groups.keys()]);
    return [...groups.values()].sort((a, b) => this.order.indexOf(a.name) - this.order.indexOf(b.name));
  }

  /**
   * The job as it was last told of, with the events that were read before. The same object as long
   * as nothing changed, so that only what changed is drawn anew.
   */
  private now(job: TabJob): TabJob {
    const told = this.told.get(job.id);
    const built = this.built.get(job.id);
    if (built && built.from.version === job.version && built.from.events === job.events && built.told === told) {
      return built.job;
    }
    const fresh = joined(job, told);
    this.built.set(job.id, { from: job, told, job: fresh });
    return fresh;
  }
}

const youngest = (group: ExtractorGroup): string => group.jobs[0]?.createdAt ?? "";

function joined(job: TabJob, told: Job | undefined): TabJob {
  const eventsVersion = job.eventsVersion ?? job.version;
  if (!told || told.version <= job.version) {
    return { ...job, eventsVersion };
  }
  return { ...told, events: job.events, eventsVersion, ...(job.overlaps ? { overlaps: job.overlaps } : {}) };
}
