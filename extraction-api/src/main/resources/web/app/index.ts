import "./styles/index.css";
import "./jobs/jobs-page";
import "./session/sign-in-page";
import { ResourcePage } from "./tab/resource-page";

/** The page that the address asks for; the server has answered 404 to any other. */
function page(): HTMLElement {
  const [, section, type, ...id] = location.pathname.split("/").filter((part) => part !== "");
  if (section === "sign-in") {
    return document.createElement("tb-sign-in-page");
  }
  if (section === "resource" && type && id.length > 0) {
    const tab = new ResourcePage();
    tab.resource = { type: decodeURIComponent(type), id: decodeURIComponent(id.join("/")) };
    return tab;
  }
  return document.createElement("tb-jobs-page");
}

document.querySelector("#board")?.replaceChildren(page());
