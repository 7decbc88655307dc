/** A tenant's records: the tables, the counters of ids and changes, and external data. */
import { decodeDoc } from '../json/codec.ts';
import { type Doc, type Id, isId, toId } from '../json/value.ts';
import { msOf } from '../wire/time.ts';
import type { Collection } from './collection.ts';
import { type Condition, Database, type SqlValue } from './database.ts';
import { Known } from './known.ts';
import { Listings } from './listings.ts';
import { Table } from './table.ts';

/** Records of one millisecond that can be told apart; times this, milliseconds stay below 2^53 until the year 2255. */
const PAST = 1000;

/** A record that was added (`before` is undefined) or changed. */
export interface Write {
  collection: Collection;
  before: Doc | undefined;
  after: Doc;
}

interface StoreOptions {
  /** A path or `:memory:`. */
  file: string;
  collections: readonly Collection[];
  /** Wire text of the present. */
  stamp: () => string;
  /** The first id given; ids count on from there. */
  firstId: Id;
  /** Told of every write of the present, in its transaction; writes of a company's past are not told. */
  react?: (store: Store, write: Write) => void;
  /** Told of the writes of a transaction once they are safe; it must not throw. */
  committed?: (writes: readonly Write[]) => void;
}

export class Store {
  readonly database: Database;
  readonly listings: Listings;
  readonly #known = new Known();
  readonly #tables = new Map<string, Table>();
  readonly #stamp: () => string;
  readonly #firstId: bigint;
  readonly #react: StoreOptions['react'];
  readonly #committed: StoreOptions['committed'];
  #writes: Write[] = [];
  #writing = false;
  #nextId: bigint;
  #seq: number;
  #past = 0;

