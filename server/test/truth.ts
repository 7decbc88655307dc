import type { Database } from '../src/platform/index.ts';
import { type Credentials, openApi } from './api.ts';
import { parseRow, type Row } from './json.ts';

/**
 * What the mirror must hold, found without the product: every list of the emulator is read over plain HTTP and compared
 * with the mirror's rows. Knows the API from the reference only; shares no table and no code with the sync room.
 */

interface Kind {
  readonly path: string;
  /** Read from the beginning, or what changed since a time and what others refer to. */
  readonly all?: true;
  readonly everything: string;
  /** Rows of the list lack the member `active`. */
  readonly lacksActive?: true;
}

const any = 'active=Any';
const KINDS: Readonly<Record<string, Kind>> = {
  businessUnits: { path: 'settings/v2/business-units', all: true, everything: any },
  technicians: { path: 'settings/v2/technicians', all: true, everything: any },
  employees: { path: 'settings/v2/employees', all: true, everything: any },
  tagTypes: { path: 'settings/v2/tag-types', all: true, everything: any },
  jobTypes: { path: 'jpm/v2/job-types', all: true, everything: any },
  campaigns: { path: 'marketing/v2/campaigns', all: true, everything: any },
  zones: { path: 'dispatch/v2/zones', all: true, everything: any },
  membershipTypes: {
    path: 'memberships/v2/membership-types',
    all: true,
    everything:
      'active=Any&includeDurationBilling=true&includeDiscounts=true&includeRecurringServices=true&includeTags=true',
  },
  customers: { path: 'crm/v2/customers', everything: any },
  locations: { path: 'crm/v2/locations', everything: any },
  customerContacts: {
    path: 'crm/v2/customers/contacts',
    everything: 'modifiedOnOrAfter=1990-01-01T00:00:00Z',
    lacksActive: true,
  },
  locationContacts: {
    path: 'crm/v2/locations/contacts',
    everything: 'modifiedOnOrAfter=1990-01-01T00:00:00Z',
    lacksActive: true,
  },
  appointments: { path: 'jpm/v2/appointments', everything: any },
  appointmentAssignments: { path: 'dispatch/v2/appointment-assignments', everything: any },
  estimates: { path: 'sales/v2/estimates', everything: any },
  invoices: { path: 'accounting/v2/invoices', everything: 'activeState=All' },
  recurringServices: {
    path: 'memberships/v2/recurring-services',
    all: true,
    everything: 'active=Any&includeTechnicians=true',
  },
  recurringServiceEvents: {
    path: 'memberships/v2/recurring-service-events',
    all: true,
    everything: '',
    lacksActive: true,
  },
  jobs: { path: 'jpm/v2/jobs', everything: '', lacksActive: true },
  memberships: { path: 'memberships/v2/memberships', everything: any },
};

const instant = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);
/** Order of members and of digits behind the point is not the mirror's business. */
const canonical = (value: Row): Row => {
  if (Array.isArray(value)) return value.map(canonical);
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.keys(value)
        .toSorted()
        .map((key) => [key, canonical(value[key])]),
    );
  return value;
};
const same = (a: Row, b: Row): boolean => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

const difference = (a: Row, b: Row): string =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => !same(a[key], b[key]))
    .map((key) => `${key} ${JSON.stringify(a[key])} is ${JSON.stringify(b[key])}`)
    .join(', ');

/** Everything that is wrong with the mirror, in words; nothing when it is right. */
export async function mirrorDifferences(
  db: Database,
  emulator: Credentials,
  where: { workspaceId: string; connectionId: string },
  since: Date,
  kinds: readonly string[] = Object.keys(KINDS),
): Promise<string[]> {
  const api = openApi(emulator);
  const wrong: string[] = [];
  const theirs = new Map<string, Map<string, Row>>();
  const ours = new Map<string, Map<string, Row>>();
  const say = (text: string): void => void (wrong.length < 10 && wrong.push(text));
  for (const kind of kinds) {
    const { path, all, everything, lacksActive } = KINDS[kind] as Kind;
    const rows = await api.list(`${path}?${everything}`);
    const truth = new Map<string, Row>(
      rows.map((row) => [String(row.id), lacksActive ? { active: true, ...row } : row]),
    );
    theirs.set(kind, truth);
    const { rows: stored } = await db.systemPool.query(
      'select id, body::text as body, deleted_at from mirror where workspace_id = $1 and connection_id = $2 and resource = $3',
      [where.workspaceId, where.connectionId, kind],
    );
    const mirrored = new Map<string, Row>();
    for (const row of stored) if (row.deleted_at === null) mirrored.set(row.id, parseRow(row.body));
    ours.set(kind, mirrored);
    for (const [id, row] of truth) {
      if (all || instant(row.modifiedOn) >= since.getTime())
        if (!mirrored.has(id)) say(`${kind} ${id}, modified ${row.modifiedOn}, is not mirrored`);
    }
    for (const [id, row] of mirrored) {
      const original = truth.get(id);
      // Lists of contacts and the like give only active ones; the feed brings the others, too.
      if (!original) {
        if (!(lacksActive && row.active === false)) say(`${kind} ${id} is mirrored but is not there`);
      } else if (!same(row, original)) say(`${kind} ${id} differs: ${difference(row, original)}`);
    }
  }
  const index = new Map<string, Map<string, string[]>>();
  const ownedBy = (kind: string, member: string, path: (row: Row) => Row): ((id: string) => string[]) => {
    const name = `${kind}.${member}`;
    if (!index.has(name)) {
      const groups = new Map<string, string[]>();
      for (const [id, row] of theirs.get(kind) ?? []) {
        const key = String(path(row));
        groups.set(key, [...(groups.get(key) ?? []), id]);
      }
      index.set(name, groups);
    }
    return (id) => index.get(name)?.get(id) ?? [];
  };
  const need = (kind: string, ids: readonly string[], why: string): void => {
    if (!kinds.includes(kind)) return;
    for (const id of ids) if (!ours.get(kind)?.has(id)) say(`${kind} ${id} is not mirrored, though ${why}`);
  };
  // What opportunities are made of is complete, however old its parts are.
  const people = new Set<string>();
  for (const kind of ['jobs', 'memberships']) {
    for (const [id, row] of ours.get(kind) ?? []) {
      people.add(String(row.customerId));
      need('customers', [String(row.customerId)], `${kind} ${id} is of it`);
      if (row.locationId) need('locations', [String(row.locationId)], `${kind} ${id} is there`);
      if (row.locationId)
        need(
          'locationContacts',
          ownedBy('locationContacts', 'location', (one) => one.locationId)(String(row.locationId)),
          `${kind} ${id} is there`,
        );
    }
  }
  for (const id of people)
    need(
      'customerContacts',
      ownedBy('customerContacts', 'customer', (one) => one.customerId)(id),
      `customer ${id} is wanted`,
    );
  for (const id of (ours.get('jobs') ?? new Map()).keys()) {
    for (const kind of ['appointments', 'appointmentAssignments', 'estimates'])
      need(kind, ownedBy(kind, 'job', (one) => one.jobId)(id), `job ${id} is mirrored`);
    need('invoices', ownedBy('invoices', 'job', (one) => one.job?.id)(id), `job ${id} is mirrored`);
  }
  return wrong;
}
