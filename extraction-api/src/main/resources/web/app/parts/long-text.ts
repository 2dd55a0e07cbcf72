import { html, type TemplateResult } from "lit";
import type { Folds } from "./folds";

const SHORT_CHARS = 240;
const SHORT_LINES = 3;

/** A text from elsewhere, as text: its beginning where it is long, the whole on demand. */
export function longText(text: string, key: string, folds: Folds): TemplateResult {
  const lines = text.trimEnd().split("\n");
  if (text.length <= SHORT_CHARS && lines.length <= SHORT_LINES) {
    return html`<span class="text">${text.trimEnd()}</span>`;
  }
  const open = folds.isOpen(key, false);
  const head = lines.slice(0, SHORT_LINES).join("\n").slice(0, SHORT_CHARS);
  return html`<span class="text">${open ? text.trimEnd() : `${head}…`}</span>
    <button type="button" class="quiet" aria-expanded=${open} @click=${() => folds.toggle(key)}>
      ${open ? "Show less" : `Show all ${text.length.toLocaleString("en")} characters`}
    </button>`;
}
