/** Sets of minutes as stretches `[from, to)` that are in order, apart, and not empty. Minutes count from 1970 in UTC. */
export type Stretch = readonly [from: number, to: number];

/** The same minutes as proper stretches. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.filter(([from, to]) => from < to).toSorted(([one], [other]) => one - other);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Minutes of both; either must be proper stretches. */
export function intersection(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  const shared: Stretch[] = [];
  for (let one = 0, other = 0; one < some.length && other < others.length; ) {
    const [from, to] = some[one] as Stretch;
    const [start, end] = others[other] as Stretch;
    if (Math.max(from, start) < Math.min(to, end)) shared.push([Math.max(from, start), Math.min(to, end)]);
    if (to < end) one += 1;
    else other += 1;
  }
  return shared;
}

/** Minutes of the first that are not of the second; either must be proper stretches. */
export function difference(some: readonly Stretch[], without: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  for (const [from, to] of some) {
    let start = from;
    for (const [begin, end] of without) {
      if (end <= start) continue;
      if (begin >= to) break;
      if (begin > start) left.push([start, begin]);
      start = end;
    }
    if (start < to) left.push([start, to]);
  }
  return left;
}

export const length = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, [from, to]) => sum + to - from, 0);

/** The first minute in `[from, to)` from which `duration` minutes on end belong to the set; undefined when there is none. */
export function firstFit(
  stretches: readonly Stretch[],
  [from, to]: Stretch,
  duration: number,
): number | undefined {
  for (const [start, end] of stretches) {
    const begin = Math.max(start, from);
    if (begin < to && begin + duration <= end) return begin;
  }
  return undefined;
}
