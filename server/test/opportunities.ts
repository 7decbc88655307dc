import type { Database } from '../src/platform/index.ts';
import { parseRow, type Row } from './json.ts';

/**
 * What the opportunities of jobs must be, built from the mirror's rows one by one by a reader of its own: no batches, no
 * code of the room. Answers in words what is wrong.
 */

function shown(value: Row, key = ''): Row {
  if (Array.isArray(value)) return value.map((one) => shown(one, key));
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'externalData')
        .map(([name, one]) => [name, shown(one, name)]),
    );
  if (typeof value === 'number' && (key === 'id' || key.endsWith('Id') || key.endsWith('Ids')))
    return `${value}`;
  return typeof value === 'string' && value.startsWith('0001-01-01T') ? null : value;
}

const time = (row: Row): string => row.createdOn ?? row.assignedOn ?? row.invoiceDate ?? '';
const padded = (text: string): string => {
  const [seconds = '', fraction = ''] = text.replace('Z', '').split('.');
  return `${seconds}.${fraction.padEnd(7, '0')}`;
};
const newest = (rows: Row[]): Row[] =>
  rows.toSorted(
    (a, b) => padded(time(b)).localeCompare(padded(time(a))) || Number(BigInt(b.id) - BigInt(a.id)),
  );

export async function wrongOpportunities(
  db: Database,
  where: { workspaceId: string; connectionId: string },
): Promise<string[]> {
  const all = async (resource: string): Promise<Row[]> =>
    (
      await db.systemPool.query<{ body: string }>(
        'select body::text as body from mirror where workspace_id = $1 and connection_id = $2 and resource = $3 and deleted_at is null order by id',
        [where.workspaceId, where.connectionId, resource],
      )
    ).rows.map(({ body }) => parseRow(body));
  const [jobs, customers, contacts, appointments, assignments, estimates, invoices, reasons, types] =
    (await Promise.all(
      [
        'jobs',
        'customers',
        'customerContacts',
        'appointments',
        'appointmentAssignments',
        'estimates',
        'invoices',
        'cancelReasons',
        'jobTypes',
      ].map(all),
    )) as [Row[], Row[], Row[], Row[], Row[], Row[], Row[], Row[], Row[]];
  const { rows: stored } = await db.systemPool.query<Row>(
    `select external_id, first_name, last_name, email, phone, external_contact_id, external_updated_at, updated_from, contact_id, details::text as details
     from opportunities where workspace_id = $1 and connection_id = $2 and model = 'job'`,
    [where.workspaceId, where.connectionId],
  );
  const found = new Map<string, Row>(stored.map((row: Row) => [row.external_id, row]));
  const { rows: links } = await db.systemPool.query<Row>(
    `select key, contact_id from contact_links where workspace_id = $1 and connection_id = $2 and kind = 'customer'`,
    [where.workspaceId, where.connectionId],
  );
  const contactOf = new Map<string, string>(links.map((row: Row) => [row.key, row.contact_id]));
  const wrong: string[] = [];
  const say = (id: string, what: string, is: unknown, should: unknown): void => {
    if (JSON.stringify(is) !== JSON.stringify(should) && wrong.length < 10)
      wrong.push(`job ${id}: ${what} is ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`);
  };
  const active = (row: Row): boolean => row.active !== false;
  const grouped = (rows: Row[], by: (row: Row) => unknown): Map<string, Row[]> => {
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const key = `${by(row)}`;
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    return groups;
  };
  const customerOf = grouped(customers, (row) => row.id);
  const contactsOf = grouped(contacts, (row) => row.customerId);
  const ofJob = new Map(
    [appointments, assignments, estimates, invoices, reasons].map((rows) => [
      rows,
      grouped(rows, (row) => row.jobId ?? row.job?.id),
    ]),
  );
  for (const job of jobs.filter(active)) {
    const id = `${job.id}`;
    const row = found.get(id);
    found.delete(id);
    if (!row) {
      wrong.push(`job ${id} has no opportunity`);
      continue;
    }
    const details = parseRow(row.details);
    const [customer] = customerOf.get(`${job.customerId}`) ?? [];
    const own = (contactsOf.get(`${job.customerId}`) ?? []).filter(active);
    const of = (rows: Row[]): Row[] => newest((ofJob.get(rows)?.get(id) ?? []).filter(active));
    const { active: _active, ...base } = shown(job);
    for (const [name, value] of Object.entries(base)) say(id, name, details[name], value);
    say(id, 'customer', details.customer?.name, customer?.name);
    say(
      id,
      'contacts',
      details.customer?.contacts?.map((one: Row) => one.value),
      own.map((one) => one.value),
    );
    say(id, 'jobType', details.jobType?.name, types.find((one) => `${one.id}` === `${job.jobTypeId}`)?.name);
    for (const [name, rows] of [
      ['appointments', appointments],
      ['appointmentAssignments', assignments],
      ['estimates', estimates],
      ['invoices', invoices],
    ] as const)
      say(
        id,
        name,
        details[name]?.map((one: Row) => one.id),
        of(rows).map((one) => `${one.id}`),
      );
    say(
      id,
      'invoice totals',
      details.invoices?.map((one: Row) => one.total),
      of(invoices).map((one) => Number(one.total)),
    );
    const [reason] = job.jobStatus === 'Canceled' ? (ofJob.get(reasons)?.get(id) ?? []) : [];
    say(id, 'cancelReason', details.cancelReason?.name ?? null, reason?.name ?? null);
    const [first, ...rest] = (customer?.name ?? '').trim().split(/\s+/);
    if (!customer?.name?.includes(',')) {
      say(id, 'first name', row.first_name, first || null);
      say(id, 'last name', row.last_name?.replaceAll(/\s+/g, ' ') ?? null, rest.join(' ') || null);
    }
    say(id, 'e-mail', row.email, own.find((one) => one.type === 'Email')?.value ?? null);
    const changed = [
      job.modifiedOn,
      ...[...of(appointments), ...of(estimates), ...of(invoices)].map((one) => one.modifiedOn),
      ...of(assignments).map((one) => one.assignedOn),
    ].filter(Boolean);
    const latest = changed.toSorted((a, b) => padded(b).localeCompare(padded(a)))[0];
    say(id, 'updated', row.external_updated_at?.toISOString(), new Date(latest).toISOString());
    say(id, 'contact', row.contact_id, contactOf.get(`${job.customerId}`) ?? null);
  }
  for (const id of found.keys()) wrong.push(`job ${id} has an opportunity, but is not there`);
  return wrong;
}
