/** Whatever a list holds. */
export interface Identified {
  id: string;
}

/**
 * The rows after a new answer to the first page: it, and behind it those that were read from further
 * pages. The row that is open stays where it was, also where it does not match any more.
 */
export function renewed<Row extends Identified>(shown: readonly Row[], head: readonly Row[], whole: boolean, open: string): Row[] {
  const rows = [...head];
  const last = head.at(-1);
  const behind = whole || !last ? -1 : shown.findIndex(({ id }) => id === last.id);
  if (behind >= 0) {
    rows.push(...shown.slice(behind + 1));
  }
  const kept = shown.findIndex(({ id }) => id === open);
  if (kept >= 0 && !rows.some(({ id }) => id === open)) {
    const before = new Set(shown.slice(0, kept).map(({ id }) => id));
    rows.splice(rows.findLastIndex(({ id }) => before.has(id)) + 1, 0, shown[kept]!);
  }
  return rows;
}

/** The same rows, each as it was told of last, and how many there are that are not shown. */
export function updated<Row extends Identified>(shown: readonly Row[], told: readonly Row[]): { rows: Row[]; others: number } {
  const byId = new Map(told.map((row) => [row.id, row]));
  const first = told.findIndex(({ id }) => shown.some((row) => row.id === id));
  return { rows: shown.map((row) => byId.get(row.id) ?? row), others: first < 0 ? told.length : first };
}

/** The rows with a further page behind them. */
export function appended<Row extends Identified>(shown: readonly Row[], page: readonly Row[]): Row[] {
  const known = new Set(shown.map(({ id }) => id));
  return [...shown, ...page.filter(({ id }) => !known.has(id))];
}
