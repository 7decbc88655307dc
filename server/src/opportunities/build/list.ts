import { sortable } from './instant.ts';

/** Anything that has members: a record of ServiceTitan, or part of one. */
export type Row = Readonly<Record<string, unknown>>;

/** What a list is ordered by: the first of these that the item has (GH-7). */
const ORDER = ['createdOn', 'assignedOn', 'invoiceDate'] as const;

function orderOf(row: Row): string {
  for (const name of ORDER) {
    const time = sortable(row[name]);
    if (time !== null) return time;
  }
  return '';
}

/** Ids compare by their digits, not as numbers. */
export function compareIds(a: unknown, b: unknown): number {
  const [left, right] = [String(a ?? ''), String(b ?? '')];
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : Number(left > right);
}

/** Newest first (H45): by the time the item came about, then by id, both descending (GH-7). */
export function newestFirst<Item extends Row>(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ item, order: orderOf(item) }));
  keyed.sort((a, b) => {
    if (a.order !== b.order) return a.order < b.order ? 1 : -1;
    return compareIds(b.item['id'], a.item['id']);
  });
  return keyed.map(({ item }) => item);
}

/** In the order of the API, which is that of ids (GH-6): for contacts, of which the first counts. */
export function oldestFirst<Item extends Row>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => compareIds(a['id'], b['id']));
}
