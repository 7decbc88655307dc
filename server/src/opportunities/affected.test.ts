import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import type { Row } from '../../test/json.ts';
import { type Body, createFixture, type Fixture } from '../../test/mirror.ts';
import { defaultSettings } from '../connections/index.ts';
import { buildWaiting, retryBuild } from './jobs.ts';

let house: TestApp;
beforeAll(async () => {
  house = await createTestApp();
});
afterAll(async () => await house.close());

const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}T10:00:00Z`;
const customer = (id: number, more: Body = {}): Body => ({ id, name: `Person ${id}`, active: true, ...more });
const contact = (id: number, customerId: number, type: string, value: string, more: Body = {}): Body => ({
  id,
  customerId,
  type,
  value,
  active: true,
  ...more,
});
const job = (id: number, more: Body = {}): Body => ({
  id,
  jobNumber: `${id}`,
  jobStatus: 'Scheduled',
  customerId: 1,
  locationId: 2,
  createdOn: day(1),
  modifiedOn: day(2),
  active: true,
  ...more,
});

interface Stored {
  readonly external_id: string;
  readonly contact_id: string | null;
  readonly first_name: string | null;
  readonly external_created_at: Date | null;
  readonly details: Row;
}

const everything = () => ({ ...defaultSettings(), models: ['job', 'membership', 'call'] });

async function start(
  settings: object = everything(),
): Promise<Fixture & { build(): Promise<void>; stored(model?: string): Promise<Map<string, Stored>> }> {
  const fixture = await createFixture(house);
  await fixture.settings(settings);
  return {
    ...fixture,
    build: async () => {
      await buildWaiting(house.rooms.opportunities, fixture.where);
    },
    stored: async (model = 'job') =>
      new Map(
        (await fixture.rows<Stored>(`select * from opportunities where $where and model = '${model}'`)).map(
          (row) => [row.external_id, row],
        ),
      ),
  };
}

describe('what a change concerns', () => {
  it('GH-13: a child that moves to another job leaves the first', async () => {
    const place = await start();
    await place.put('customers', customer(1));
    await place.put('estimates', { id: 50, jobId: 10, name: 'Heater', active: true });
    await place.put('jobs', job(10), job(11));
    await place.build();
    expect((await place.stored()).get('10')?.details.estimates).toHaveLength(1);
    await place.put('estimates', { id: 50, jobId: 11, name: 'Heater', active: true });
    await place.build();
    const after = await place.stored();
    expect(after.get('10')?.details.estimates).toEqual([]);
    expect(after.get('11')?.details.estimates).toHaveLength(1);
    await place.put('estimates', { id: 50, jobId: null, name: 'Heater', active: true });
    await place.build();
    expect((await place.stored()).get('11')?.details.estimates).toEqual([]);
  });

  it('a phone that moves to another customer leaves the first', async () => {
    const place = await start();
    await place.put('customers', customer(1), customer(2));
    await place.put('customerContacts', contact(7, 1, 'Email', 'a@example.org'));
    await place.put('jobs', job(10), job(11, { customerId: 2 }));
    await place.build();
    await place.put('customerContacts', contact(7, 2, 'Email', 'a@example.org'));
    await place.build();
    const after = await place.stored();
    expect(after.get('10')?.details.customer.contacts).toEqual([]);
    expect(after.get('11')?.details.customer.contacts).toHaveLength(1);
  });

  it('catalogue rows concern the calls and children that name them', async () => {
    const place = await start();
    await place.put('campaigns', { id: 3, name: 'Old', active: true });
    await place.put('employees', { id: 4, name: 'Ann' });
    await place.put('calls', {
      id: 20,
      direction: 'Inbound',
      status: 'Completed',
      from: '3035550120',
      campaign: { id: 3, name: 'Old' },
      agent: { id: 4, name: 'Ann' },
      createdOn: day(3),
    });
    await place.build();
    await place.put('campaigns', { id: 3, name: 'New', active: true });
    await place.put('employees', { id: 4, name: 'Anna' });
    await place.build();
    const details = (await place.stored('call')).get('20')?.details;
    expect(details.campaign.name).toBe('New');
    expect(details.agent.name).toBe('Anna');
  });

  it('a technician who moves on the map changes no opportunity, one who is renamed does', async () => {
    const place = await start();
    const technician = (more: Body): Body => ({ id: 5, name: 'Tom', active: true, ...more });
    await place.put('customers', customer(1));
    await place.put('technicians', technician({ location: { latitude: 1 } }));
    await place.put('jobs', job(10, { soldById: 5 }));
    await place.build();
    await place.put('technicians', technician({ location: { latitude: 2 } }));
    expect(await buildWaiting(house.rooms.opportunities, place.where)).toBe(0);
    await place.put('technicians', technician({ name: 'Thomas' }));
    expect(await buildWaiting(house.rooms.opportunities, place.where)).toBe(1);
    expect((await place.stored()).get('10')?.details.soldBy.name).toBe('Thomas');
  });

  it('GH-11: a location that was merged is shown as the one it was merged into, which is followed', async () => {
    const place = await start();
    await place.put('customers', customer(1));
    await place.put(
      'locations',
      { id: 2, name: 'Twice', customerId: 1, active: false, mergedToId: 3 },
      { id: 3, name: 'Home', customerId: 1, active: true },
    );
    await place.put('jobs', job(10));
    await place.build();
    expect((await place.stored()).get('10')?.details.location).toMatchObject({ id: '3', name: 'Home' });
    await place.put('locations', { id: 3, name: 'New home', customerId: 1, active: true });
    await place.build();
    expect((await place.stored()).get('10')?.details.location.name).toBe('New home');
  });

  it('GH-11: a customer that was merged has its jobs with the contact of the other', async () => {
    const place = await start();
    await place.put('customers', customer(1), customer(9));
    await place.put('jobs', job(10), job(11, { customerId: 9 }));
    await place.build();
    await place.put('customers', customer(1, { active: false, mergedToId: 9 }));
    await place.build();
    const stored = await place.stored();
    expect(stored.get('10')?.contact_id).toBe(stored.get('11')?.contact_id);
  });
});

describe('bad input', () => {
  it('a time that is none, a NUL and half a surrogate in a name, a year past 9999: built, and hold up no other', async () => {
    const place = await start();
    await place.put('customers', '{"id":1,"name":"Nu\\u0000l Torn\\ud83d","active":true}', customer(2));
    await place.put(
      'jobs',
      job(10, { createdOn: 'yesterday', summary: 'a\u0000b' }),
      job(11, {
        createdOn: '2026-13-45T99:00:00Z',
        modifiedOn: '9999-12-31T23:59:59.9999999Z',
        customerId: 2,
      }),
      job(12, { customerId: 2 }),
    );
    await place.build();
    const stored = await place.stored();
    expect([...stored.keys()].toSorted()).toEqual(['10', '11', '12']);
    expect(stored.get('10')).toMatchObject({ first_name: 'Nul', external_created_at: null });
    expect(stored.get('11')?.external_created_at).toBeNull();
  });

  it('a record of another shape goes to the errors, and is built once it is right', async () => {
    const place = await start();
    await place.put('customers', customer(1));
    await place.put('jobs', job(10, { tagTypeIds: 7 }), job(11));
    await place.build();
    const stored = await place.stored();
    expect(stored.has('11')).toBe(true);
    const errors = await place.rows<{ record_key: string }>(`select * from sync_errors where $where`);
    if (!stored.has('10')) expect(errors.map((error) => error.record_key)).toEqual(['10']);
    await place.put('jobs', job(10, { tagTypeIds: [7] }));
    const again = await retryBuild(house.rooms.opportunities, place.where, {
      resource: 'jobs',
      recordKey: '10',
    });
    expect(again).toEqual({ outcome: 'solved', message: null });
    expect((await place.stored()).has('10')).toBe(true);
    expect(await place.rows(`select * from sync_errors where $where`)).toEqual([]);
  });

  it('a customer who is deleted keeps the phones and names of the contact', async () => {
    const place = await start();
    await place.put('customers', customer(1));
    await place.put('customerContacts', contact(7, 1, 'MobilePhone', '3035550150'));
    await place.put('jobs', job(10));
    await place.build();
    await place.remove('customers', 1);
    await place.put('jobs', job(10, { summary: 'changed' }));
    await place.build();
    const id = (await place.stored()).get('10')?.contact_id;
    const contactNow = await house.call(place, 'GET', `/api/v1/contacts/${id}`);
    expect(contactNow.body).toMatchObject({ firstName: 'Person', phones: [{ phone: '+13035550150' }] });
  });
});

describe('contacts of opportunities', () => {
  it('GH-10: a phone that arrives after its customer still finds the contact', async () => {
    const place = await start();
    await place.put('customers', customer(1), customer(2));
    await place.put('customerContacts', contact(7, 1, 'MobilePhone', '3035550160'));
    await place.put('jobs', job(10), job(11, { customerId: 2 }));
    await place.build();
    let stored = await place.stored();
    expect(stored.get('10')?.contact_id).not.toBe(stored.get('11')?.contact_id);
    await place.put('customerContacts', contact(8, 2, 'Phone', '(303) 555-0160'));
    await place.build();
    stored = await place.stored();
    expect(stored.get('10')?.contact_id).toBe(stored.get('11')?.contact_id);
  });

  it('B23: what a person took apart stays apart, however it was merged and whatever changes later', async () => {
    const place = await start();
    await place.put('customers', customer(1), customer(2, { active: false, mergedToId: 1 }));
    await place.put(
      'customerContacts',
      contact(7, 1, 'Phone', '3035550170'),
      contact(8, 2, 'Phone', '3035550170'),
    );
    await place.put('jobs', job(10), job(11, { customerId: 2 }));
    await place.build();
    const together = (await place.stored()).get('10')?.contact_id;
    const { merges } = (await house.call(place, 'GET', `/api/v1/contacts/${together}`)).body;
    expect((await house.call(place, 'POST', `/api/v1/contact-merges/${merges[0].id}/undo`)).status).toBe(200);
    await place.put('customers', customer(2, { active: false, mergedToId: 1, name: 'Other Name' }));
    await place.build();
    const stored = await place.stored();
    expect(stored.get('11')?.contact_id).not.toBe(stored.get('10')?.contact_id);
  });

  it('B23: calls of a number follow when a person says whose it is', async () => {
    const place = await start();
    await place.put('customers', customer(1), customer(2));
    await place.put(
      'customerContacts',
      contact(7, 1, 'Phone', '3035550175'),
      contact(8, 2, 'Phone', '3035550175'),
    );
    await place.put('jobs', job(10), job(11, { customerId: 2 }));
    await place.build();
    const both = (await place.stored()).get('10')?.contact_id;
    const { merges } = (await house.call(place, 'GET', `/api/v1/contacts/${both}`)).body;
    await house.call(place, 'POST', `/api/v1/contact-merges/${merges[0].id}/undo`);
    // Now two contacts have the number, so whose the call is has to be asked.
    await place.put('calls', { id: 20, direction: 'Inbound', from: '3035550175', createdOn: day(3) });
    await place.build();
    const caller = async () => (await place.stored('call')).get('20')?.contact_id;
    const { data } = (await house.call(place, 'GET', '/api/v1/contact-conflicts?status=open')).body;
    expect(data).toMatchObject([{ contactId: await caller() }]);
    const owner = (await place.stored()).get('11')?.contact_id;
    const decided = await house.call(place, 'POST', `/api/v1/contact-conflicts/${data[0].id}/resolve`, {
      action: 'merge',
      contactId: owner,
    });
    expect(decided.status).toBe(200);
    expect(await caller()).toBe(owner);
  });

  it('GH-11: chains of merges are followed to their end, in whatever order they come', async () => {
    const place = await start();
    await place.put('customers', customer(1, { mergedToId: 2, active: false }));
    await place.put('jobs', job(10), job(11, { customerId: 2 }), job(12, { customerId: 3 }));
    await place.build();
    await place.put('customers', customer(2, { mergedToId: 3, active: false }));
    await place.build();
    await place.put('customers', customer(3));
    await place.build();
    const contacts = new Set([...(await place.stored()).values()].map(({ contact_id: id }) => id));
    expect(contacts.size).toBe(1);
  });
});
