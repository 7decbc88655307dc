/** Records that were asked for lately, as they are now: a request and a company's past look at the same few again and again. */
import type { Doc, Id } from '../json/value.ts';
import type { Table } from './table.ts';

const MOST = 2_000;

export class Known {
  readonly #docs = new Map<Table, Map<Id, Readonly<Doc>>>();
  #size = 0;

  get(table: Table, id: Id): Readonly<Doc> | undefined {
    return this.#docs.get(table)?.get(id);
  }

  keep(table: Table, id: Id, doc: Readonly<Doc>): void {
    if (this.#size >= MOST) this.clear();
    const docs = this.#docs.get(table) ?? new Map<Id, Readonly<Doc>>();
    this.#docs.set(table, docs.set(id, doc));
    this.#size += 1;
  }

  /** It was written. */
  forget(table: Table, id: Id): void {
    if (this.#docs.get(table)?.delete(id)) this.#size -= 1;
  }

  clear(): void {
    this.#docs.clear();
    this.#size = 0;
  }
}
