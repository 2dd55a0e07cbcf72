import { type Api, Refused } from "../api/client";
import { atMostEvery } from "../api/frames";
import type { JobCounts } from "../api/types";

const REST_MILLIS = 5000;

/** How many jobs there are of which state: asked for with each question, and now and then while they change. */
export class Counter {
  private abort: AbortController | undefined;
  private absent = false;
  readonly soon = atMostEvery(REST_MILLIS, () => void this.ask());

  constructor(
    private readonly api: Api,
    private readonly path: () => string,
    private readonly counted: (counts: JobCounts | undefined) => void,
  ) {}

  async ask(): Promise<void> {
    if (this.absent || document.hidden) {
      return;
    }
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    try {
      const counts = await this.api.fetchOnce<JobCounts>(this.path(), abort.signal);
      if (!abort.signal.aborted) {
        this.counted(counts);
      }
    } catch (failure) {
      // The list is of use without them.
      this.absent = failure instanceof Refused && failure.status === 404;
      if (!abort.signal.aborted) {
        this.counted(undefined);
      }
    }
  }

  stop(): void {
    this.abort?.abort();
  }
}
