/** What a list is narrowed to, by name; empty for what it is not narrowed by. */
export type Narrowing<Name extends string> = Record<Name, string>;

export function readNarrowing<Name extends string>(search: string, names: readonly Name[]): Narrowing<Name> {
  const params = new URLSearchParams(search);
  return Object.fromEntries(names.map((name) => [name, params.get(name) ?? ""])) as Narrowing<Name>;
}

/** Of these names, those that something is given for. */
export function given<Name extends string>(query: Narrowing<Name>, names: readonly Name[]): URLSearchParams {
  return new URLSearchParams(names.filter((name) => query[name] !== "").map((name): [string, string] => [name, query[name]]));
}

export function addressOf(page: string, params: URLSearchParams): string {
  const text = params.toString();
  return text ? `${page}?${text}` : page;
}

export const isGiven = <Name extends string>(query: Narrowing<Name>, names: readonly Name[]): boolean =>
  names.some((name) => query[name] !== "");
