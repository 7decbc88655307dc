import type {
  DryRun,
  Estimate,
  MirrorRecord,
  ResourceState,
  SyncError,
  SyncOverview,
  SyncRun,
} from '../../../src/api/servicetitan.ts';
import { NOW } from '../bookings.ts';

const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

const state = (
  resource: ResourceState['resource'],
  name: string,
  changes: Partial<ResourceState> = {},
): ResourceState => ({
  resource,
  name,
  state: 'live',
  done: 0,
  expected: null,
  records: 12_480,
  lastSuccessAt: ago(6),
  lastChangeAt: ago(18),
  nextAt: new Date(NOW + 9 * 60_000).toISOString(),
  error: null,
  scope: null,
  ...changes,
});

/** How a sync is that has caught up. */
export function makeSync(changes: Partial<SyncOverview> = {}): SyncOverview {
  return {
    connectionId: 'c1',
    status: 'live',
    since: ago(129_600),
    backfill: null,
    lagSeconds: 38,
    lastSuccessAt: ago(6),
    nextAt: new Date(NOW + 9 * 60_000).toISOString(),
    pending: 0,
    errors: 0,
    resources: [
      state('jobs', 'Jobs'),
      state('customers', 'Customers', { records: 48_211 }),
      state('appointments', 'Appointments'),
      state('zones', 'Zones', {
        state: 'unscoped',
        records: 0,
        lastSuccessAt: null,
        scope: 'tn.dispatch.zones:r',
      }),
      state('invoices', 'Invoices', {
        state: 'failed',
        error: 'ServiceTitan answered 500 three times. It is tried again at the next run.',
      }),
    ],
    ...changes,
  };
}

/** The same while a back-fill runs. */
export const backfilling = (percent: number): SyncOverview =>
  makeSync({
    status: 'backfill',
    backfill: {
      percent,
      done: percent * 600,
      expected: 60_000,
      startedAt: ago(20),
      secondsLeft: (100 - percent) * 9,
    },
    resources: [
      state('jobs', 'Jobs', { state: 'backfill', done: percent * 125, expected: 12_480 }),
      state('customers', 'Customers', { state: 'waiting', records: 0, lastSuccessAt: null }),
    ],
  });

export function makeRuns(count: number): SyncRun[] {
  const none = { read: 0, new: 0, changed: 0, same: 0, deleted: 0 };
  return Array.from({ length: count }, (_, nth): SyncRun => {
    const failed = nth === 1;
    const kind = nth === count - 1 ? 'backfill' : nth % 5 === 4 ? 'reconcile' : 'increment';
    const jobs = { read: 120 + nth, new: 4, changed: 31, same: 85 + nth, deleted: 0 };
    return {
      id: `r${nth}`,
      connectionId: 'c1',
      kind,
      status: failed ? 'failed' : 'done',
      startedAt: ago(6 + nth * 15),
      finishedAt: ago(5 + nth * 15),
      requests: 14 + nth,
      error: failed ? 'ServiceTitan could not be reached.' : null,
      ...jobs,
      resources: {
        jobs: { ...jobs, error: null },
        invoices: { ...none, error: failed ? 'ServiceTitan answered 503.' : null },
      },
    };
  });
}

export const ERRORS: SyncError[] = [
  {
    id: 'e1',
    resource: 'jobs',
    recordId: '9007199254740993',
    stage: 'build',
    message: 'customerId 771 is not in ServiceTitan: the job has no customer to be an opportunity of.',
    body: '{"id":9007199254740993,"jobNumber":"5521","customerId":771}',
    attempts: 4,
    firstAt: ago(300),
    lastAt: ago(6),
  },
  {
    id: 'e2',
    resource: 'invoices',
    recordId: '8801',
    stage: 'read',
    message: 'total is not a number: "n/a".',
    body: '{"id":8801,"total":"n/a"}',
    attempts: 1,
    firstAt: ago(6),
    lastAt: ago(6),
  },
];

export const estimate = (days: number): Estimate => ({
  days,
  since: new Date(NOW - days * 86_400_000).toISOString(),
  requests: 4 * days + 12,
  seconds: 12 * days,
  resources: [
    { resource: 'jobs', name: 'Jobs', rows: 138 * days },
    { resource: 'appointments', name: 'Appointments', rows: 171 * days },
  ],
});

export const dryRun = (id: string, progress: number): DryRun => ({
  id,
  status: progress < 0.5 ? 'reading' : progress < 1 ? 'building' : 'done',
  progress,
  error: null,
  startedAt: ago(1),
  result:
    progress < 1
      ? null
      : {
          opportunities: { created: 1_240, replaced: 31, unchanged: 8_022, removed: 3 },
          contacts: { created: 412, matched: 828, parked: 2 },
          examples: [
            {
              kind: 'created',
              model: 'job',
              externalId: '5521',
              name: 'Maria Delgado',
              note: 'A job that was not known yet.',
              changes: [],
            },
            {
              kind: 'replaced',
              model: 'job',
              externalId: '5499',
              name: 'Wolfgang Amadeus Freiherr von und zu Hohenstein-Bartholomew the Third',
              note: 'Zones are read as well.',
              changes: [{ path: 'zone:name', before: null, after: 'North Phoenix' }],
            },
            {
              kind: 'parked',
              model: null,
              externalId: '771',
              name: 'Ana Fernández',
              note: 'The phone is that of one contact, the email that of another.',
              changes: [],
            },
          ],
        },
});

export const makeRecord = (resource: MirrorRecord['resource'], id: string): MirrorRecord => ({
  resource,
  id,
  body: { id, jobNumber: '5521', jobStatus: 'Completed', customer: { id: 31, name: 'Delgado, Maria' } },
  active: true,
  modifiedOn: ago(90),
  fetchedAt: ago(6),
  changedAt: ago(6),
  deletedAt: null,
  timeline: [
    {
      at: ago(6),
      kind: 'changed',
      changes: [
        { path: 'jobStatus', before: 'InProgress', after: 'Completed' },
        { path: 'completedOn', before: null, after: '2026-03-05T14:00:00Z' },
      ],
    },
    { at: ago(3_000), kind: 'created', changes: [] },
  ],
});
