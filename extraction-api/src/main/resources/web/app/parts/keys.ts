import { html, type TemplateResult } from "lit";

/**
 * The board's keys: j and k move over what carries `data-row`, o opens it, x selects it, / goes to the search
 * field, ? tells of them. Never while somebody types, never with a modifier.
 */
export function listenToKeys(root: ParentNode): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && event.target instanceof HTMLElement && event.target.matches("[data-search]")) {
      event.target.blur();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    if (act(event.key, root)) {
      event.preventDefault();
    }
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function act(key: string, root: ParentNode): boolean {
  switch (key) {
    case "j":
      return move(root, 1);
    case "k":
      return move(root, -1);
    case "o":
      return open();
    case "x":
      return pick();
    case "/":
      return focus(root.querySelector<HTMLElement>("[data-search]"));
    case "?":
      return showHelp(root);
    default:
      return false;
  }
}

function move(root: ParentNode, by: 1 | -1): boolean {
  const rows = [...root.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row === document.activeElement || boxOf(row) === document.activeElement);
  return focus(rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by] ?? null);
}

const boxOf = (row: Element): Element | null | undefined => row.closest("[data-id]")?.querySelector("[data-pick]");

function focus(target: HTMLElement | null): boolean {
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  return target !== null;
}

function open(): boolean {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.matches("[data-row]")) {
    active.click();
    return true;
  }
  return false;
}

/** Of the row that has the focus, what carries `data-pick`. */
function pick(): boolean {
  const box = document.activeElement?.closest("[data-id]")?.querySelector<HTMLElement>("[data-pick]");
  box?.click();
  return box !== null && box !== undefined;
}

function showHelp(root: ParentNode): boolean {
  root.querySelector<HTMLDialogElement>("dialog.keys")?.showModal();
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), select, textarea, dialog *");
}

const KEYS: ReadonlyArray<readonly [string, string]> = [
  ["j  k", "next row, row before"],
  ["o", "open the row"],
  ["x", "select the job, in the list of jobs"],
  ["/", "go to the search field"],
  ["Esc", "leave it"],
  ["?", "this list"],
];

export function keysDialog(): TemplateResult {
  return html`<dialog class="keys" aria-labelledby="keys-title">
    <h2 id="keys-title">Keys</h2>
    <dl>${KEYS.map(([key, meaning]) => html`<dt><kbd>${key}</kbd></dt><dd>${meaning}</dd>`)}</dl>
    <form method="dialog"><button class="button">Close</button></form>
  </dialog>`;
}
