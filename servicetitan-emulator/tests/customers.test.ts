/** Reference: "Customers", "Locations", "Writes", "Paging, sorting, filters". */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESS, type Body, type Caller, NOW, newCustomer, rowsOf, start } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await start();
});
afterAll(() => caller.emulator.close());

const create = async (changes: Body = {}): Promise<Body> =>
  (await caller.send('POST', 'crm/customers', newCustomer(changes))).json;

const pair = (key: string, value: string | null): Body => ({ key, value });

describe('creating a customer', () => {
  it('answers 200 with the customer, its contacts and its locations', async () => {
    const contacts = [{ type: 'MobilePhone', value: '(303) 555-0134' }];
    const answer = await caller.send('POST', 'crm/customers', newCustomer({ contacts }));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      name: 'Ada Byron',
      active: true,
      type: 'Residential',
      externalData: [],
    });
    expect(answer.json.contacts).toMatchObject([{ type: 'MobilePhone', value: '(303) 555-0134' }]);
    expect(answer.json.locations).toMatchObject([{ name: 'Home', customerId: answer.json.id }]);
  });

  it('refuses missing members by property name, with the key request beside them', async () => {
    const answer = await caller.send('POST', 'crm/customers', { locations: [{ name: 'Home' }] });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      status: 400,
      title: expect.any(String),
      traceId: expect.any(String),
      data: {},
    });
    expect(Object.keys(answer.json.errors as Body).toSorted()).toEqual([
      'address',
      'locations[0].address',
      'name',
      'request',
    ]);
  });

  it.each([
    ['a wrong type', { doNotMail: 'yes' }, 'doNotMail'],
    ['an unknown member of an enumeration', { type: 'Industrial' }, 'type'],
    ['a null where none may be', { name: null }, 'name'],
    ['a fraction for an id', { tagTypeIds: [1.5] }, 'tagTypeIds[0]'],
    ['no location', { locations: [] }, 'locations'],
    ['a tag type that does not exist', { tagTypeIds: [4711] }, 'tagTypeIds'],
  ])('refuses %s', async (_name, changes, property) => {
    const answer = await caller.send('POST', 'crm/customers', newCustomer(changes));
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toHaveProperty([property]);
  });

  it('writes nothing when it refuses', async () => {
    const before = (await caller.get('crm/customers?includeTotal=true')).json.totalCount;
    await caller.send('POST', 'crm/customers', newCustomer({ tagTypeIds: [4711] }));
    expect((await caller.get('crm/customers?includeTotal=true')).json.totalCount).toBe(before);
  });
});

describe('changing a customer', () => {
  it('leaves absent members alone and replaces lists as a whole', async () => {
    const tag = async (name: string): Promise<unknown> =>
      (await caller.send('POST', 'settings/tag-types', { name, color: '#000000' })).json.id;
    const [one, two] = [await tag('One'), await tag('Two')];
    const { id } = await create({ tagTypeIds: [one] });
    const changed = await caller.send('PATCH', `crm/customers/${id}`, { tagTypeIds: [two] });
    expect(changed.json).toMatchObject({ id, name: 'Ada Byron', tagTypeIds: [two] });
    expect((await caller.send('POST', `crm/customers/${id}/tags/${two}`)).status).toBe(409);
    expect((await caller.send('POST', `crm/customers/${id}/tags/${one}`)).json).toEqual({
      customerId: id,
      tagTypeIds: [two, one],
    });
    expect((await caller.send('DELETE', `crm/customers/${id}/tags/${one}`)).status).toBe(200);
    expect((await caller.send('DELETE', `crm/customers/${id}/tags/${one}`)).status).toBe(404);
  });

  it('moves modifiedOn with the customer itself, not with its contacts or notes', async () => {
    const { id, modifiedOn } = await create();
    await caller.send('POST', `crm/customers/${id}/contacts`, { type: 'Email', value: 'ada@example.com' });
    await caller.send('POST', `crm/customers/${id}/notes`, { text: 'Called back.' });
    expect((await caller.get(`crm/customers/${id}`)).json.modifiedOn).toBe(modifiedOn);
    await caller.send('PATCH', `crm/customers/${id}`, { name: 'Ada King' });
    expect((await caller.get(`crm/customers/${id}`)).json.modifiedOn).not.toBe(modifiedOn);
  });

  it('hides what is inactive from lists unless it is asked for', async () => {
    const { id } = await create({ name: 'Leaves Soon' });
    await caller.send('PATCH', `crm/customers/${id}`, { active: false });
    const names = async (active: string): Promise<unknown[]> =>
      rowsOf(await caller.get(`crm/customers?name=leaves&${active}`)).map((row) => row.name);
    expect(await names('')).toEqual([]);
    expect(await names('active=True')).toEqual([]);
    expect(await names('active=False')).toEqual(['Leaves Soon']);
    expect(await names('active=Any')).toEqual(['Leaves Soon']);
    expect((await caller.get(`crm/customers/${id}`)).json.active).toBe(false);
  });

  it('answers 404 for ids that do not exist', async () => {
    for (const path of ['crm/customers/999999', 'crm/locations/999999', 'crm/customers/999999/contacts']) {
      expect((await caller.get(path)).status).toBe(404);
    }
    expect((await caller.send('PATCH', 'crm/customers/999999', { name: 'x' })).status).toBe(404);
  });
});

