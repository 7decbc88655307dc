/** Names for the parts of the generated contract that the screens speak of. */
import type { paths } from './paths.gen.ts';

export type { paths } from './paths.gen.ts';

export type Page<Row> = { data: Row[]; nextCursor: string | null };

type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Sent } } };
}
  ? Sent
  : paths[Path] extends { post: { requestBody?: { content: { 'application/json': infer Sent } } } }
    ? Sent
    : never;

export type BookingSort = NonNullable<
  NonNullable<paths['/api/v1/bookings']['get']['parameters']['query']>['sort']
>;
export type AcceptRequest = Body<'/api/v1/bookings/{id}/accept'>;
export type SandboxLead = Body<'/api/v1/sandbox/leads'>;
