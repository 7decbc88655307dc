/** The things the API answers with, by the generated contract. Instants are ISO 8601 in UTC; ids of ServiceTitan are strings (int64). */

import type { Answer, RowOf } from './schema.ts';

/** Who is signed in. An API key is no person, but a browser sends none. */
export type Me = Answer<'/api/v1/me'> & { user: object };
export type Role = Me['role'];

export type Booking = Answer<'/api/v1/bookings/{id}'>;
export type BookingStatus = Booking['status'];
export type Address = NonNullable<Booking['address']>;
export type BookingForm = Answer<'/api/v1/bookings/{id}/form'>;
export type CustomerMatch = BookingForm['customers'][number];
export type Named = BookingForm['businessUnits'][number];

export type SandboxWorld = Answer<'/api/v1/sandbox'>;
export type AuditEntry = RowOf<'/api/v1/audit'>;
export type Member = RowOf<'/api/v1/members'>;
export type Invitation = RowOf<'/api/v1/invitations'>;
export type ApiKey = RowOf<'/api/v1/api-keys'>;

export const ROLES = [
  'owner',
  'admin',
  'operations_manager',
  'marketing_manager',
  'project_manager',
  'csr',
  'read_only',
] as const satisfies readonly Role[];
export const BOOKING_STATUSES = [
  'New',
  'Accepted',
  'Converted',
  'Dismissed',
] as const satisfies readonly BookingStatus[];
export const PRIORITIES = ['Low', 'Normal', 'High', 'Urgent'] as const;
