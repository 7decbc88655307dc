/** The things the API answers with. Instants are ISO 8601 in UTC; ids of ServiceTitan are strings (int64). */

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

export interface Booking {
  id: string;
  number: string;
  status: BookingStatus;
  source: string;
  sourceName: string;
  accountName: string | null;
  customer: { name: string; phone: string | null; phoneDisplay: string | null; email: string | null };
  address: Address | null;
  standardJobTypeId: string | null;
  standardJobTypeName: string | null;
  trade: string | null;
  categoryName: string | null;
  jobTypeId: string | null;
  businessUnitId: string | null;
  requestedStart: string | null;
  requestedEnd: string | null;
  /** Every window that the customer named; the first is `requestedStart`. */
  requestedTimes: { start: string; end: string | null }[];
  needsScheduling: boolean;
  summary: string | null;
  details: { label: string; value: string }[];
  attachments: { name: string; url: string }[];
  /** What customer and business wrote to each other at the source. */
  messages: { from: 'customer' | 'business'; text: string; sentAt: string | null }[];
  cancelledBySource: boolean;
  /** Decimal amount in US dollars, as text. */
  leadPrice: string | null;
  jobId: string | null;
  jobNumber: string | null;
  jobUrl: string | null;
  dismissReason: string | null;
  dismissMemo: string | null;
  acceptedBy: string | null;
  deliveries: { source: string; receivedAt: string }[];
  submittedAt: string;
  receivedAt: string;
  updatedAt: string;
  version: number;
  issues: { code: string; message: string }[];
  progress: {
    step: 'customer' | 'location' | 'job';
    state: 'running' | 'failed';
    message: string | null;
  } | null;
}

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
