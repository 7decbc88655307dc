/** What a collection of records is made of, as data. */
import { fieldNames } from 'servicetitan/contract';

/**
 * How a member of a record becomes a column that filters can use.
 * - `id`, `number`, `flag`, `text`: the value itself
 * - `search`: text in lower case, to be found by any part of it
 * - `time`: the instant in its sortable form
 * - `list`: the members of a list as `,1,2,3,`
 */
export interface Column {
  kind: 'id' | 'number' | 'flag' | 'text' | 'search' | 'time' | 'list';
  /** Where the value is, with dots; the column's own name when absent. */
  path?: string;
  /** Whether there is an index on it: for what integrations look up by. */
  index?: boolean;
}

export interface Collection {
  /** Name of the table. */
  name: string;
  /** What one record is called in messages. */
  noun: string;
  /** Schema of a record in lists; its members are stored as they go out. */
  schema: string;
  /** Schema of a record in the export feed, when it has members that lists do not show. */
  wide?: string;
  columns: Readonly<Record<string, Column>>;
  /** A list member that is kept as records of its own and joined in when a record is read. */
  nested?: Nested;
  /** Whether deleting hides the record: there is no `active` member to read it by. */
  vanishes?: boolean;
}

/** The active records of `collection` whose `column` has the record's id, in order of their column `order`. */
export interface Nested {
  member: string;
  collection: Collection;
  column: string;
}

/** Which members of a record go where: `main` to every answer, `rest` to the export feed as well; all else is hidden. */
export interface Shape {
  main: readonly string[];
  rest: readonly string[];
  /** Kept in tables of their own: not part of the record's row. */
  apart: readonly string[];
  external: boolean;
}

/** Member names of an object schema. */
function membersOf(name: string): readonly string[] {
  const members = fieldNames(name);
  if (!members) throw new TypeError(`The contract has no object schema ${name}.`);
  return members;
}

/** `externalData` comes last in the stored text, so that it can be filled in without reading the rest. */
export function shapeOf(collection: Collection): Shape {
  const members = membersOf(collection.schema);
  const wide = collection.wide ? membersOf(collection.wide) : [];
  const apart = ['externalData', ...(collection.nested ? [collection.nested.member] : [])];
  return {
    main: members.filter((name) => !apart.includes(name)),
    rest: wide.filter((name) => !members.includes(name)),
    apart,
    external: members.includes('externalData'),
  };
}
