/** SQLite: one connection, prepared statements kept, one transaction per write request. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Id } from '../json/value.ts';

export type SqlValue = string | Id | null;

/** A condition of a WHERE clause. */
export interface Condition {
  sql: string;
  params: SqlValue[];
  /** Whether it is a stretch of a column that has an index. */
  stretch?: boolean;
}

const KEPT_STATEMENTS = 400;

export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #onRollback: (() => void)[] = [];
  #depth = 0;

  /** `file` is a path or `:memory:`. */
  constructor(file: string) {
    this.#connection = new DatabaseSync(file);
    // WAL with NORMAL: a commit survives the death of the process; only a power cut could lose the last ones.
    this.#connection.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536',
    );
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  /** A statement, whose whole numbers come as bigint; one with the same text is prepared once and kept. */
  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#connection.prepare(sql);
      statement.setReadBigInts(true);
      if (this.#statements.size >= KEPT_STATEMENTS) {
        const [oldest] = this.#statements.keys();
        if (oldest !== undefined) this.#statements.delete(oldest);
      }
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  run(sql: string, ...params: SqlValue[]): void {
    this.prepare(sql).run(...params);
  }

  all<T>(sql: string, ...params: SqlValue[]): T[] {
    return this.prepare(sql).all(...params) as T[];
  }

  one<T>(sql: string, ...params: SqlValue[]): T | undefined {
    return this.prepare(sql).get(...params) as T | undefined;
  }

  /** Whole numbers of the first column, exact to 64 bits. */
  integers(sql: string, ...params: SqlValue[]): bigint[] {
    const rows = this.all<Record<string, bigint>>(sql, ...params);
    const [column = ''] = Object.keys(rows[0] ?? {});
    return rows.map((row) => row[column] ?? 0n);
  }

  /** How many rows were ever written over this connection: as long as it stays the same, so do the tables. */
  changes(): bigint {
    return this.integers('SELECT total_changes() AS count')[0] ?? 0n;
  }

  /** Calls back when a transaction is undone: what is kept in memory beside the tables must be dropped then. */
  onRollback(callback: () => void): void {
    this.#onRollback.push(callback);
  }

  /** Everything `work` writes is committed when it returns, or nothing is when it throws. Calls may be nested. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.exec('BEGIN IMMEDIATE');
    this.#depth += 1;
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      this.exec('ROLLBACK');
      for (const callback of this.#onRollback) callback();
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }
}
