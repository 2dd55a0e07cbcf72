import type { Instant, Job, JobState, Whoami } from "../api/types";

/** What can be done to a job. */
export type Act = "cancel" | "rerun" | "replay" | "prioritise";

export type Effect = "EXACT" | "AT_FETCH" | "MARKED_ONLY";

export interface CancelAnswer {
  job: Job;
  effect: Effect;
  /** The effect in words. */
  text: string;
  remedy?: string;
}

/** What would be done to many. */
export interface ActionCount {
  count: number;
  /** Whether that is all, or as far as could be counted. */
  exact: boolean;
  states: Partial<Record<JobState, number>>;
  perSecond: number;
}

/** What is being done to many, or was. */
export interface Action {
  id: string;
  action: Act;
  count: number;
  done: number;
  finished: boolean;
  effects: Record<string, number>;
  failures: { job: string; why: string }[];
  finishedAt?: Instant;
}

/** Operators act on every job, submitters on theirs. */
export function mayAct(who: Whoami | undefined, job: Job): boolean {
  const role = who?.role.toLowerCase();
  return role === "operator" || role === "admin" || (role === "submitter" && job.user?.id === who?.id);
}

export const isOperator = (who: Whoami | undefined): boolean => /^(operator|admin)$/i.test(who?.role ?? "");
