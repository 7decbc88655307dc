import type {
  Budget,
  Check,
  Connection,
  ModelInfo,
  ResourceInfo,
  ScopeReport,
  Settings,
  Webhook,
} from '../../../src/api/servicetitan.ts';
import { NOW } from '../bookings.ts';

const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

/** A connection as the server answers it: an active one unless it is told otherwise. */
export function makeConnection(changes: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    name: 'Phoenix branch',
    environment: 'production',
    status: 'active',
    step: 'review',
    tenantId: '1234567890',
    clientId: 'cid.q2r8abc',
    hasClientSecret: true,
    hasAppKey: true,
    apiUrl: 'https://api.servicetitan.io',
    authUrl: 'https://auth.servicetitan.io',
    pausedReason: null,
    pausedAt: null,
    activatedAt: ago(20_160),
    since: ago(129_600),
    createdAt: ago(20_200),
    settingsVersion: 3,
    ...changes,
  };
}

/** A connection that was just begun in the marketplace. */
export const makeDraft = (changes: Partial<Connection> = {}): Connection =>
  makeConnection({
    id: 'c2',
    name: 'ServiceTitan',
    status: 'draft',
    step: 'credentials',
    tenantId: null,
    clientId: null,
    hasClientSecret: false,
    hasAppKey: false,
    activatedAt: null,
    since: null,
    settingsVersion: 1,
    ...changes,
  });

export function makeSettings(changes: Partial<Settings> = {}): Settings {
  const off = { job: false, customer: false, location: false, content: false };
  return {
    models: ['job'],
    resources: {
      job: ['estimates', 'appointments', 'appointmentAssignments', 'invoices'],
      membership: [],
      call: [],
    },
    placeholders: { emails: ['none@none.com'], phones: ['+19999999999'] },
    updatedAt: { job: ['modifiedOn', 'appointments:#:modifiedOn'] },
    push: { campaigns: { ...off, job: true, content: true }, incoming: off, manual: off },
    backfillDays: 90,
    ...changes,
  };
}

const resource = (
  key: string,
  name: string,
  purpose: string,
  changes: Partial<ResourceInfo> = {},
): ResourceInfo => ({
  key,
  name,
  required: false,
  preselected: false,
  requires: null,
  purpose,
  scopes: [`tn.${key}:r`],
  granted: true,
  ...changes,
});
const required = { required: true, preselected: true };
const customer = resource('customers', 'Customers', 'Who the contact is.', required);
const location = resource('locations', 'Locations', 'Where the work is done.', required);

export const CATALOGUE: ModelInfo[] = [
  {
    model: 'job',
    name: 'Jobs',
    description: 'One opportunity for each job: sales follow-up, confirmations, reviews, receivables.',
    resources: [
      resource('jobs', 'Jobs', 'What the opportunity is.', required),
      customer,
      location,
      resource('estimates', 'Estimates', 'For sales follow-up.', { preselected: true }),
      resource('appointments', 'Appointments', 'For confirmation and cancelled campaigns.', {
        preselected: true,
      }),
      resource('appointmentAssignments', 'Appointment assignments', 'Names the technician in messages.', {
        requires: 'appointments',
      }),
      resource('zones', 'Zones', 'For targeting by location beyond business units.', { granted: false }),
      resource('invoices', 'Invoices', 'For receivables, reviews and referrals.'),
    ],
  },
  {
    model: 'membership',
    name: 'Memberships',
    description: 'One opportunity for each membership: renewals and recurring services.',
    resources: [resource('memberships', 'Memberships', 'What the opportunity is.', required), customer],
  },
  {
    model: 'call',
    name: 'Inbound calls',
    description: 'One opportunity for each completed inbound call: abandoned and unbooked calls.',
    resources: [resource('calls', 'Calls', 'What the opportunity is.', required)],
  },
];

export const CHECKED: Check[] = [
  { field: 'tenantId', state: 'ok', message: 'ServiceTitan knows this tenant.', fix: null },
  { field: 'clientId', state: 'ok', message: 'Accepted.', fix: null },
  { field: 'clientSecret', state: 'ok', message: 'Accepted.', fix: null },
  { field: 'appKey', state: 'ok', message: 'Accepted.', fix: null },
  { field: 'scopes', state: 'ok', message: '24 scopes are granted.', fix: null },
];

/** What the server says of a client secret that ServiceTitan does not accept. */
export const WRONG_SECRET: Check[] = CHECKED.map((check) =>
  check.field === 'clientSecret'
    ? {
        ...check,
        state: 'failed',
        message: 'ServiceTitan does not accept this client secret.',
        fix: 'Generate a new one in API Application Access and paste it here.',
      }
    : check.field === 'appKey'
      ? { ...check, state: 'unknown', message: 'Not checked: sign-in failed before.' }
      : check,
);

export const SCOPES: ScopeReport = {
  granted: ['tn.jpm.jobs:r', 'tn.crm.customers:r'],
  checkedAt: ago(12),
  missing: 1,
  howToFix:
    'Add the scopes to the app in the developer portal. Then open API Application Access in ServiceTitan, choose Upgrade version at the app and confirm.',
  features: [
    {
      id: 'job',
      name: 'Job opportunities',
      state: 'limited',
      scopes: [
        { scope: 'tn.jpm.jobs:r', granted: true, needed: 'required', stops: 'No jobs are read.' },
        {
          scope: 'tn.dispatch.zones:r',
          granted: false,
          needed: 'optional',
          stops: 'Jobs have no zone; audiences cannot target by zone.',
        },
      ],
    },
    {
      id: 'push',
      name: 'Notes on jobs',
      state: 'unused',
      scopes: [
        { scope: 'tn.jpm.jobs:w', granted: false, needed: 'required', stops: 'No notes are written.' },
      ],
    },
  ],
};

export const BUDGET: Budget = {
  limitPerSecond: 60,
  now: { perSecond: 12, waiting: 3 },
  lastHour: Array.from({ length: 60 }, (_, nth) => ({
    minute: ago(59 - nth),
    live: 8 + ((nth * 7) % 23),
    background: nth > 25 ? 120 + ((nth * 37) % 90) : 0,
    throttled: nth === 41 ? 18 : 0,
  })),
  today: { requests: 18_412, throttled: 18, failed: 2 },
};

export const WEBHOOK: Webhook = {
  url: 'https://tradepost.example.com/hooks/servicetitan/whk_9f8e7d6c5b4a',
  hasSecret: true,
  header: 'ServiceTitan-Signature',
  digest: 'sha256',
  encoding: 'hex',
  prefix: '',
  lastReceivedAt: ago(4),
  received24h: 312,
  refused24h: 1,
};
