import { LitElement } from "lit";

/**
 * A component without a shadow: one style sheet for the whole board, ids that labels can point to,
 * and text that the browser's own search finds.
 */
export abstract class Plain extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
