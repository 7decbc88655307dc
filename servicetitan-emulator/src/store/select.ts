/** Pages of a collection and stretches of its export feed, as the wire text of the records. */
import type { Collection } from './collection.ts';
import type { Condition, SqlValue } from './database.ts';
import { clausesOf, type Listing, type Query } from './listing.ts';
import type { Store } from './store.ts';
import type { Table } from './table.ts';

export interface Selection extends Query {
  /** Only active records, only inactive ones, or all. */
  active: boolean | undefined;
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

/** Records of one text; the widest take 1.5 kB. */
const AT_ONCE = 64;
const MAX_ROWS = 1_000_000;

/** The rows of a page, one more than asked for when there is a next page. */
export function selectPage(store: Store, collection: Collection, selection: Selection, width: Width): Row[] {
  const limit = Math.min(selection.limit, MAX_ROWS) + 1;
  const listing = listingOf(store, collection, selection);
  if (!listing) return firstRows(store, collection, selection, width, limit);
  const ids = listing.slice(selection.offset, limit);
  if (ids.length === 0) return [];
  const statement = `SELECT id, ${widthSql(collection, width)} AS json ${fromIds(collection)}`;
  return rows(store, statement, [`[${ids.join(',')}]`]);
}

/**
 * Records as they go out, joined by commas, and whether there are more. Some records are one text, for a text each costs
 * twice as much; all of them are several, for what is larger than 100 kB takes memory that nobody used before, and the
 * first touch of it takes three times as long as everything else.
 */
export interface Joined {
  text: readonly string[];
  more: boolean;
}

/** Texts of records as a few texts, each of several. */
export function joined(texts: readonly string[]): string[] {
  const some: string[] = [];
  for (let at = 0; at < texts.length; at += AT_ONCE) some.push(texts.slice(at, at + AT_ONCE).join(','));
  return listed(some);
}

/** With commas between them. */
const listed = (texts: readonly string[]): string[] => texts.map((text, at) => (at > 0 ? `,${text}` : text));

/** As `selectPage`, for records that go out as they are stored. */
export function selectJoined(
  store: Store,
  collection: Collection,
  selection: Selection,
  width: Width,
): Joined {
  const limit = Math.min(selection.limit, MAX_ROWS);
  const listing = listingOf(store, collection, selection);
  if (!listing) {
    const found = firstRows(store, collection, selection, width, limit + 1);
    const texts = found.slice(0, limit).map(({ json }) => `${json}}`);
    return { text: joined(texts), more: found.length > limit };
  }
  const ids = listing.slice(selection.offset, limit);
  const statement = `SELECT group_concat(json || '}', ',') AS text FROM
    (SELECT ${widthSql(collection, width)} AS json ${fromIds(collection)})`;
  const texts: string[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const row = store.database.one<{ text: string | null }>(
      statement,
      `[${ids.subarray(at, at + AT_ONCE).join(',')}]`,
    );
    if (row?.text) texts.push(row.text);
  }
  return { text: listed(texts), more: selection.offset + ids.length < listing.size };
}

/** The records of a list of ids, in its order. */
const fromIds = ({ name }: Collection): string =>
  `FROM (SELECT key, value FROM json_each(?)) AS wanted CROSS JOIN "${name}" ON id = wanted.value ORDER BY wanted.key`;

/** The listing that a page is a slice of; undefined when it is the beginning of a list that is better walked. */
function listingOf(store: Store, collection: Collection, selection: Selection): Listing | undefined {
  const [table, query] = [store.table(collection), queryOf(selection)];
  const kept = store.listings.kept(table, query);
  if (kept) return kept;
  const isBeginning = selection.offset === 0 && isWalk(collection, query);
  if (isBeginning && !isWorthListing(store, table, selection, query)) return undefined;
  return store.listings.make(table, query);
}

/** Beginnings of filtered lists that somebody looks at again and again. */
const isWorthListing = (store: Store, table: Table, { where }: Selection, query: Query): boolean =>
  where.length > 0 && store.listings.isAskedAgain(table, query);

/** The first rows of a query that is walked in its order: cheaper than a listing when nobody asks for more. */
function firstRows(
  store: Store,
  collection: Collection,
  selection: Selection,
  width: Width,
  limit: number,
): Row[] {
  const query = queryOf(selection);
  const { filter, order, params } = clausesOf(query);
  const statement = `SELECT id, ${widthSql(collection, width)} AS json FROM "${collection.name}" WHERE ${filter} ORDER BY ${order} LIMIT ${limit}`;
  const found = rows(store, statement, params);
  // Then they are all there are.
  const ids = found.length < limit ? found.map(({ id }) => id) : undefined;
  if (ids) store.listings.make(store.table(collection), query, BigInt64Array.from(ids));
  return found;
}

/** Whether there is an index in the order of the query, so that SQLite neither sorts nor reads to the end. */
function isWalk({ columns }: Collection, { where, sort }: Query): boolean {
  if (sort === 'id') return !where.some((condition) => condition.stretch);
  return sort === 'createdOn' || sort === 'modifiedOn' || columns[sort]?.index === true;
}

/** How many records a selection has on all its pages. */
export function countAll(store: Store, collection: Collection, selection: Selection): number {
  const [table, query] = [store.table(collection), queryOf(selection)];
  return (store.listings.kept(table, query) ?? store.listings.make(table, query)).size;
}

function queryOf({ where, active, sort, descending }: Selection): Query {
  return { where: [...where, ...activeCondition(active)], sort, descending };
}

/** What the rows of the feed after a change are asked for by: at least `limit` of them, if there are as many. */
interface FeedQuery {
  after: number;
  where: readonly Condition[];
  limit: number;
}

/**
 * The stretch of a feed, and its parameters. Records of a company's past may share a place in it (see Store.loadPast): all
 * of the last place belong to the stretch, or the next one would begin behind those that did not fit.
 */
function stretchOf({ name }: Collection, { after, where, limit }: FeedQuery): [string, SqlValue[]] {
  const beyond = ['seq > ?', ...where.map(({ sql }) => sql)].join(' AND ');
  const params: SqlValue[] = [after, ...where.flatMap((condition) => condition.params)];
  const end = `SELECT max(seq) FROM (SELECT seq FROM "${name}" WHERE ${beyond} ORDER BY seq LIMIT ?)`;
  return [
    `FROM "${name}" WHERE ${beyond} AND seq <= (${end}) ORDER BY seq, id`,
    [...params, ...params, limit],
  ];
}

/** Whether anything comes after a change. */
function goesOn(store: Store, { name }: Collection, after: number, where: readonly Condition[]): boolean {
  const filter = where.map((condition) => ` AND ${condition.sql}`).join('');
  const params = where.flatMap((condition) => condition.params);
  const statement = `SELECT 1 FROM "${name}" WHERE seq > ?${filter} LIMIT 1`;
  return store.database.one(statement, after, ...params) !== undefined;
}

/** Rows of the feed after a change, the last change among them, and whether there are more. */
export function selectFeed(
  store: Store,
  collection: Collection,
  query: FeedQuery,
  width: Width,
): { rows: Row[]; last: number; more: boolean } {
  const [stretch, params] = stretchOf(collection, query);
  const statement = `SELECT id, seq, ${widthSql(collection, width)} AS json ${stretch}`;
  const found = rows(store, statement, params) as (Row & { seq: bigint })[];
  const last = Number(found.at(-1)?.seq ?? query.after);
  return { rows: found, last, more: goesOn(store, collection, last, query.where) };
}

/** As `selectFeed`, for records that go out as they are stored. */
export function selectFeedJoined(
  store: Store,
  collection: Collection,
  { after, where, limit }: FeedQuery,
  width: Width,
): Joined & { last: number } {
  const texts: string[] = [];
  let last = after;
  for (let left = limit; left > 0; ) {
    const asked = Math.min(left, AT_ONCE);
    const [stretch, params] = stretchOf(collection, { after: last, where, limit: asked });
    const found = store.database.one<Stretch>(
      `SELECT max(seq) AS last, count(*) AS count, group_concat(json || '}', ',') AS text FROM
        (SELECT seq, ${widthSql(collection, width)} AS json ${stretch})`,
      ...params,
    );
    if (!found?.text) break;
    texts.push(found.text);
    last = Number(found.last);
    left = Number(found.count) < asked ? 0 : left - Number(found.count);
  }
  return { text: listed(texts), last, more: goesOn(store, collection, last, where) };
}

interface Stretch {
  text: string | null;
  last: bigint;
  count: bigint;
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
