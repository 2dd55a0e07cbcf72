import type { Api } from "../api/client";
import type { JobsPage } from "../api/types";
import type { Query } from "./query";

/** What an id alone is the id of: a job, a file or a dataset, whichever has jobs. */
export async function whose(api: Api, id: string): Promise<Query> {
  const guesses: Query[] = [{ id }, { resource: `file/${id}` }, { resource: `dataset/${id}` }, { resource: `unknown/${id}` }];
  const answers = await Promise.all(
    guesses.map((guess) =>
      api
        .fetchOnce<JobsPage>(`/v1/jobs?${new URLSearchParams({ ...guess, limit: "1" }).toString()}`)
        .then((page) => page.jobs.length > 0)
        .catch(() => false),
    ),
  );
  return guesses[answers.indexOf(true)] ?? { id };
}
