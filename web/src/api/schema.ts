/**
 * The part of the product's HTTP contract that the screens use, written in the shape that openapi-typescript
 * generates, so that a generated `paths` can take this file's place. Ids of ServiceTitan are int64 and therefore strings.
 */
import type {
  Address,
  ApiKey,
  AuditEntry,
  Booking,
  BookingForm,
  BookingStatus,
  Invitation,
  Me,
  Member,
  Role,
  SandboxWorld,
} from './entities.ts';

interface Json<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}

type Operation<Ok, Query = never, Path = never, Body = never> = {
  parameters: ([Query] extends [never] ? { query?: never } : { query?: Query }) &
    ([Path] extends [never] ? { path?: never } : { path: Path });
  responses: { 200: Json<Ok> };
} & ([Body] extends [never]
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } });

type Id = { id: string };
export type Page<Row> = { data: Row[]; nextCursor: string | null };
type Paging = { limit?: number; cursor?: string };

export type BookingSort = 'submitted' | '-submitted' | 'requested' | '-requested';

type BookingQuery = Paging & {
  status?: BookingStatus;
  source?: string;
  q?: string;
  sort?: BookingSort;
};

export type AcceptRequest = {
  jobTypeId: string;
  businessUnitId: string;
  campaignId: string;
  customerId?: string | null;
  locationId?: string | null;
  newCustomer?: { name: string; phone: string | null; email: string | null };
  address?: Address;
  start?: string;
  end?: string;
  summary?: string;
  priority?: string;
  version?: number;
};

export type SandboxLead = {
  source: string;
  kind?: string;
  count?: number;
  categoryId?: string;
  name?: string;
  phone?: string;
  description?: string;
};

export interface paths {
  '/api/v1/public': {
    get: Operation<{ sandbox: boolean; demo: { email: string; password: string } | null }>;
  };
  '/api/v1/me': { get: Operation<Me> };
  '/api/v1/bookings': { get: Operation<Page<Booking>, BookingQuery> };
  '/api/v1/bookings/counts': { get: Operation<Record<BookingStatus, number>> };
  '/api/v1/bookings/{id}': { get: Operation<Booking, never, Id> };
  '/api/v1/bookings/{id}/form': { get: Operation<BookingForm, never, Id> };
  '/api/v1/bookings/{id}/accept': { post: Operation<Booking, never, Id, AcceptRequest> };
  '/api/v1/bookings/{id}/dismiss': {
    post: Operation<Booking, never, Id, { reason: string; memo?: string }>;
  };
  '/api/v1/bookings/{id}/restore': { post: Operation<Booking, never, Id> };
  '/api/v1/dismiss-reasons': { get: Operation<{ data: { id: string; name: string }[] }> };
  '/api/v1/sandbox': { get: Operation<SandboxWorld> };
  '/api/v1/sandbox/leads': { post: Operation<{ sent: number }, never, never, SandboxLead> };
  '/api/v1/audit': {
    get: Operation<Page<AuditEntry>, Paging & { actor?: string | undefined; action?: string | undefined }>;
  };
  '/api/v1/members': { get: Operation<{ data: Member[] }> };
  '/api/v1/members/{id}': {
    patch: Operation<Member, never, Id, { role: Role }>;
    delete: Operation<unknown, never, Id>;
  };
  '/api/v1/invitations': {
    get: Operation<{ data: Invitation[] }>;
    post: Operation<Invitation, never, never, { email: string; role: Role }>;
  };
  '/api/v1/invitations/{id}': {
    get: Operation<{ email: string; role: Role; workspaceName: string; expiresAt: string }, never, Id>;
    delete: Operation<unknown, never, Id>;
  };
  '/api/v1/invitations/{id}/accept': {
    post: Operation<{ email: string; workspaceId: string }, never, Id, { name: string; password: string }>;
  };
  '/api/v1/api-keys': {
    get: Operation<{ data: ApiKey[] }>;
    post: Operation<
      ApiKey & { key: string },
      never,
      never,
      { name: string; role: Role; expiresInDays?: number }
    >;
  };
  '/api/v1/api-keys/{id}': { delete: Operation<unknown, never, Id> };
}
