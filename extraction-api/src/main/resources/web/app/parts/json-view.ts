import { html, type TemplateResult } from "lit";

/** JSON that an extractor handed in, as text: one line for each of its top fields. */
export function jsonView(content: unknown): TemplateResult {
  if (content !== null && typeof content === "object" && !Array.isArray(content)) {
    const fields = Object.entries(content);
    if (fields.length === 0) {
      return html`<p class="muted">Empty.</p>`;
    }
    return html`<dl class="json">
      ${fields.map(([name, value]) => html`<dt>${name}</dt><dd>${valueView(value)}</dd>`)}
    </dl>`;
  }
  return html`<div class="json">${valueView(content)}</div>`;
}

function valueView(value: unknown): TemplateResult {
  if (value !== null && typeof value === "object") {
    return html`<pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>`;
  }
  return html`<span class="text">${String(value)}</span>`;
}
