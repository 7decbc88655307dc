import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Body, type Caller, newCustomer, rowsOf, start } from '../caller.ts';

/** Contacts whose ids are guids (reference: "Contacts (newer, guid-keyed)"). */

let api: Caller;
beforeAll(async () => {
  api = await start({ company: 'small' });
});
afterAll(() => api.emulator.close());

const send = async (method: string, path: string, body?: Body): Promise<Answer> =>
  await api.send(method, `crm/contacts${path}`, body);
const contact = async (changes: Body = {}): Promise<Body> =>
  (await send('POST', '', { name: 'Ada Byron', ...changes })).json;
const GUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const UNKNOWN = '11111111-2222-4333-8444-555555555555';

describe('a contact', () => {
  test('is known by a guid; a reference id names only one', async () => {
    const made = await contact({ referenceId: 'crm-1', title: 'Owner' });
    expect(made.id).toMatch(GUID);
    expect((await api.get(`crm/contacts/${made.id}`)).json).toEqual(made);
    expect((await send('POST', '', { referenceId: 'crm-1' })).status).toBe(409);
    expect(rowsOf(await api.get('crm/contacts?referenceId=crm-1'))).toEqual([made]);
    expect((await api.get(`crm/contacts/${UNKNOWN}`)).status).toBe(404);
    expect((await api.get('crm/contacts/17')).status).toBe(404);
  });

  test('is changed in part, replaced as a whole, and archived once', async () => {
    const { id } = await contact({ title: 'Owner' });
    expect((await send('PATCH', `/${id}`, { isArchived: false, name: 'Ada King' })).json).toMatchObject({
      name: 'Ada King',
      title: 'Owner',
    });
    expect((await send('PUT', `/${id}`, { isArchived: false, name: 'Ada' })).json).toMatchObject({
      name: 'Ada',
      title: null,
    });
    expect((await send('DELETE', `/${id}`)).status).toBe(200);
    expect((await send('DELETE', `/${id}`)).status).toBe(409);
    const archived = rowsOf(await api.get('crm/contacts?isArchived=true')).map((one) => one.id);
    expect(archived).toEqual([id]);
  });
});

describe('ways to reach a contact', () => {
  test('are added, put under an id of the caller’s, changed and deleted', async () => {
    const { id } = await contact();
    const path = `/${id}/contact-methods`;
    const phone = (await send('POST', path, { type: 'MobilePhone', value: '(303) 555-0142' })).json;
    expect(phone).toMatchObject({ contactId: id, type: 'MobilePhone' });
    expect((await send('POST', path, { type: 'Email', value: 'nobody' })).status).toBe(400);
    const own = '0f0f0f0f-1111-4222-8333-444444444444';
    const put = await send('PUT', `${path}/${own}`, { type: 'Email', value: 'ada@example.com' });
    expect(put.json).toMatchObject({ id: own, value: 'ada@example.com' });
    await send('PUT', `${path}/${own}`, { type: 'Email', value: 'ada@example.org' });
    expect((await api.get(`crm/contacts${path}/${own}`)).json).toMatchObject({
      id: own,
      value: 'ada@example.org',
    });
    expect(rowsOf(await api.get(`crm/contacts${path}`)).map((one) => one.id)).toEqual([phone.id, own]);
    expect(rowsOf(await api.get(`crm/contacts/contact-methods?contactId=${id}&type=Email`))).toHaveLength(1);
    expect((await send('DELETE', `${path}/${phone.id}`)).status).toBe(200);
    expect((await api.get(`crm/contacts${path}/${phone.id}`)).status).toBe(404);
    const other = await contact();
    expect((await api.get(`crm/contacts/${other.id}/contact-methods/${own}`)).status).toBe(404);
    const taken = `/${other.id}/contact-methods`;
    const again = { type: 'Email', value: 'grace@example.com' };
    expect((await send('PUT', `${taken}/${own}`, again)).status).toBe(400);
    expect(rowsOf(await api.get(`crm/contacts${taken}`))).toEqual([]);
    expect((await api.get(`crm/contacts${path}/${own}`)).json).toMatchObject({ value: 'ada@example.org' });
  });

  test('have preferences by name, of a known kind', async () => {
    const { id } = await contact();
    const method = (await send('POST', `/${id}/contact-methods`, { type: 'Phone', value: '3035550142' }))
      .json;
    const path = `/${id}/contact-methods/${method.id}/preferences`;
    expect((await send('PATCH', `${path}/marketingupdates`, { value: 'false' })).json).toMatchObject({
      name: 'MarketingUpdates',
      value: 'false',
    });
    expect((await send('PATCH', `${path}/MarketingUpdates`, { value: 'maybe' })).status).toBe(400);
    expect((await api.get(`crm/contacts${path}/Nothing`)).status).toBe(404);
    const all = JSON.parse((await api.get(`crm/contacts${path}`)).text) as Body[];
    const types = JSON.parse((await api.get('crm/contacts/preferences')).text) as Body[];
    expect(all.map(({ name }) => name)).toEqual(types.map(({ name }) => name));
  });
});

test('a contact belongs to customers, locations and bookings', async () => {
  const { id } = await contact();
  const customer = (await api.send('POST', 'crm/customers', newCustomer())).json;
  const path = `/${id}/relationships`;
  expect((await send('POST', `${path}/${customer.id}/customer`)).status).toBe(200);
  expect((await send('POST', `${path}/${customer.id}/customer`)).status).toBe(409);
  expect((await send('POST', `${path}/${customer.id}/invoice`)).status).toBe(400);
  expect((await send('POST', `${path}/999999999/booking`)).status).toBe(404);
  const [relation] = rowsOf(await api.get(`crm/contacts${path}?typeSlug=customer`));
  expect(relation).toMatchObject({ relatedEntityId: customer.id, typeName: 'Customer' });
  expect(rowsOf(await api.get(`crm/contacts/relationships/${customer.id}`)).map((one) => one.id)).toEqual([
    id,
  ]);
  expect((await send('DELETE', `${path}/${customer.id}/customer`)).status).toBe(200);
  expect((await api.get(`crm/contacts/relationships/${customer.id}`)).status).toBe(404);
});
