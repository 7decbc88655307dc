/** Names for the parts of the generated contract that the screens speak of. */
import type { paths } from './paths.gen.ts';

export type { paths } from './paths.gen.ts';

export type Page<Row> = { data: Row[]; nextCursor: string | null };

type Json<Value> = { content: { 'application/json': Value } };

/** What a path answers when it is read. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: Json<infer Value> } };
}
  ? Value
  : never;

/** A row of the list that a path answers. */
export type RowOf<Path extends keyof paths> = Answer<Path> extends { data: (infer Row)[] } ? Row : never;

/** What a path answers when something is posted to it. */
export type Done<Path extends keyof paths> = paths[Path] extends {
  post: { responses: { 200: Json<infer Value> } };
}
  ? Value
  : never;

/** What is sent to a path. */
export type Body<Path extends keyof paths, Method extends 'post' | 'put' | 'patch' = 'post'> =
  NonNullable<paths[Path][Method]> extends { requestBody?: Json<infer Sent> } ? Sent : never;

/** The orders that the list of a path can be read in. */
export type SortOf<Path extends keyof paths> = paths[Path] extends {
  get: { parameters: { query?: { sort?: infer Sort } } };
}
  ? NonNullable<Sort>
  : never;

export type BookingSort = SortOf<'/api/v1/bookings'>;
export type AcceptRequest = Body<'/api/v1/bookings/{id}/accept'>;
export type SandboxLead = Body<'/api/v1/sandbox/leads'>;
