import type { Job } from "../api/types";
import { isUnfinished } from "../format/states";
import type { Act } from "./types";

/** What can be done to a job as it stands, what is likeliest wanted first. */
export function possible(job: Job): Act[] {
  const past = job.identity === "INFERRED";
  if (isUnfinished(job.state)) {
    return past ? [] : job.state === "SUBMITTED" ? ["cancel", "prioritise"] : ["cancel"];
  }
  if (job.state === "ERROR") {
    return past ? ["rerun"] : ["replay", "rerun"];
  }
  return job.state === "LOST" && !past ? ["rerun", "cancel"] : ["rerun"];
}
