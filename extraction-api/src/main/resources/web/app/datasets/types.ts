import type { Instant } from "../api/types";

/** Files that belong together, by the name that somebody gave them. */
export interface Dataset {
  id: string;
  name: string;
  description?: string;
  space?: string;
  createdBy: { id: string; name?: string };
  createdAt: Instant;
  /** Whether somebody made it; else files alone name it. */
  named: boolean;
  /** The job that made it, where a job did. */
  jobId?: string;
  /** How many files are in it, as far as they were counted. */
  files?: number;
  moreFiles?: boolean;
}

export interface Datasets {
  datasets: Dataset[];
  next?: string;
}