describe('contacts', () => {
  it('are found by phone number, however it is written', async () => {
    const { id } = await create({ contacts: [{ type: 'Phone', value: '+1 720.555.0177' }] });
    for (const phone of ['7205550177', '(720)%20555-0177', '1-720-555-0177']) {
      expect(rowsOf(await caller.get(`crm/customers?phone=${phone}`)).map((row) => row.id)).toEqual([id]);
    }
  });

  it('are changed and deleted under their customer only', async () => {
    const { id } = await create();
    const other = await create();
    const body = { type: 'Email', value: 'ada@example.com' };
    const contact = (await caller.send('POST', `crm/customers/${id}/contacts`, body)).json;
    expect(contact).toMatchObject({ ...body, phoneSettings: { doNotText: false } });
    const elsewhere = `crm/customers/${other.id}/contacts/${contact.id}`;
    expect((await caller.send('PATCH', elsewhere, { value: 'x@example.com' })).status).toBe(404);
    const own = `crm/customers/${id}/contacts/${contact.id}`;
    expect((await caller.send('PATCH', own, { value: 'king@example.com' })).json.value).toBe(
      'king@example.com',
    );
    const deleted = await caller.send('DELETE', own);
    expect([deleted.status, deleted.text]).toEqual([200, '']);
    expect(rowsOf(await caller.get(`crm/customers/${id}/contacts`))).toEqual([]);
  });

  it('of all customers need ids or a time of modification', async () => {
    expect((await caller.get('crm/customers/contacts')).status).toBe(400);
    const { id } = await create({ contacts: [{ type: 'Fax', value: '3035550111' }] });
    const found = rowsOf(await caller.get(`crm/customers/contacts?customerIds=${id}`));
    expect(found).toMatchObject([{ type: 'Fax', customerId: id }]);
  });
});

describe('locations', () => {
  it('need a customer that exists, else 409', async () => {
    const { id } = await create();
    const location = { customerId: id, name: 'Cabin', address: ADDRESS };
    expect((await caller.send('POST', 'crm/locations', location)).json).toMatchObject({
      name: 'Cabin',
      contacts: [],
    });
    expect((await caller.send('POST', 'crm/locations', { ...location, customerId: 4711 })).status).toBe(409);
    expect(rowsOf(await caller.get(`crm/locations?customerId=${id}`)).map((row) => row.name)).toEqual([
      'Home',
      'Cabin',
    ]);
  });

  it('lie in the zone that has their postal code', async () => {
    const zone = (await caller.send('POST', 'dispatch/zones', { name: 'Middle', zips: ['80299', '80298'] }))
      .json;
    const address = { ...ADDRESS, zip: '80298' };
    const customer = await create({ locations: [{ name: 'Home', address }] });
    expect(customer.locations).toMatchObject([{ zoneId: zone.id }]);
  });
});

