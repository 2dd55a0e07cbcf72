import "./styles/index.css";
import "./audit/audit-page";
import "./board/board-page";
import "./datasets/datasets-page";
import "./errors/errors-page";
import "./extractor/extractor-page";
import "./job/job-page";
import "./jobs/jobs-page";
import "./rejected/rejected-page";
import "./session/sign-in-page";
import "./submit/submit-page";
import { ResourcePage } from "./tab/resource-page";

type Page = (...rest: string[]) => HTMLElement;

const named = (tag: string, properties: object = {}): HTMLElement =>
  Object.assign(document.createElement(tag), properties);

/** Whose page a section of the address is; the server has answered 404 to any other. */
const PAGES: Record<string, Page> = {
  "": () => named("tb-jobs-page"),
  "sign-in": () => named("tb-sign-in-page"),
  resource: (type = "", ...id) => Object.assign(new ResourcePage(), { resource: { type, id: id.join("/") } }),
  jobs: (...id) => named("tb-job-page", { jobId: id.join("/") }),
  board: () => named("tb-board-page"),
  extractors: (...name) => named("tb-extractor-page", { name: name.join("/") }),
  datasets: () => named("tb-datasets-page"),
  submit: () => named("tb-submit-page"),
  rejected: () => named("tb-rejected-page"),
  errors: () => named("tb-errors-page"),
  audit: () => named("tb-audit-page"),
};

function page(): HTMLElement {
  const [, section = "", ...rest] = location.pathname.split("/").filter((part) => part !== "");
  const build = PAGES[section] ?? PAGES[""]!;
  return build(...rest.map(decodeURIComponent));
}

document.querySelector("#board")?.replaceChildren(page());
