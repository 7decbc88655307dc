/** Short TypeScript names for the schemas of a module. */

const segments = (name: string): string[] => name.split('.');

/** The last `depth` parts of a dotted name; generic names are joined with `Of`. */
function shorten(name: string, depth: number): string {
  return name
    .split('_Of_')
    .map((part) => segments(part).slice(-depth).join(''))
    .join('Of')
    .replace(/\W|_/g, '');
}

/**
 * Drops the prefixes (`Crm.V2.CustomerResponse` is `CustomerResponse`) as far as the names stay unique among themselves
 * and against `taken`; a name that would clash keeps one part more.
 */
export function shortNames(names: readonly string[], taken: ReadonlySet<string>): Map<string, string> {
  const result = new Map<string, string>();
  let open = [...names];
  for (let depth = 1; open.length > 0; depth += 1) {
    const groups = Map.groupBy(open, (name) => shorten(name, depth));
    const used = new Set([...taken, ...result.values()]);
    open = [];
    for (const [short, members] of groups) {
      const [only] = members;
      if (only !== undefined && members.length === 1 && !used.has(short)) result.set(only, short);
      else open.push(...members);
    }
    if (depth > 9) throw new Error(`No unique names for ${open.join(', ')}`);
  }
  return result;
}
