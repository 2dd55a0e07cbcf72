import type { Api } from "./client";
import { perFrame } from "./frames";
import { Stream } from "./stream";
import type { Job } from "./types";

/** The latest of each job that a burst told of. */
function latest(jobs: readonly Job[]): Job[] {
  const byId = new Map<string, Job>();
  for (const job of jobs) {
    const known = byId.get(job.id);
    if (!known || known.version <= job.version) {
      byId.set(job.id, job);
    }
  }
  return [...byId.values()];
}

export interface ChangesListener {
  path(): string;
  /** Jobs as they are now, at most once for each frame. */
  changed(jobs: Job[]): void;
  /** Something may have been missed: read anew. */
  missed(): void;
}

/** The changes of jobs, as a page can draw them. */
export class JobChanges {
  /** Whether changes are told as they happen. */
  live = false;
  private readonly stream: Stream;

  constructor(api: Api, listener: ChangesListener) {
    const gather = perFrame<Job>((jobs) => listener.changed(latest(jobs)));
    this.stream = new Stream(api, {
      path: () => listener.path(),
      job: gather,
      reset: () => listener.missed(),
      live: (yes) => {
        const before = this.live;
        this.live = yes;
        // Between the last answer and the stream's begin, or after its end, something may have happened.
        if (before !== yes) {
          listener.missed();
        }
      },
    });
  }

  start(): void {
    this.stream.start();
  }

  stop(): void {
    this.stream.stop();
  }

  anew(): void {
    this.stream.anew();
  }
}

/** The newer of two readings of a job. */
export const newer = (known: Job, told: Job): Job => (told.version > known.version ? told : known);
