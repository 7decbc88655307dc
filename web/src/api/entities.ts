/** The things the API answers with. Instants are ISO 8601 in UTC; ids of ServiceTitan are strings (int64). */

import type { paths } from './paths.gen.ts';

export const ROLES = [
  'owner',
  'admin',
  'operations_manager',
  'marketing_manager',
  'project_manager',
  'csr',
  'read_only',
] as const;
export type Role = (typeof ROLES)[number];

export const BOOKING_STATUSES = ['New', 'Accepted', 'Converted', 'Dismissed'] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

export const PRIORITIES = ['Low', 'Normal', 'High', 'Urgent'] as const;

export interface Address {
  street: string | null;
  unit: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
}

export interface Me {
  user: { id: string; name: string; email: string };
  workspace: { id: string; name: string; timeZone: string };
  role: Role;
  permissions: string[];
  workspaces: { id: string; name: string; role: Role }[];
  sandbox: boolean;
  /** `jobUrl` is a template with `{jobId}`. */
  serviceTitan: { connected: boolean; jobUrl: string | null };
}

export type Booking = paths['/api/v1/bookings/{id}']['get']['responses'][200]['content']['application/json'];

export interface Named {
  id: string;
  name: string;
}

export interface CustomerMatch {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  address: Address | string | null;
  reason: 'phone' | 'email' | 'name_address';
  locations: { id: string; name: string; address: Address | string | null }[];
}

export interface BookingForm {
  jobTypeId: string | null;
  businessUnitId: string | null;
  candidates: { jobTypes: Named[]; businessUnits: Named[] };
  jobTypes: { id: string; name: string; durationMinutes: number | null; businessUnitIds: string[] }[];
  businessUnits: Named[];
  campaigns: { id: string; name: string; category: string | null }[];
  suggestedCampaignId: string | null;
  customers: CustomerMatch[];
  start: string | null;
  end: string | null;
  summary: string | null;
}

export interface SandboxWorld {
  simulators: Record<string, { url: string }>;
  emulator: { url: string; controlUrl: string };
  categories: Named[];
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: { type: string; id: string | null; name: string | null };
  action: string;
  target: { type: string; id: string | null } | null;
  detail: unknown;
}

export interface Member {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  createdAt: string;
}

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  expiresAt: string;
  url: string;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string | null;
  role: Role;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}
