import { html, type TemplateResult } from "lit";

/** Why nothing can be shown: what happened, and who can change it. */
export type Trouble = "no-board" | "no-resource" | "no-token" | "token-failed" | "refused" | "origin" | "away";

export function troubleText(trouble: Trouble, board: string, resource: string): TemplateResult {
  switch (trouble) {
    case "no-board":
      return html`<p>“${board}” is no address of a board. Write <code>api="https://board.example.org"</code>.</p>`;
    case "no-resource":
      return resource
        ? html`<p>“${resource}” names no file or dataset. Write <code>resource="file/ID"</code> or <code>resource="dataset/ID"</code>.</p>`
        : html`<p>It is not said whose extractions to show. Write <code>resource="file/ID"</code> or <code>resource="dataset/ID"</code>.</p>`;
    case "no-token":
      return html`<p>
        The board at ${board} shows nothing without a key. This page sets one as the element’s property
        <code>token</code>: a text, or a function that brings one.
      </p>`;
    case "token-failed":
      return html`<p>This page could not get a key for the board at ${board}. Sign in to it again, or ask whoever runs it.</p>`;
    case "refused":
      return html`<p>
        The board at ${board} does not accept the key of this page: it is unknown there, was taken back, or has
        ended. Whoever runs this page can get another.
      </p>`;
    case "origin":
      return html`<p>
        The board at ${board} does not let ${location.origin} read from it. Whoever runs the board can allow it, by
        adding that address to its setting <code>tallyboard.api.origins</code>.
      </p>`;
    case "away":
      return html`<p>The board at ${board} does not answer. This page goes on trying.</p>`;
  }
}
