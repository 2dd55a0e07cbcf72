import { html, nothing, svg, type TemplateResult } from "lit";
import { now } from "../api/clock";
import { duration } from "../format/durations";
import { type Look, STATE_CHOICES } from "../format/states";
import { moment } from "../format/times";
import { plural } from "../format/words";
import { stateIcon } from "../parts/icons";
import type { Percentiles, Recent } from "./types";

const WIDTH = 320;
const HEIGHT = 8;

type Cell = TemplateResult | typeof nothing;

/** What became of its latest jobs, and how long they took. For tests: `data-testid="recent"`. */
export function recentJobs(name: string, recent: Recent): TemplateResult {
  const total = Object.values(recent.states).reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return html`<p class="muted" data-testid="recent">It has had no job since ${moment(recent.since, now())}.</p>`;
  }
  const span = recent.complete === false ? `The latest ${plural(total, "job")}` : `${plural(total, "job")} since ${moment(recent.since, now())}`;
  return html`<div data-testid="recent">
    <p class="muted">${span}</p>
    ${stateStrip(recent.states, total)} ${stateList(name, recent.states)} ${times(recent)}
  </div>`;
}

/** One bar for all: as long as what it counts. */
function stateStrip(states: Recent["states"], total: number): TemplateResult {
  let at = 0;
  const parts = choices(states).map(({ look, count }) => {
    const width = (count / total) * WIDTH;
    const part = svg`<rect class="look-${look}" x=${at.toFixed(1)} width=${Math.max(1, width - 1).toFixed(1)} height=${HEIGHT} fill="currentColor" />`;
    at += width;
    return part;
  });
  return html`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" height=${HEIGHT} aria-hidden="true" focusable="false">
    ${parts}
  </svg>`;
}

function stateList(name: string, states: Recent["states"]): TemplateResult {
  return html`<ul class="state-list">
    ${choices(states).map(({ word, look, count }) => {
      const query = new URLSearchParams({ state: word, extractor: name });
      return html`<li>
        <a class="mark look-${look}" href=${`/ui?${query.toString()}`}
          >${stateIcon(look)}<span>${count.toLocaleString("en")} ${word}</span></a
        >
      </li>`;
    })}
  </ul>`;
}

function choices(states: Recent["states"]): { word: string; look: Look; count: number }[] {
  return STATE_CHOICES.map(({ word, look, states: ofWord }) => ({
    word,
    look,
    count: ofWord.reduce((sum, state) => sum + (states[state] ?? 0), 0),
  })).filter(({ count }) => count > 0);
}

/** A table whose rows are drawn to one scale, so that waiting and running can be compared. */
function times({ elapsed, waiting }: Recent): Cell {
  const rows = [
    { label: "Ran", of: elapsed },
    { label: "Waited", of: waiting },
  ].filter((row): row is { label: string; of: Percentiles } => row.of !== undefined && row.of.count > 0);
  const scale = Math.max(...rows.map((row) => row.of.p99), 1);
  return rows.length === 0
    ? nothing
    : html`<table class="plain times">
        <caption class="unseen">
          How long its jobs ran and waited
        </caption>
        <thead>
          <tr>
            <td></td>
            <th scope="col" class="num">half within</th>
            <th scope="col" class="num">9 of 10</th>
            <th scope="col" class="num">99 of 100</th>
            <td class="drawn" aria-hidden="true"></td>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ label, of }) => html`<tr title="Measured on ${plural(of.count, "job")}">
              <th scope="row">${label}</th>
              <td class="num">${duration(of.p50)}</td>
              <td class="num">${duration(of.p90)}</td>
              <td class="num">${duration(of.p99)}</td>
              <td class="drawn" aria-hidden="true">${strip(of, scale)}</td>
            </tr>`,
          )}
        </tbody>
      </table>`;
}

/** Three steps of one colour: where half of them, nine of ten and nearly all lie. */
function strip({ p50, p90, p99 }: Percentiles, scale: number): TemplateResult {
  const x = (millis: number): number => Math.max(1.5, (millis / scale) * WIDTH);
  return html`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" height=${HEIGHT} focusable="false">
    <rect class="p99" width=${x(p99).toFixed(1)} height=${HEIGHT} />
    <rect class="p90" width=${x(p90).toFixed(1)} height=${HEIGHT} />
    <rect class="p50" width=${x(p50).toFixed(1)} height=${HEIGHT} />
  </svg>`;
}
