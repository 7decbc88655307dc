/** What an API module is made of: a folder here, whose `index.ts` puts these together. */
import type { Chapter } from '../company/chapter.ts';
import type { Rows } from '../operations/call.ts';
import type { Reaction } from '../operations/reaction.ts';
import type { Collection } from '../store/collection.ts';

export interface ApiModule {
  /** The kinds of records it keeps. */
  collections: readonly Collection[];
  /** Operation id to the row that answers it. */
  operations: Rows;
  /** What it does when records change, its own or those of other modules. */
  reactions?: readonly Reaction[];
  /** What it adds to a demo company. */
  chapter?: Chapter;
}

const isCollection = (value: unknown): value is Collection =>
  typeof value === 'object' && value !== null && 'schema' in value && 'columns' in value;

/** The collections among the exports of a file. */
export const collectionsOf = (exported: Readonly<Record<string, unknown>>): readonly Collection[] =>
  Object.values(exported).filter(isCollection);
