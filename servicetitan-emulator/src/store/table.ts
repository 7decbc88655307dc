/**
 * One collection's table. A row holds the record's wire text split in three, without braces, so that answers are made by
 * joining texts: `json` (what lists show), `rest` (what the export feed adds), `hidden` (what nobody sees).
 */
import { type Doc, type Id, isId } from '../json/value.ts';
import { ChangeLog } from './change-log.ts';
import { type Collection, type Column, shapeOf } from './collection.ts';
import { readerOf, SQL_TYPE } from './column.ts';
import type { Database, SqlValue } from './database.ts';
import { rendererOf, type Texts } from './render.ts';

/** Columns that every table has. */
const OWN: Readonly<Record<string, Column>> = {
  active: { kind: 'flag' },
  createdOn: { kind: 'time' },
  modifiedOn: { kind: 'time' },
};

/** Tables below this size have no indexes: reading them whole takes 0.1 ms, and a start would make some 500 indexes. */
const WORTH_INDEXES = 500;

export class Table {
  readonly collection: Collection;
  /** Which records were written, for what is derived from them. */
  readonly changes = new ChangeLog();
  readonly #readers: ((doc: Doc) => SqlValue)[];
  readonly #database: Database;
  readonly #insert: string;
  #render: ((doc: Doc) => Texts) | undefined;
  /** Writes that are left until the table is worth indexes; infinite once it has them and while a company is loaded. */
  #unindexed = Number.POSITIVE_INFINITY;

  constructor(database: Database, collection: Collection) {
    this.collection = collection;
    this.#database = database;
    const columns = Object.entries({ ...OWN, ...collection.columns });
    this.#readers = columns.map(([name, column]) => readerOf(name, column));
    const types = columns.map(([name, column]) => `"${name}" ${SQL_TYPE[column.kind]}`);
    database.exec(
      `CREATE TABLE IF NOT EXISTS "${collection.name}" (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, ${types.join(', ')},
        json TEXT NOT NULL, rest TEXT NOT NULL, hidden TEXT NOT NULL)`,
    );
    const marks = Array.from({ length: columns.length + 5 }, () => '?').join(', ');
    this.#insert = `INSERT OR REPLACE INTO "${collection.name}" VALUES (${marks})`;
  }

  /** Makes the indexes, now or once the table is large enough; a company is loaded faster before it than after. */
  index(): void {
    const some = `SELECT count(*) AS count FROM (SELECT 1 FROM "${this.collection.name}" LIMIT ${WORTH_INDEXES})`;
    const left = WORTH_INDEXES - Number(this.#database.one<{ count: bigint }>(some)?.count ?? 0n);
    if (left > 0) this.#unindexed = left;
    else this.#makeIndexes();
  }

  /** Whether it has grown to be worth indexes that it does not have. */
  get isDue(): boolean {
    return this.#unindexed <= 0;
  }

  #makeIndexes(): void {
    this.#unindexed = Number.POSITIVE_INFINITY;
    const { name, columns } = this.collection;
    const keys = Object.keys(columns).filter((column) => columns[column]?.index);
    // With `active` and `seq` in them the indexes answer deep pages and the start of a feed without the records.
    const parts = [
      'seq',
      'modifiedOn, id, active, seq',
      'createdOn, id, active',
      ...keys.map((key) => `"${key}", id, active`),
    ];
    for (const part of parts) {
      const index = `${name}_${part.replace(/\W+/g, '_')}`;
      this.#database.exec(`CREATE INDEX IF NOT EXISTS "${index}" ON "${name}" (${part})`);
    }
  }

  /** Writes a record: a new one, or in place of the one with its id. */
  write(doc: Doc, seq: number): void {
    const id = this.#idOf(doc);
    this.#render ??= rendererOf(shapeOf(this.collection));
    const { json, rest, hidden } = this.#render(doc);
    const values = this.#readers.map((read) => read(doc));
    this.#database.prepare(this.#insert).run(id, seq, ...values, json, rest, hidden);
    this.changes.add(id);
    this.#unindexed -= 1;
  }

  /** Writes a record in place of the one with its id, which keeps its place in the feed. */
  amend(doc: Doc): void {
    const sql = `SELECT seq FROM "${this.collection.name}" WHERE id = ?`;
    const row = this.#database.one<{ seq: bigint }>(sql, this.#idOf(doc));
    if (row) this.write(doc, Number(row.seq));
  }

  #idOf({ id }: Doc): Id {
    if (!isId(id)) throw new TypeError(`A record of ${this.collection.name} has no id.`);
    return id;
  }
}
