/** Pages of a collection and stretches of its export feed, as the wire text of the records. */
import type { Collection } from './collection.ts';
import type { Condition, SqlValue } from './database.ts';
import type { Store } from './store.ts';

export interface Selection {
  where: readonly Condition[];
  /** Only active records, only inactive ones, or all. */
  active: boolean | undefined;
  /** Column to sort by; records that are equal in it follow in order of id. */
  sort: string;
  descending: boolean;
  offset: number;
  limit: number;
}

/** Wire text of a record without its last brace; `wide` holds every member, hidden ones too. */
export interface Row {
  id: bigint;
  json: string;
}

/** Which text of a row is wanted: what lists show, with what the feed adds, or with what is hidden. */
export type Width = 'json' | 'json || rest' | 'json || rest || hidden';

/** The expression for it; a nested list comes right after what lists show. */
function widthSql({ name, nested }: Collection, width: Width): string {
  if (!nested) return width;
  const { member, collection, column } = nested;
  const items = `SELECT group_concat(n.json || '}', ',' ORDER BY n."order", n.id) FROM "${collection.name}" n
    WHERE n."${column}" = "${name}".id AND n.active = 1`;
  return width.replace('json', `json || ',"${member}":[' || coalesce((${items}), '') || ']'`);
}

const MAX_ROWS = 1_000_000;

/** The rows of a page, one more than asked for when there is a next page. */
export function selectPage(store: Store, collection: Collection, selection: Selection, width: Width): Row[] {
  const { where, active, sort, descending, offset } = selection;
  const limit = Math.min(selection.limit, MAX_ROWS) + 1;
  if (where.length === 0 && sort === 'id') return pageById(store, collection, selection, width, limit);
  const direction = descending ? 'DESC' : 'ASC';
  // Left to itself SQLite would walk all records in order of id rather than take the few of a stretch of time and sort.
  const id = where.some((condition) => condition.stretch) ? '+id' : 'id';
  const order = sort === 'id' ? `${id} ${direction}` : `"${sort}" ${direction}, id ${direction}`;
  const conditions = [...where, ...activeCondition(active)];
  const filter = conditions.map((condition) => condition.sql).join(' AND ') || '1';
  // The ids first: skipping rows costs no more than walking an index where there is a fitting one.
  return rows(
    store,
    `SELECT id, ${widthSql(collection, width)} AS json FROM "${collection.name}" WHERE id IN
      (SELECT id FROM "${collection.name}" WHERE ${filter} ORDER BY ${order} LIMIT ${limit} OFFSET ?)
      ORDER BY ${order}`,
    [...conditions.flatMap((condition) => condition.params), offset],
  );
}

function pageById(
  store: Store,
  collection: Collection,
  selection: Selection,
  width: Width,
  limit: number,
): Row[] {
  const order = store.table(collection).order(selection.active);
  const position = selection.descending ? order.size - 1 - selection.offset : selection.offset;
  const start = position < 0 ? undefined : order.at(position);
  if (start === undefined) return [];
  const filter = activeCondition(selection.active).map(({ sql }) => ` AND ${sql}`);
  const [compare, direction] = selection.descending ? ['<=', 'DESC'] : ['>=', 'ASC'];
  return rows(
    store,
    `SELECT id, ${widthSql(collection, width)} AS json FROM "${collection.name}" WHERE id ${compare} ?${filter.join('')}
      ORDER BY id ${direction} LIMIT ${limit}`,
    [start],
  );
}

/** How many records a selection has on all its pages. */
export function countAll(store: Store, collection: Collection, selection: Selection): number {
  const { where, active } = selection;
  if (where.length === 0) return store.table(collection).order(active).size;
  return store.count(collection, [...where, ...activeCondition(active)]);
}

/** Rows of the feed after a change, one more than `limit` when there are more, and the last change among `limit`. */
export function selectFeed(
  store: Store,
  collection: Collection,
  after: number,
  where: readonly Condition[],
  limit: number,
  width: Width,
): { rows: Row[]; last: number; more: boolean } {
  const filter = where.map((condition) => ` AND ${condition.sql}`).join('');
  const statement = `SELECT id, seq, ${widthSql(collection, width)} AS json FROM "${collection.name}" WHERE seq > ?${filter}
    ORDER BY seq LIMIT ${limit + 1}`;
  const found = rows(store, statement, [after, ...where.flatMap(({ params }) => params)]) as (Row & {
    seq: bigint;
  })[];
  const kept = found.slice(0, limit);
  return { rows: kept, last: Number(kept.at(-1)?.seq ?? after), more: found.length > limit };
}

/** The change before the first one made at or after an instant; the `+` makes SQLite go by time, not by change. */
export function changeBefore(store: Store, collection: Collection, instant: string): number {
  const { name } = collection;
  const [first] = store.database.integers(
    `SELECT coalesce(min(+seq) - 1, (SELECT coalesce(max(seq), 0) FROM "${name}")) FROM "${name}" WHERE modifiedOn >= ?`,
    instant,
  );
  return Number(first ?? 0n);
}

/** The `+` keeps SQLite from taking an index on `active`, which tells next to nothing apart. */
const activeCondition = (active: boolean | undefined): Condition[] =>
  active === undefined ? [] : [{ sql: `+active = ${active ? 1 : 0}`, params: [] }];

const rows = (store: Store, sql: string, params: SqlValue[]): Row[] =>
  store.database.all<Row>(sql, ...params);
