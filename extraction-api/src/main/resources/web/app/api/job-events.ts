import { jobPath } from "../format/links";
import type { Api } from "./client";
import type { EventsPage, JobEvent } from "./types";

const PAGE = 500;

/** The events of a job from its first on, so many at most. */
export async function readEvents(api: Api, jobId: string, most: number): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor ? { cursor } : {}) });
    const page = await api.fetchOnce<EventsPage>(jobPath(jobId, `/events?${query.toString()}`));
    events.push(...page.events);
    cursor = page.next;
  } while (cursor && events.length < most);
  return events;
}

/** The latest events of a job, and from then on what comes after them. */
export class EventTail {
  events: JobEvent[] = [];
  private last: string | undefined;

  constructor(
    private readonly api: Api,
    private readonly jobId: string,
    private readonly length: number,
  ) {}

  /** Reads what is new, until there is no more. */
  async read(): Promise<void> {
    let more = true;
    while (more) {
      const where = this.last
        ? { cursor: this.last, limit: String(PAGE) }
        : { tail: String(this.length) };
      const query = new URLSearchParams(where);
      const page = await this.api.fetchOnce<EventsPage>(jobPath(this.jobId, `/events?${query.toString()}`));
      this.events = together(this.events, page.events);
      more = this.last !== undefined && page.next !== undefined;
      this.last = page.last ?? this.last;
    }
  }
}

/** Two parts of the same log as one, in its order. */
export function together(one: readonly JobEvent[], other: readonly JobEvent[]): JobEvent[] {
  if (one.length === 0 || other.length === 0) {
    return [...one, ...other];
  }
  const byId = new Map([...one, ...other].map((event) => [event.id, event]));
  return [...byId.values()].sort(inOrder);
}

/** By when it was received; within the same moment by its queue and the number that it has there. */
export function inOrder(one: JobEvent, other: JobEvent): number {
  const age = Date.parse(one.receivedAt) - Date.parse(other.receivedAt);
  if (age !== 0) {
    return age;
  }
  const [queue, offset] = place(one);
  const [otherQueue, otherOffset] = place(other);
  return queue === otherQueue ? offset - otherOffset : queue < otherQueue ? -1 : 1;
}

function place({ id }: JobEvent): [queue: string, offset: number] {
  const colon = id.lastIndexOf(":");
  return [id.slice(0, colon), Number(id.slice(colon + 1))];
}
