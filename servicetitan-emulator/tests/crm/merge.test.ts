import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Body, type Caller, control, rowsOf, start, stopped } from '../caller.ts';

/** What becomes of a customer that is merged into another, and of all that it had (reference: "Customers"). */

let api: Caller;
let heir: Body;
const merged = new Set<unknown>();

beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  [heir = {}] = rowsOf(await api.get('crm/customers?pageSize=1'));
});
afterAll(() => api.emulator.close());

const all = async (path: string): Promise<Body[]> =>
  rowsOf(await api.get(`${path}${path.includes('?') ? '&' : '?'}pageSize=5000`));
const merge = async (fromId: unknown): Promise<Answer> => {
  merged.add(fromId);
  return await control(api.emulator, 'POST', 'simulate/customers-merged', { fromId, toId: heir.id });
};
const customer = async (id: unknown): Promise<Body> => (await api.get(`crm/customers/${id}`)).json;
const ownerOf = (record: Body): unknown => record.customerId ?? (record.customer as Body | null)?.id;
/** A record of a customer that is still its own. */
const ofAnother = (records: readonly Body[]): Body =>
  records.find((one) => {
    const owner = ownerOf(one);
    return owner != null && owner !== heir.id && !merged.has(owner);
  }) ?? {};
const cents = ({ balance }: Body): number => Math.round(Number(balance) * 100);

test.each([
  ['crm/locations', 'customerId'],
  ['crm/leads', 'customerId'],
  ['jpm/jobs', 'customerId'],
  ['jpm/appointments', 'customerId'],
  ['jpm/projects', 'customerId'],
  ['accounting/invoices', 'customerId'],
  ['accounting/payments', 'customerId'],
  ['memberships/memberships', 'customerIds'],
  ['taskmanagement/tasks', 'customerId'],
  ['service-agreements/service-agreements', 'customerIds'],
])('%s go to the customer that theirs is merged into', async (path, filter) => {
  const record = ofAnother(await all(path));
  const owner = ownerOf(record);
  const idsOf = async (id: unknown): Promise<unknown[]> =>
    (await all(`${path}?${filter}=${id}`)).map((one) => one.id);
  const had = await idsOf(owner);
  expect(had).toContain(record.id);
  expect((await merge(owner)).status).toBe(200);
  expect(await idsOf(owner)).toEqual([]);
  expect(await idsOf(heir.id)).toEqual(expect.arrayContaining(had));
  expect(await customer(owner)).toMatchObject({ active: false, mergedToId: heir.id });
});

test.each(['sales/estimates', 'telecom/export/calls'])('%s show the other customer', async (path) => {
  const record = ofAnother(await all(path));
  const owner = ownerOf(record);
  await merge(owner);
  const after = await all(path);
  expect(after.map(ownerOf)).not.toContain(owner);
  const now = after.find(({ id }) => id === record.id) ?? {};
  expect(ownerOf(now)).toBe(heir.id);
  if (record.customer) expect(now.customer).toEqual({ id: heir.id, name: heir.name });
});

test('an inactive location goes along, and people are related to the other customer once', async () => {
  const house = ofAnother(await all('crm/locations'));
  const from = house.customerId;
  await api.send('PATCH', `crm/locations/${house.id}`, { active: false });
  const { id } = (await api.send('POST', 'crm/contacts', { name: 'Ada Byron' })).json;
  const both = (await api.send('POST', 'crm/contacts', { name: 'Grace Hopper' })).json.id;
  for (const [person, owner] of [
    [id, from],
    [both, from],
    [both, heir.id],
  ])
    await api.send('POST', `crm/contacts/${person}/relationships/${owner}/customer`);
  await merge(from);
  expect((await api.get(`crm/locations/${house.id}`)).json).toMatchObject({
    active: false,
    customerId: heir.id,
  });
  for (const person of [id, both]) {
    const related = rowsOf(await api.get(`crm/contacts/${person}/relationships`));
    expect(related.map(({ relatedEntityId }) => relatedEntityId)).toEqual([heir.id]);
  }
  expect((await api.get(`crm/contacts/relationships/${from}`)).status).toBe(404);
});

test('what is owed is owed by the other, who can pay it', async () => {
  const owing = (await all('crm/customers')).filter((one) => cents(one) > 0 && one.id !== heir.id);
  const from = owing[0] ?? {};
  const before = await customer(heir.id);
  const invoices = (await all(`accounting/invoices?customerId=${from.id}`)).filter((one) => cents(one) > 0);
  expect(invoices).not.toEqual([]);
  await merge(from.id);
  expect((await customer(from.id)).balance).toBe(0);
  expect(cents(await customer(heir.id))).toBe(cents(before) + cents(from));
  const [type] = rowsOf(await api.get('accounting/payment-types'));
  for (const { id, balance } of invoices) {
    const amount = Number(balance);
    const splits = [{ invoiceId: id, amount }];
    const payment = { customerId: heir.id, typeId: type?.id, date: '2026-03-04', amount, splits };
    expect((await api.send('POST', 'accounting/payments', payment)).status).toBe(200);
  }
  expect(cents(await customer(heir.id))).toBe(cents(before));
});

test('a customer that was merged is not merged again, nor into itself', async () => {
  expect((await merge([...merged][0])).status).toBe(400);
  expect((await merge(heir.id)).status).toBe(400);
});
