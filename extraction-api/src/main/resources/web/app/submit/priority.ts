import { html, type TemplateResult } from "lit";

const USUAL = "";

const CHOICES: readonly (readonly [string, string])[] = [
  ["9", "before all others"],
  ["7", "before most"],
  [USUAL, "as usual"],
  ["3", "after most"],
  ["0", "after all others"],
];

/** When they are to be done, among those that wait for the same extractor. For tests: `data-testid="priority"`. */
export function priorityPart(chosen: string, busy: boolean, choose: (priority: string) => void): TemplateResult {
  return html`<div class="entry">
    <label for="priority">When</label>
    <select id="priority" data-testid="priority" ?disabled=${busy} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${CHOICES.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
    </select>
  </div>`;
}