describe('notes', () => {
  it('on a customer reach its locations when asked to, and the other way round', async () => {
    const { id, locations } = await create();
    const [home] = locations as Body[];
    await caller.send('POST', `crm/customers/${id}/notes`, {
      text: 'Dog',
      pinToTop: true,
      addToLocations: true,
    });
    await caller.send('POST', `crm/locations/${home?.id}/notes`, { text: 'Gate', addToCustomer: true });
    const texts = async (path: string): Promise<unknown[]> =>
      rowsOf(await caller.get(path)).map((row) => row.text);
    expect(await texts(`crm/locations/${home?.id}/notes`)).toEqual(['Dog', 'Gate']);
    expect(await texts(`crm/customers/${id}/notes`)).toEqual(['Dog', 'Gate']);
  });
});

describe('external data', () => {
  const guid = '0f0e0d0c-0b0a-0908-0706-050403020100';

  it('is readable and searchable by its application only', async () => {
    const externalData = { applicationGuid: guid, externalData: [pair('lead', 'A-1')] };
    const { id } = await create({ externalData });
    expect((await caller.get(`crm/customers/${id}`)).json.externalData).toEqual([]);
    const search = `crm/customers?externalDataKey=lead&externalDataValues=A-1,A-2`;
    const own = rowsOf(await caller.get(`${search}&externalDataApplicationGuid=${guid.toUpperCase()}`));
    expect(own).toMatchObject([{ id, externalData: [pair('lead', 'A-1')] }]);
    const foreign = guid.replace('0f', '1f');
    expect(rowsOf(await caller.get(`${search}&externalDataApplicationGuid=${foreign}`))).toEqual([]);
    expect((await caller.get(search)).status).toBe(400);
    const values = Array.from({ length: 51 }, (_unused, at) => at).join(',');
    const many = `crm/customers?externalDataApplicationGuid=${guid}&externalDataKey=lead&externalDataValues=${values}`;
    expect((await caller.get(many)).status).toBe(400);
  });

  it('is replaced by default and merged when asked, where null deletes', async () => {
    const write = (patchMode: string | undefined, ...pairs: Body[]): Promise<{ json: Body }> =>
      caller.send('PATCH', `crm/customers/${id}`, {
        externalData: { applicationGuid: guid, externalData: pairs, ...(patchMode && { patchMode }) },
      });
    const { id } = await create();
    expect((await write(undefined, pair('a', '1'), pair('b', '2'))).json.externalData).toHaveLength(2);
    const merged = await write('Merge', pair('c', '3'), pair('a', null));
    expect(merged.json.externalData).toEqual([pair('b', '2'), pair('c', '3')]);
    expect((await write('Replace', pair('d', '4'))).json.externalData).toEqual([pair('d', '4')]);
  });
});

describe('ids', () => {
  it('beyond 2^53 keep every digit, in and out', async () => {
    const big = await start({ firstId: 2n ** 60n + 7n, clock: { now: () => NOW } });
    const made = await big.send('POST', 'crm/customers', newCustomer());
    const id = /^\{"id":(\d+)/.exec(made.text)?.[1] ?? '';
    expect(BigInt(id)).toBeGreaterThan(2n ** 60n);
    expect((await big.get(`crm/customers/${id}`)).text).toContain(`"id":${id},`);
    expect((await big.get(`crm/customers?ids=${id}`)).text).toContain(`"id":${id},`);
    expect((await big.get('crm/customers')).text).toContain(`"id":${id},`);
    expect(rowsOf(await big.get(`crm/customers?ids=${BigInt(id) + 1n}`))).toEqual([]);
    expect((await big.get(`crm/locations?customerId=${id}`)).text).toContain(`"customerId":${id},`);
    const note = await big.send('POST', `crm/customers/${id}/notes`, { text: 'Exact.' });
    expect(note.status).toBe(200);
    await big.emulator.close();
  });
});
