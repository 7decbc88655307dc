/**
 * One collection's table. A row holds the record's wire text split in three, without braces, so that answers are made by
 * joining texts: `json` (what lists show), `rest` (what the export feed adds), `hidden` (what nobody sees).
 */
import { encode } from '../json/codec.ts';
import { type Doc, isId, type Json, Numeral } from '../json/value.ts';
import { instantOf } from '../wire/time.ts';
import { ChangeLog } from './change-log.ts';
import { type Collection, type Column, type Shape, shapeOf } from './collection.ts';
import type { Database, SqlValue } from './database.ts';

/** Columns that every table has. */
const OWN: Readonly<Record<string, Column>> = {
  active: { kind: 'flag' },
  createdOn: { kind: 'time' },
  modifiedOn: { kind: 'time' },
};

const SQL_TYPE: Readonly<Record<Column['kind'], string>> = {
  id: 'INTEGER',
  number: 'REAL',
  flag: 'INTEGER',
  text: 'TEXT',
  search: 'TEXT',
  time: 'TEXT',
  list: 'TEXT',
};

export class Table {
  readonly collection: Collection;
  readonly shape: Shape;
  readonly #columns: [string, string[], Column['kind']][];
  readonly #database: Database;
  readonly #insert: string;
  /** Which records were written, for what is derived from them. */
  readonly changes = new ChangeLog();

  constructor(database: Database, collection: Collection) {
    this.collection = collection;
    this.shape = shapeOf(collection);
    this.#database = database;
    const columns = Object.entries({ ...OWN, ...collection.columns });
    this.#columns = columns.map(([name, column]) => [name, (column.path ?? name).split('.'), column.kind]);
    const types = columns.map(([name, column]) => `"${name}" ${SQL_TYPE[column.kind]}`);
    database.exec(
      `CREATE TABLE IF NOT EXISTS "${collection.name}" (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, ${types.join(', ')},
        json TEXT NOT NULL, rest TEXT NOT NULL, hidden TEXT NOT NULL)`,
    );
    const marks = Array.from({ length: columns.length + 5 }, () => '?').join(', ');
    this.#insert = `INSERT OR REPLACE INTO "${collection.name}" VALUES (${marks})`;
  }

  /** Makes the indexes that are missing; a company is loaded faster before it than after. */
  index(): void {
    const { name, columns } = this.collection;
    const keys = Object.keys(columns).filter((column) => columns[column]?.index);
    // With `active` and `seq` in them the indexes answer deep pages and the start of a feed without the records.
    const parts = [
      'seq',
      'modifiedOn, id, active, seq',
      'createdOn, id, active',
      ...keys.map((key) => `"${key}"`),
    ];
    for (const part of parts) {
      const index = `${name}_${part.replace(/\W+/g, '_')}`;
      this.#database.exec(`CREATE INDEX IF NOT EXISTS "${index}" ON "${name}" (${part})`);
    }
  }

  /** Writes a record: a new one, or in place of the one with its id. */
  write(doc: Doc, seq: number): void {
    const id = doc.id;
    if (!isId(id)) throw new TypeError(`A record of ${this.collection.name} has no id.`);
    const { json, rest, hidden } = this.#render(doc);
    const values = this.#columns.map(([, path, kind]) => columnValue(valueAt(doc, path), kind));
    this.#database.prepare(this.#insert).run(id, seq, ...values, json, rest, hidden);
    this.changes.add(BigInt(id));
  }

  /** Writes a record in place of the one with its id, which keeps its place in the feed. */
  amend(doc: Doc): void {
    const id = doc.id;
    if (!isId(id)) throw new TypeError(`A record of ${this.collection.name} has no id.`);
    const sql = `SELECT seq FROM "${this.collection.name}" WHERE id = ?`;
    const row = this.#database.one<{ seq: bigint }>(sql, id);
    if (row) this.write(doc, Number(row.seq));
  }

  #render(doc: Doc): { json: string; rest: string; hidden: string } {
    const { main, rest, external } = this.shape;
    const seen = pick(doc, main, null);
    const added = pick(doc, rest, null);
    const hidden: Doc = {};
    for (const name of Object.keys(doc)) {
      if (!(name in seen) && !(name in added) && name !== 'externalData') hidden[name] = doc[name] ?? null;
    }
    return {
      json: `${encode(seen).slice(0, -1)}${external ? ',"externalData":[]' : ''}`,
      rest: tail(added),
      hidden: tail(hidden),
    };
  }
}

/** Members of an object as text that can follow others: `,"a":1`. */
function tail(doc: Doc): string {
  const text = encode(doc);
  return text.length > 2 ? `,${text.slice(1, -1)}` : '';
}

function pick(doc: Doc, names: readonly string[], otherwise: Json): Doc {
  const picked: Doc = {};
  for (const name of names) picked[name] = doc[name] ?? otherwise;
  return picked;
}

function valueAt(doc: Doc, path: readonly string[]): Json {
  let value: Json = doc;
  for (const name of path) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof Numeral)
      return null;
    value = value[name] ?? null;
  }
  return value;
}

function columnValue(value: Json, kind: Column['kind']): SqlValue {
  if (value === null) return null;
  if (kind === 'flag') return value === true ? 1 : 0;
  if (kind === 'list') return Array.isArray(value) ? `,${value.join(',')},` : null;
  if (kind === 'time') return typeof value === 'string' ? instantOf(value) : null;
  if (kind === 'text') return String(value);
  if (kind === 'search') return String(value).toLowerCase();
  if (value instanceof Numeral) return Number(value.text);
  return typeof value === 'number' || typeof value === 'bigint' ? value : null;
}
