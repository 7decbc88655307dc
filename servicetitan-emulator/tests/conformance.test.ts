/** Every answer to a read is what the contract says it is: members, types, enumerations, nulls. */
import { type Operation, operation, schema, type Type } from 'servicetitan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownOperations, makeHandlers } from '../src/modules/index.ts';
import { type Body, type Caller, needs, newCustomer, newJob, rowsOf, start, stopped } from './caller.ts';

/** Ids to put into paths, by the resource that the path begins with. */
const ids: Record<string, unknown> = {};
let caller: Caller;

beforeAll(async () => {
  caller = await start({ company: 'small', clock: stopped });
  const needed = await needs(caller);
  const job = (await caller.send('POST', 'jpm/jobs', newJob(needed))).json;
  const contacts = [
    { type: 'Email', value: 'ada@example.com' },
    { type: 'Phone', value: '3035550101', memo: 'Work' },
  ];
  const { id, locations } = (await caller.send('POST', 'crm/customers', newCustomer({ contacts }))).json;
  const [home] = locations as Body[];
  for (const owner of [`crm/customers/${id}`, `crm/locations/${home?.id}`, `jpm/jobs/${job.id}`]) {
    await caller.send('POST', `${owner}/notes`, { text: 'A note.' });
  }
  await caller.send('POST', `crm/locations/${home?.id}/contacts`, contacts[1]);
  const first = async (path: string): Promise<unknown> => rowsOf(await caller.get(path))[0]?.id;
  Object.assign(ids, {
    customers: id,
    locations: home?.id,
    jobs: job.id,
    appointments: job.firstAppointmentId,
    bookings: await first('crm/bookings'),
    'booking-provider': await first('crm/booking-provider-tags'),
    'booking-provider-tags': await first('crm/booking-provider-tags'),
    'business-units': needed.businessUnitId,
    employees: await first('settings/employees'),
    technicians: needed.technicianId,
    zones: await first('dispatch/zones'),
    teams: await first('dispatch/teams'),
    'job-types': needed.jobTypeId,
    campaigns: needed.campaignId,
    categories: await first('marketing/categories'),
    costs: await first('marketing/costs'),
  });
});
afterAll(() => caller.emulator.close());

/** Where the value departs from the type; live data does so too where the second list says (see "live data departs"). */
function departures(value: unknown, type: Type, path: string): string[] {
  if (value === null || value === undefined) return type.nullable ? [] : [`${path} is ${String(value)}`];
  if (type.kind === 'list') {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, at) => departures(item, type.items, `${path}[${at}]`));
  }
  if (type.kind === 'scalar') {
    const wanted = {
      boolean: 'boolean',
      int32: 'number',
      int64: 'number',
      decimal: 'number',
      double: 'number',
    };
    const expected = wanted[type.format as keyof typeof wanted] ?? 'string';
    return typeof value === expected ? [] : [`${path} is a ${typeof value}, not a ${expected}`];
  }
  if (type.kind !== 'ref') return [];
  const named = schema(type.name);
  if (named?.kind === 'enum')
    return named.members.includes(value as string) ? [] : [`${path} is no ${type.name}`];
  if (named?.kind !== 'object') return [`${path} has no schema`];
  const members = value as Body;
  const extra = Object.keys(members).filter((name) => !named.fields.some((field) => field.name === name));
  return [
    ...extra.map((name) => `${path}.${name} is not in ${type.name}`),
    ...named.fields.flatMap((field) => {
      const member = members[field.name];
      if (member === undefined && !field.required) return [];
      if (member === null && !field.required) return [];
      return departures(member, field.type, `${path}.${field.name}`);
    }),
  ];
}

const KNOWN = [/\.start is null$/];

const served = [...makeHandlers(knownOperations()).keys()]
  .map((id) => operation(id))
  .filter((known): known is Operation => known?.method === 'GET');

function pathOf({ path }: Operation): string | undefined {
  let complete = true;
  const [, , , , ...parts] = path.split('/');
  const filled = parts.map((part, at) => {
    if (!part.startsWith('{')) return part;
    const id = ids[parts[at - 1] ?? ''];
    if (part !== '{tenant}' && id === undefined) complete = false;
    return part === '{tenant}' ? caller.emulator.tenantId : String(id);
  });
  return complete ? `${path.split('/').slice(0, 4).join('/')}/${filled.join('/')}` : undefined;
}

const EXTRA: Record<string, string> = {
  'crm.customers.getModifiedContactsList': 'modifiedOnOrAfter=2020-01-01',
  'crm.locations.getLocationsContactsList': 'modifiedOnOrAfter=2020-01-01',
  'marketing.campaignCostSummary.get': 'from=2026-01-01&to=2026-03-01',
  'marketing.emailChannelCost.get': 'from=2026-01-01&to=2026-03-01',
};

describe('the answer of', () => {
  it.each(served.map((known) => [known.id, known] as const))(
    '%s is as the contract says',
    async (id, known) => {
      const path = pathOf(known);
      if (path === undefined || id === 'marketing.suppressions.get') return;
      const query =
        EXTRA[id] ??
        (id.includes('Reasons') && known.query.some(({ name }) => name === 'ids') ? `ids=${ids.jobs}` : '');
      const answer = await caller.get(`${path}?${query}`);
      expect(answer.status, answer.text).toBe(200);
      const type = known.responses[0]?.type;
      const value = answer.text === '' || answer.text === 'null' ? null : answer.json;
      const found = type ? departures(value, type, 'answer') : [];
      expect(found.filter((departure) => !KNOWN.some((pattern) => pattern.test(departure)))).toEqual([]);
    },
  );
});
