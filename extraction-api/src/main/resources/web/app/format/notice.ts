/** What a reader has to know of a job: in two sentences. */
export interface Notice {
  tone: "bad" | "warn" | "calm";
  /** One sentence: what happened. */
  cause: string;
  /** One sentence: what comes next, and who has to do it. */
  next: string;
  /** The cause holds the job's latest message: it need not be shown twice. */
  quotes?: boolean;
  /** It is no trouble: where there is little room its first sentence will do. */
  brief?: boolean;
}
