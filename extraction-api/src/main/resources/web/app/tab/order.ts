/** The names in the order in which they were first seen, so that rows stay in place; new ones last. */
export function stableOrder(seen: readonly string[], present: readonly string[]): string[] {
  const known = new Set(seen);
  return [...seen, ...present.filter((name) => !known.has(name))];
}
