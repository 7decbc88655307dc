/** The building blocks of the generated types: what a value of the API looks like to a caller. */

/** An int64 as decimal text, since a JavaScript number loses digits past 2^53. */
export type Int64 = string;

/** What a caller may send as an int64. Numbers past 2^53 are refused, for they may already have lost digits. */
export type Int64Input = Int64 | number | bigint;

/**
 * A decimal (money, rates, hours) as text: answers carry JSON numbers, and a binary fraction is no place for money.
 * A few members that the documents call strings carry money as text anyway, so that all money reads alike.
 */
export type Decimal = string;

/** What a caller may send as a decimal; text is put on the wire digit for digit. */
export type DecimalInput = Decimal | number;

/** Known members complete in an editor; members that the API adds later pass through. */
export type Open<Known extends string | number> = Known | (Known extends string ? string & {} : number & {});

/** Answer of a paged list. `totalCount` is null unless `includeTotal` was sent. */
export interface Page<Row> {
  page: number;
  pageSize: number;
  hasMore: boolean;
  totalCount: number | null;
  data: Row[];
}

/** Answer of an export feed. `continueFrom` is also given at the end of the feed. */
export interface ExportPage<Row> {
  hasMore: boolean;
  continueFrom: string;
  data: Row[];
}

/** Where the API sends the caller for a file. Not followed: the credentials are not for that host. */
export interface Redirect {
  location: string;
}

/** One file of an upload. */
export interface Upload {
  file: Blob;
}

/** What the operation map says of one operation. */
export interface Signature<Params, Query, Body, Response> {
  params: Params;
  query: Query;
  body: Body;
  response: Response;
}
