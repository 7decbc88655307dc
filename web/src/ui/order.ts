export interface Order {
  key: string;
  descending: boolean;
}

/** The rows by a text of theirs, numbers within it by value ("Key 2" before "Key 10"); equal rows keep their order. */
export function ordered<Row>(rows: readonly Row[], sortBy: (row: Row) => string, descending: boolean): Row[] {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const direction = descending ? -1 : 1;
  return rows.toSorted((a, b) => direction * collator.compare(sortBy(a), sortBy(b)));
}
