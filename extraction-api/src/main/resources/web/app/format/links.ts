import type { Api } from "../api/client";
import type { Job, Resource } from "../api/types";

/** The board's own pages, as seen from wherever the API is called. */
export const jobPage = (api: Api, id: string): string => api.url(`/ui/jobs/${encodeURIComponent(id)}`);

export const extractorPage = (api: Api, name: string): string =>
  api.url(`/ui/extractors/${encodeURIComponent(name)}`);

/** Where the same may be submitted once more. */
export function submitPage(api: Api, job: Pick<Job, "resource" | "extractor">): string {
  const query = new URLSearchParams({
    ...(job.resource ? { resource: `${job.resource.type}/${job.resource.id}` } : {}),
    ...(job.extractor ? { extractor: job.extractor } : {}),
  });
  return api.url(`/ui/submit?${query.toString()}`);
}

export const resourcePath = (resource: Resource): string =>
  `/v1/resources/${encodeURIComponent(resource.type)}/${encodeURIComponent(resource.id)}`;

export const jobPath = (id: string, rest = ""): string => `/v1/jobs/${encodeURIComponent(id)}${rest}`;
