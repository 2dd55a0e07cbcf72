const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A length of time as people type it: 10s, 1.5 min, 2h30m, 800ms; a bare number is seconds. */
export function millisOf(text: string): number | undefined {
  const plain = text.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(plain)) {
    return Math.round(Number(plain) * 1000);
  }
  const part = /(\d+(?:\.\d+)?)\s*([a-z]+)\s*/gy;
  let sum = 0;
  for (let found = part.exec(plain); found; found = part.exec(plain)) {
    const unit = UNITS[found[2]!];
    if (unit === undefined) {
      return undefined;
    }
    sum += Number(found[1]) * unit;
    if (part.lastIndex === plain.length) {
      return Math.round(sum);
    }
  }
  return undefined;
}
