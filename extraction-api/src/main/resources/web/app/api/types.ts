/** The answers of the /v1 API, as far as the board reads them. Unknown fields are ignored. */

export type JobState =
  | "SUBMITTED"
  | "STARTED"
  | "PROCESSING"
  | "RESUBMITTED"
  | "SUCCEEDED"
  | "SKIPPED"
  | "ERROR"
  | "CANCELLED"
  | "LOST";

export type AttemptState =
  "RUNNING" | "SUCCEEDED" | "SKIPPED" | "ERROR" | "RETRIED" | "INTERRUPTED" | "CANCELLED" | "LOST";

export type Cause = "FIRST" | "RETRY" | "REDELIVERED" | "REPLAYED" | "RESENT";
export type Precision = "MILLISECONDS" | "SECONDS" | "AT_MOST";
export type How = "UPLOAD" | "MANUAL" | "RERUN" | "UNKNOWN";
export type Liveness = "ONLINE" | "LATE" | "OFFLINE" | "UNKNOWN";

/** An instant as the server writes it: ISO 8601 in UTC. */
export type Instant = string;

export interface Span {
  millis: number;
  precision: Precision;
}

/** How long a job waited for its first start, or has waited so far; and while it waits, why. */
export interface Waiting extends Span {
  reason?: "NO_QUEUE" | "NO_CONSUMER" | "BEHIND" | "PAUSED" | "NO_BROKER";
  /** How many go before it; not counted in lists. */
  behind?: number;
  since?: Instant;
  text?: string;
  estimate?: { from: Instant; to: Instant };
}

export interface Resource {
  type: string;
  id: string;
  name?: string;
}

export interface Attempt {
  number: number;
  cause: Cause;
  state: AttemptState;
  startedAt?: Instant;
  /** Where it may have lain unread: it was not before this. */
  startedAfter?: Instant;
  endedAt?: Instant;
  endedAfter?: Instant;
  running?: Span;
  message?: string;
}

/** A doubt about an unfinished job: taken back by its next sign of life, but for a loop. */
export interface Trouble {
  kind: "STALLED" | "SUSPECT" | "LOOPING";
  since: Instant;
  evidence?: string | null;
}

export interface Job {
  id: string;
  identity: "GIVEN" | "INFERRED";
  ambiguous?: boolean;
  formerIds?: string[];
  resource?: Resource;
  /** The dataset that its file belonged to when it was submitted. */
  dataset?: string;
  extractor?: string;
  /** As known when it was submitted. */
  extractorVersion?: string;
  user?: { id: string; name?: string };
  how?: How;
  initiatedBy?: { user?: { id: string; name?: string }; how: How; cause?: string };
  state: JobState;
  trouble?: Trouble;
  /** Of a lost job: the broker held messages for its extractor when it was given up. */
  mayReturn?: boolean;
  /** How many verdicts on it were wrong. */
  takenBack?: number;
  retryOf?: string;
  addressedBy?: string;
  /** All of them, or the first and the last fifty. */
  attempts: Attempt[];
  attemptCount?: number;
  createdAt: Instant;
  submittedAt?: Instant;
  startedAt?: Instant;
  finishedAt?: Instant;
  lastSeenAt?: Instant;
  waiting?: Waiting;
  running?: Span;
  lastMessage?: string;
  updates?: number;
  dropped?: number;
  imported?: boolean;
  parameters?: Record<string, unknown>;
  waitingReason?: string;
  version: number;
}

/** How much an event matters; a filter by one shows that and above. */
export type Level = "PROGRESS" | "LIFECYCLE" | "WARNING" | "ERROR";

export interface JobEvent {
  id: string;
  event: string;
  source: "EXTRACTOR" | "API" | "MONITOR" | "TRACKER";
  message?: string;
  status?: string;
  at?: Instant;
  claimedAt?: string;
  receivedAt: Instant;
  attempt?: number;
  level?: Level;
}

/** A job on the Extractions tab: with its latest events, and the jobs it ran beside. */
export interface TabJob extends Job {
  events: JobEvent[];
  /** The job's version when its events were read: of a later one there are others. */
  eventsVersion?: number;
  overlaps?: string[];
}

export interface ExtractorGroup {
  name: string;
  version?: string;
  state: JobState;
  /** How many there are in all; the newest are in `jobs`. */
  jobCount?: number;
  jobs: TabJob[];
}

/** What became of a dataset's files. */
export interface Rollup {
  files: number;
  jobs: number;
  complete: boolean;
  states: Partial<Record<JobState, number>>;
  items: RollupItem[];
  more?: boolean;
  sentence: string;
}

export interface RollupItem {
  resource: Resource;
  states: Partial<Record<JobState, number>>;
  last?: { id: string; state: JobState; extractor?: string; createdAt: Instant };
}

export interface Extractions {
  now: Instant;
  resource: Resource;
  sentence: string;
  extractors: ExtractorGroup[];
  more?: boolean;
  /** Where the list of the resource's jobs goes on. */
  next?: string;
  rollup?: Rollup;
}

export interface JobsPage {
  now?: Instant;
  jobs: Job[];
  next?: string;
  /** How far back was looked, where no index served a filter: the page may be short and not the last. */
  searched?: { jobs: number; to: Instant | number };
}

export interface JobCounts {
  counted: number;
  complete: boolean;
  facets: Record<string, { value: string; count: number }[]>;
}

export interface EventsPage {
  events: JobEvent[];
  next?: string;
  /** Where those before these are read on. */
  previous?: string;
  /** Where those after these will be. */
  last?: string;
}

export interface Result {
  id: string;
  jobId?: string;
  kind: string;
  extractor?: string;
  content?: unknown;
  createdAt: Instant;
  /** Of a preview or a thumbnail: its bytes. */
  file?: ResultFile;
}

export interface ResultFile {
  name: string;
  mimeType: string;
  size: number;
  /** A path of the API. */
  url: string;
}

export interface ExtractorInstance {
  id: string;
  version?: string;
  liveness: Liveness;
  firstBeat?: Instant;
  lastBeat?: Instant;
  periodMillis?: number;
  silenceMillis?: number;
}

export interface Extractor {
  name: string;
  queue?: string;
  version?: string;
  description?: string;
  lastSeen?: Instant;
  liveness: Liveness;
  /** Online by the broker's word alone: its processes take jobs, but none beats. */
  noBeats?: boolean;
  instances: ExtractorInstance[];
  /** How many of its jobs run and wait; not where it is told of by the stream. */
  running?: number;
  waiting?: number;
}

/** Messages that were removed before they were read. */
export interface Gap {
  log: string;
  from: number;
  to: number;
  count: number;
  foundAt: Instant;
}

export interface UpdateQueues {
  queues: { name: string; kind: string; gaps: Gap[] }[];
}

export interface Whoami {
  id: string;
  name?: string;
  role: string;
}
