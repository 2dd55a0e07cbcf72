import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Look } from "../format/states";

/** One shape for each state, so that none is told by its colour alone. */
const SHAPES: Record<Look, SVGTemplateResult> = {
  waiting: svg`<circle cx="6" cy="6" r="4.5" class="stroke" />`,
  running: svg`<circle cx="6" cy="6" r="4.5" class="stroke" /><path d="M6 1.5a4.5 4.5 0 0 0 0 9z" class="fill" />`,
  succeeded: svg`<circle cx="6" cy="6" r="5" class="fill" />`,
  skipped: svg`<path d="M6 1 11 6 6 11 1 6z" class="stroke" />`,
  failed: svg`<path d="M6 1 11.4 10.5H.6z" class="fill" />`,
  stalled: svg`<circle cx="6" cy="6" r="4.5" class="stroke" /><path d="M1.5 6a4.5 4.5 0 0 0 9 0z" class="fill" />`,
  lost: svg`<path d="m2 2 8 8M10 2 2 10" class="stroke thick" />`,
  cancelled: svg`<circle cx="6" cy="6" r="4.5" class="stroke" /><path d="m2.8 2.8 6.4 6.4" class="stroke" />`,
};

export function stateIcon(look: Look): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 12 12" aria-hidden="true" focusable="false">${SHAPES[look]}</svg>`;
}

/** The shape, colour and word of a state. */
export function stateMark(face: { look: Look; word: string }): TemplateResult {
  return html`<span class="mark look-${face.look}">${stateIcon(face.look)}<span>${face.word}</span></span>`;
}

export const caret = (): TemplateResult =>
  html`<svg class="caret" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    <path d="m4 2.5 4 3.5-4 3.5" class="stroke" />
  </svg>`;

export const copyIcon = (): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    <path d="M4.5 4.5h6v6h-6z M2.5 7.5h-1v-6h6v1" class="stroke" />
  </svg>`;

export const tickIcon = (): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    <path d="m1.5 6.5 3 3 6-7" class="stroke" />
  </svg>`;

/** Tallies on their board: two hang, one is out. */
export const brandMark = (): TemplateResult =>
  html`<svg class="brand-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d="M1 3.5h18" class="rail" />
    <path d="M4 3.5v3M10 3.5v3M16 3.5v3" class="hook" />
    <circle cx="4" cy="11" r="3" class="tally" /><circle cx="10" cy="11" r="3" class="tally out" /><circle cx="16" cy="11" r="3" class="tally" />
  </svg>`;
