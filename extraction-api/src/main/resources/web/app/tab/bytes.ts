import type { Api } from "../api/client";
import type { ResultFile } from "../api/types";

/** Whether the reader's cookie opens the bytes: then their address will do, for a picture or a link. */
export const byAddress = (api: Api): boolean => api.credentials === "same-origin";

/** The bytes, asked for as all else is: elsewhere than on the board's own pages, with a key. */
export async function fetchBytes(api: Api, file: ResultFile, signal?: AbortSignal): Promise<Blob> {
  return (await api.send(file.url, {}, signal)).blob();
}

/** Saves them. They are never opened in a page that is not the board's: what they are, nobody knows. */
export async function save(api: Api, file: ResultFile): Promise<void> {
  const address = URL.createObjectURL(await fetchBytes(api, file));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
