import type { Dataset, Datasets } from "../datasets/types";
import { home } from "../session/session";

/** The newest, to choose from. */
export async function knownDatasets(): Promise<Dataset[]> {
  return (await home.fetchOnce<Datasets>("/v1/datasets?limit=50")).datasets;
}

/**
 * The id of what was typed for a dataset: of one that is here by that id or that name, else of a new
 * one of that name. Empty where nothing was typed.
 */
export async function datasetId(typed: string): Promise<string> {
  const text = typed.trim();
  if (!text) {
    return "";
  }
  const { datasets } = await home.fetchOnce<Datasets>(`/v1/datasets?${new URLSearchParams({ text, limit: "500" }).toString()}`);
  const known = datasets.find(({ id }) => id === text) ?? datasets.find(({ name }) => name === text);
  return (known ?? (await home.post<Dataset>("/v1/datasets", { name: text }))).id;
}
