import { type Fault, Refused, Unreachable } from "../api/client";
import { home } from "../session/session";

/** A file that the board keeps. */
export interface Uploaded {
  id: string;
  name: string;
  mimeType: string;
  size: number;
}

/**
 * Sends a file, and tells how much of it has gone out. By XMLHttpRequest, for fetch tells nothing of
 * what is on its way; without a time limit, for nobody knows how large a file is.
 */
export function upload(file: File, dataset: string, progress: (share: number) => void): Promise<Uploaded> {
  const form = new FormData();
  if (dataset) {
    form.append("dataset", dataset);
  }
  form.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", home.url("/v1/files"));
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) {
        resolve(JSON.parse(request.responseText) as Uploaded);
      } else {
        reject(refusal(request));
      }
    };
    request.onerror = () => reject(new Unreachable("no answer"));
    request.send(form);
  });
}

function refusal(request: XMLHttpRequest): Error {
  if (request.status === 0 || request.status >= 500) {
    return new Unreachable(`status ${request.status}`);
  }
  try {
    const problem = JSON.parse(request.responseText) as { detail?: string; errors?: Fault[] };
    return new Refused(request.status, problem.detail ?? `status ${request.status}`, problem.errors ?? []);
  } catch {
    return new Refused(request.status, `status ${request.status}`);
  }
}
