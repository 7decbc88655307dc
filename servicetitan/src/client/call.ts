/** The type of one call: what it takes and what it gives, from the generated operation map. */
import type { OperationMap } from '../generated/index.types.ts';

export type OperationId = keyof OperationMap;

/** Who waits for the answer. A person's request overtakes background work in the rate budget. */
export type Priority = 'live' | 'background';

export interface CallOptions {
  signal?: AbortSignal | undefined;
  priority?: Priority | undefined;
}

type IsNever<T> = [T] extends [never] ? true : false;

type QueryArgument<Query> =
  IsNever<Query> extends true ? {} : {} extends Query ? { query?: Query } : { query: Query };

type BodyArgument<Body> = IsNever<Body> extends true ? {} : { body: Body };

/** Path parameters by their names, `query` and `body` where the operation has them, and the options of every call. */
export type Arguments<Id extends OperationId> = OperationMap[Id]['params'] &
  QueryArgument<OperationMap[Id]['query']> &
  BodyArgument<OperationMap[Id]['body']> &
  CallOptions;

export type Response<Id extends OperationId> = OperationMap[Id]['response'];

/** Operations that need no argument at all may be called without one. */
export type ArgumentList<Id extends OperationId> =
  {} extends Arguments<Id> ? [args?: Arguments<Id>] : [args: Arguments<Id>];

export type Call<Id extends OperationId> = (...args: ArgumentList<Id>) => Promise<Response<Id>>;

/** Operations that answer page by page. */
export type PageId = {
  [Id in OperationId]: Response<Id> extends {
    page: number | null;
    hasMore: boolean | null;
    data?: readonly unknown[] | null;
  }
    ? Id
    : never;
}[OperationId];

/** The paging does the counting: a list whose `page` is required may go without. */
type Paged<Query> = IsNever<Query> extends true ? never : Omit<Query, 'page'> & { page?: number };

type PageArguments<Id extends PageId> = OperationMap[Id]['params'] &
  QueryArgument<Paged<OperationMap[Id]['query']>> &
  BodyArgument<OperationMap[Id]['body']> &
  CallOptions;

/** Arguments of a list that is read page by page; `query.page` is where to begin. */
export type PageArgumentList<Id extends PageId> =
  {} extends PageArguments<Id> ? [args?: PageArguments<Id>] : [args: PageArguments<Id>];

/** Operations that are export feeds. */
export type ExportId = {
  [Id in OperationId]: Response<Id> extends {
    hasMore: boolean;
    continueFrom: string;
    data: readonly unknown[];
  }
    ? Id
    : never;
}[OperationId];

/** One row of a paged list or an export feed. */
export type Row<Id extends PageId | ExportId> =
  Response<Id> extends { data?: infer Data }
    ? NonNullable<Data> extends readonly (infer One)[]
      ? One
      : never
    : never;

/** Arguments of an export feed: `from` is a token, a date, or absent for the beginning. */
export interface ExportArguments extends CallOptions {
  from?: string | undefined;
  query?: { includeRecentChanges?: boolean | undefined };
}
