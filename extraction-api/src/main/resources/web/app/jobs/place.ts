/** How much of the list was there, and where the reader was in it: kept in the history, for Back. */
export interface Place {
  rows: number;
  scroll: number;
}

const MOST_ROWS = 2000;

export function placeOf(state: unknown): Place | undefined {
  const place = (state as { place?: Place } | null)?.place;
  return place && Number.isFinite(place.rows) && Number.isFinite(place.scroll)
    ? { rows: Math.min(place.rows, MOST_ROWS), scroll: place.scroll }
    : undefined;
}

export function keepPlace(rows: number): void {
  const place: Place = { rows, scroll: Math.round(window.scrollY) };
  history.replaceState({ place }, "");
}