  constructor({ file, collections, stamp, firstId, react, committed }: StoreOptions) {
    this.database = new Database(file);
    this.listings = new Listings(this.database);
    this.#stamp = stamp;
    this.#react = react;
    this.#committed = committed;
    this.#firstId = BigInt(firstId);
    this.database.exec('CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)');
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS external_data (collection TEXT, owner INTEGER, application TEXT, key TEXT, value TEXT,
        PRIMARY KEY (application, collection, key, owner)) WITHOUT ROWID`,
    );
    this.database.exec('CREATE INDEX IF NOT EXISTS external_owner ON external_data (collection, owner)');
    for (const collection of collections) {
      this.#tables.set(collection.name, new Table(this.database, collection));
    }
    this.#nextId = this.#counter('id') ?? this.#firstId;
    this.#seq = Number(this.#counter('seq') ?? 0n);
    this.database.onRollback(() => {
      this.#known.clear();
      this.#writes = [];
      this.#nextId = this.#counter('id') ?? this.#firstId;
      this.#seq = Number(this.#counter('seq') ?? 0n);
    });
  }

  #counter(name: string): bigint | undefined {
    return this.database.integers('SELECT value FROM counters WHERE name = ?', name)[0];
  }

  /** Whether nothing was ever written: a company is still to be loaded. */
  get fresh(): boolean {
    return this.#seq === 0;
  }

  get tables(): readonly Table[] {
    return [...this.#tables.values()];
  }

  table(collection: Collection): Table {
    const table = this.#tables.get(collection.name);
    if (!table) throw new TypeError(`There is no collection ${collection.name}.`);
    return table;
  }

  /** Runs one request's or one company's writes: all or none, with the counters. Calls may be nested. */
  write<T>(work: () => T): T {
    if (this.#writing) return work();
    this.#writing = true;
    try {
      return this.#commit(work);
    } finally {
      this.#writing = false;
    }
  }

  /** As `write`; within one, a throw takes back what `work` wrote and nothing else. */
  attempt<T>(work: () => T): T {
    if (!this.#writing) return this.write(work);
    const [nextId, seq, told] = [this.#nextId, this.#seq, this.#writes.length];
    try {
      return this.database.savepoint(work);
    } catch (error) {
      this.#nextId = nextId;
      this.#seq = seq;
      this.#writes.length = told;
      this.listings.clear();
      this.#known.clear();
      throw error;
    }
  }

  /** As `write`, for the first company of an empty store. */
  fill(work: () => void): void {
    this.#writing = true;
    try {
      this.#commit(work, (all) => this.database.fill(all));
    } finally {
      this.#writing = false;
    }
  }

  #commit<T>(work: () => T, transaction: (all: () => T) => T = (all) => this.database.transaction(all)): T {
    const done = transaction(() => {
      const result = work();
      const save = 'INSERT OR REPLACE INTO counters VALUES (?, ?)';
      this.database.run(save, 'id', this.#nextId);
      this.database.run(save, 'seq', this.#seq);
      return result;
    });
    // After the transaction: undoing it would undo the indexes as well.
    for (const table of this.#tables.values()) if (table.isDue) table.index();
    const writes = this.#writes;
    this.#writes = [];
    if (writes.length > 0) this.#committed?.(writes);
    return done;
  }

  newId(): Id {
    const id = toId(this.#nextId);
    this.#nextId += 1n;
    return id;
  }

  stamp(): string {
    return this.#stamp();
  }

  /** Adds a record. `id`, `active`, `createdOn` and `modifiedOn` are filled in where they are missing. */
  insert(collection: Collection, doc: Doc): Doc {
    const now = textOr(doc.createdOn, () => this.#stamp());
    const whole: Doc = {
      ...doc,
      id: isId(doc.id) ? doc.id : this.newId(),
      active: doc.active ?? true,
      createdOn: now,
      modifiedOn: textOr(doc.modifiedOn, () => now),
    };
    this.load(collection, whole);
    this.#tell({ collection, before: undefined, after: whole });
    return whole;
  }

  /** Adds a record of a company's past, which has a `createdOn`; what else is missing is filled in. */
  insertPast(collection: Collection, doc: Doc): Doc {
    const whole: Doc = {
      active: true,
      modifiedOn: doc.createdOn ?? null,
      ...doc,
      id: doc.id ?? this.newId(),
    };
    this.loadPast(collection, whole);
    return whole;
  }

  /** Writes a whole record as it is. */
  load(collection: Collection, doc: Doc): void {
    this.#seq += 1;
    this.#tableFor(collection, doc).write(doc, this.#seq);
  }

  /**
   * Writes a record of a company's past. Records come in any order here, so their place in the export feed follows from
   * `modifiedOn`: its milliseconds, then a counter that tells records of the same one apart.
   */
  loadPast(collection: Collection, doc: Doc): void {
    this.#past = (this.#past + 1) % PAST;
    const seq = msOf(String(doc.modifiedOn)) * PAST + this.#past;
    this.#seq = Math.max(this.#seq, seq);
    this.#tableFor(collection, doc).write(doc, seq);
  }

  /** The table that a record is about to be written to. */
  #tableFor(collection: Collection, { id }: Doc): Table {
    const table = this.table(collection);
    if (isId(id)) this.#known.forget(table, id);
    return table;
  }

  /** Changes members of a record and its `modifiedOn`; members that are not named stay. */
  update(collection: Collection, doc: Doc, changes: Doc): Doc {
    const changed: Doc = { ...doc, ...changes, modifiedOn: this.#stamp() };
    this.load(collection, changed);
    this.#tell({ collection, before: doc, after: changed });
    return changed;
  }

  /**
   * Changes what a record shows of others: its own `modifiedOn` and its place in the export feed stay, for only writes on
   * the entity itself move those (reference: checklist 6).
   */
  amend(collection: Collection, doc: Doc, changes: Doc): Doc {
    const amended: Doc = { ...doc, ...changes };
    this.#tableFor(collection, amended).amend(amended);
    return amended;
  }

  #tell(write: Write): void {
    if (this.#committed) this.#writes.push(write);
    this.#react?.(this, write);
  }

  /** The record with this id; undefined when there is none, or when it was deleted and deletion hides it. */
  get(collection: Collection, id: Id | undefined): Doc | undefined {
    if (id === undefined) return undefined;
    const table = this.table(collection);
    const known = this.#known.get(table, id);
    if (known) return known;
    const row = this.database.one<{ text: string; active: bigint }>(
      `SELECT json || rest || hidden AS text, active FROM "${collection.name}" WHERE id = ?`,
      id,
    );
    if (!row || (collection.vanishes && row.active === 0n)) return undefined;
    const doc = Object.freeze(decodeDoc(`${row.text}}`));
    this.#known.keep(table, id, doc);
    return doc;
  }

  /** Active records whose column has the value, by id; for links that are short. */
  find(collection: Collection, column: string, value: SqlValue): Doc[] {
    return this.database
      .all<{ text: string }>(
        `SELECT json || rest || hidden AS text FROM "${collection.name}" WHERE "${column}" = ? AND active = 1 ORDER BY id`,
        value,
      )
      .map(({ text }) => decodeDoc(`${text}}`));
  }

  count(collection: Collection, where: readonly Condition[] = []): number {
    const sql = where.map((condition) => condition.sql).join(' AND ') || '1';
    const row = this.database.one<{ count: bigint }>(
      `SELECT count(*) AS count FROM "${collection.name}" WHERE ${sql}`,
      ...where.flatMap((condition) => condition.params),
    );
    return Number(row?.count ?? 0n);
  }

  /** Makes the indexes; to be called once the first company is loaded, and on every start. */
  index(): void {
    for (const table of this.#tables.values()) table.index();
  }

  /** Removes every record and starts the counters again. */
  clear(): void {
    this.database.transaction(() => {
      for (const table of this.#tables.values()) this.database.exec(`DELETE FROM "${table.collection.name}"`);
      this.database.exec('DELETE FROM external_data; DELETE FROM counters');
    });
    this.listings.clear();
    this.#known.clear();
    this.#nextId = this.#firstId;
    this.#seq = 0;
  }

  /** Writes all records into a new file. */
  copyTo(file: string): void {
    this.database.copyTo(file);
  }

  /** Makes the records what they were when a copy was made. */
  replaceFrom(file: string): void {
    this.database.replaceFrom(file);
    this.listings.clear();
    this.#known.clear();
    this.#nextId = this.#counter('id') ?? this.#firstId;
    this.#seq = Number(this.#counter('seq') ?? 0n);
  }

  close(): void {
    this.database.close();
  }
}

const textOr = (value: unknown, otherwise: () => string): string =>
  typeof value === 'string' ? value : otherwise();
