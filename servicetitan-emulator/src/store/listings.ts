/** The listings that were asked for last. */
import type { Database } from './database.ts';
import { Listing, type Query } from './listing.ts';
import type { Table } from './table.ts';

/** Together they hold at most this many ids (8 bytes each), and as many listings. */
const MOST_IDS = 4_000_000;
const MOST_LISTINGS = 256;

export class Listings {
  readonly #database: Database;
  readonly #kept = new Map<string, Listing>();
  /** Queries that were asked for without making a listing. */
  readonly #asked = new Set<string>();

  constructor(database: Database) {
    this.#database = database;
    database.onRollback(() => this.clear());
  }

  /** The listing of a query as the tables are now, when there is one. */
  kept(table: Table, query: Query): Listing | undefined {
    const key = keyOf(table, query);
    const listing = this.#kept.get(key);
    if (!listing) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, listing);
    listing.refresh();
    return listing;
  }

  /** Whether a query was asked for before, lately: then it is worth a listing. */
  isAskedAgain(table: Table, query: Query): boolean {
    const key = keyOf(table, query);
    if (this.#asked.has(key)) return true;
    if (this.#asked.size >= MOST_LISTINGS) this.#asked.clear();
    this.#asked.add(key);
    return false;
  }

  /** Makes the listing of a query, of which there was none. */
  make(table: Table, query: Query, ids?: BigInt64Array<ArrayBuffer>): Listing {
    const listing = new Listing(this.#database, table, query, ids);
    this.#kept.set(keyOf(table, query), listing);
    let total = 0;
    for (const { size } of this.#kept.values()) total += size;
    for (const [key, { size }] of this.#kept) {
      if (total <= MOST_IDS && this.#kept.size <= MOST_LISTINGS) break;
      total -= size;
      this.#kept.delete(key);
    }
    return listing;
  }

  clear(): void {
    this.#kept.clear();
  }
}

const keyOf = (table: Table, { where, sort, descending }: Query): string =>
  JSON.stringify([
    table.collection.name,
    sort,
    descending,
    ...where.map(({ sql, params }) => [sql, ...params.map((value) => `${typeof value} ${value}`)]),
  ]);
