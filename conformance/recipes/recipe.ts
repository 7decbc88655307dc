/** What an operation needs beyond what can be inferred from its documents. */
import type { Row } from '../emulator/records.ts';

/** Replacements for inferred values. A body's members replace those of the inferred body; undefined leaves one out. */
export interface Arrangement {
  path?: Readonly<Record<string, unknown>>;
  /** By parameter; undefined leaves one out. */
  query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** An array stands for the whole body. */
  body?: Readonly<Record<string, unknown>> | readonly unknown[];
  /** The body is exactly `body`: nothing is inferred. */
  bodyOnly?: boolean;
}

/** What a recipe may do beforehand. Paths are short: `jpm/jobs` is the module and what follows the tenant. */
export interface Kitchen {
  /** Milliseconds since 1970. */
  now: number;
  /** Wire time so many hours from now. */
  time(hours: number): string;
  /** A number that no one else was given. */
  serial(): number;
  /** Rows of a list. */
  list(path: string): Promise<Row[]>;
  get(path: string): Promise<Row>;
  /**
   * The answer's body.
   * @throws Error when the request is refused.
   */
  send(method: string, path: string, body?: unknown): Promise<Row>;
  /** Id of a record that a member of this name can point to. */
  id(member: string): Promise<unknown>;
}

export interface Recipe extends Arrangement {
  /** Brings the company into the state that the operation needs, once before each run of its happy path. */
  before?: (kitchen: Kitchen) => Promise<Arrangement>;
}

/** By `GET /crm/v2/customers/{id}`. */
export type Recipes = Readonly<Record<string, Recipe>>;
