/** Reference: "Settings", "Zones", "Teams", "Job types", "Campaigns", "Bulk tags", "Booking provider tags". */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, type Caller, newCustomer, rowsOf, start } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await start({ company: 'small' });
});
afterAll(() => caller.emulator.close());

const first = async (path: string): Promise<unknown> => rowsOf(await caller.get(path))[0]?.id;
const post = async (path: string, body: Body): Promise<Body> => {
  const answer = await caller.send('POST', path, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
};

const kinds = async (query: string): Promise<Set<unknown>> =>
  new Set(rowsOf(await caller.get(`settings/user-roles${query}`)).map((role) => role.employeeType));

describe('people', () => {
  it('are hired, changed and switched off', async () => {
    const roleId = await first('settings/user-roles?employeeType=Technician');
    const body = {
      name: 'Grace Hopper',
      accountCreationMethod: 'CreateLater',
      roleId,
      positions: ['Service'],
    };
    const made = await post('settings/technicians', { ...body, licenseType: 'ManagedTech', login: 'grace' });
    expect(Object.keys(made)).toEqual(['id']);
    const path = `settings/technicians/${made.id}`;
    expect((await caller.get(path)).json).toMatchObject({
      firstName: 'Grace',
      lastName: 'Hopper',
      loginName: 'grace',
      roleIds: [roleId],
      isManagedTech: true,
      active: true,
    });
    expect((await caller.get(path)).json).not.toHaveProperty('login');
    await caller.send('PATCH', path, { team: 'Night' });
    expect(await post(`${path}/account-actions`, { action: 'Deactivate' })).toEqual({ status: 'Success' });
    expect((await caller.get(path)).json).toMatchObject({
      team: 'Night',
      name: 'Grace Hopper',
      active: false,
    });
    const refused = await caller.send('POST', 'settings/technicians', {
      ...body,
      licenseType: 'ManagedTech',
      roleId: 1,
    });
    expect(refused.json.errors).toHaveProperty('roleId');
  });

  it('have roles of two kinds', async () => {
    expect(await kinds('')).toEqual(new Set(['Employee', 'Technician']));
    expect(await kinds('?employeeType=All')).toEqual(new Set(['Employee', 'Technician']));
    expect(await kinds('?employeeType=employee')).toEqual(new Set(['Employee']));
  });
});

describe('zones and teams', () => {
  it('are made, changed and deleted, which only hides them', async () => {
    const zone = await post('dispatch/zones', { name: 'Hills', zips: ['80401'], serviceDaysIds: [1, 3] });
    expect(zone).toMatchObject({ name: 'Hills', zips: ['80401'], serviceDaysIds: [1, 3], active: true });
    const path = `dispatch/zones/${zone.id}`;
    expect((await caller.send('PATCH', path, { name: 'Foothills' })).json).toMatchObject({ zips: ['80401'] });
    expect((await caller.get(path)).json).toMatchObject({
      name: 'Foothills',
      serviceDays: ['Monday', 'Wednesday'],
    });
    expect((await caller.send('DELETE', path)).status).toBe(200);
    expect((await caller.get(path)).json.active).toBe(false);
    expect(rowsOf(await caller.get('dispatch/zones')).map((row) => row.id)).not.toContain(zone.id);
    const team = await post('dispatch/teams', { name: 'Night', active: false });
    expect(team).toMatchObject({ name: 'Night', created: true });
    const ids = async (query: string): Promise<unknown[]> =>
      rowsOf(await caller.get(`dispatch/teams${query}`)).map((row) => row.id);
    expect(await ids('')).not.toContain(team.id);
    expect(await ids('?includeInactive=true')).toContain(team.id);
  });
});

describe('job types', () => {
  it('are made with defaults, filtered by duration in seconds, and keep external data', async () => {
    const guid = '0f0e0d0c-0b0a-0908-0706-050403020100';
    const pairs = [{ key: 'standard', value: 'drain' }];
    const made = await post('jpm/job-types', {
      name: 'Very Long Work',
      duration: 40_000,
      externalData: { applicationGuid: guid, externalData: pairs },
    });
    expect(made).toMatchObject({ priority: 'Normal', businessUnitIds: [], externalData: pairs });
    const found = rowsOf(await caller.get('jpm/job-types?minDuration=39000&maxDuration=41000'));
    expect(found.map((row) => row.id)).toEqual([made.id]);
    const path = `jpm/job-types/${made.id}`;
    expect((await caller.get(path)).json.externalData).toEqual([]);
    expect((await caller.get(`${path}?externalDataApplicationGuid=${guid}`)).json.externalData).toEqual(
      pairs,
    );
    const merged = await caller.send('PATCH', path, {
      customFieldTypeIds: [5],
      customFieldsUpdateMode: 'Merge',
    });
    expect(merged.json).toMatchObject({ customFieldTypeIds: [5], duration: 40_000 });
  });
});

describe('campaigns', () => {
  it('belong to a category and a business unit that exist, and cost by the day', async () => {
    const body = {
      name: 'Billboard',
      businessUnitId: await first('settings/business-units'),
      categoryId: await first('marketing/categories'),
      active: true,
      dnis: '3035550199',
    };
    const made = await post('marketing/campaigns', body);
    expect(made).toMatchObject({ category: { id: body.categoryId }, businessUnit: 'HVAC Service' });
    const called = rowsOf(await caller.get('marketing/campaigns?campaignPhoneNumber=3035550199'));
    expect(called.map((row) => row.id)).toEqual([made.id]);
    const refused = await caller.send('POST', 'marketing/campaigns', { ...body, categoryId: 1 });
    expect(refused.json.errors).toHaveProperty('categoryId');
    const cost = await post('marketing/costs', {
      campaignId: made.id,
      year: 2026,
      month: 2,
      dailyCost: 10.1,
    });
    expect(await caller.get(`marketing/costs/${cost.id}`)).toMatchObject({ json: { dailyCost: 10.1 } });
    const summary = await caller.get('marketing/campaign-cost-summary?from=2026-02-25&to=2026-03-05');
    const items = summary.json.items as Body[];
    expect(items.find((item) => item.campaignId === made.id)).toMatchObject({ totalCost: 40.4 });
    expect((await caller.send('PATCH', `marketing/costs/${cost.id}`, { dailyCost: 11 })).json).toEqual({
      id: cost.id,
    });
  });

  it('send nothing to suppressed addresses', async () => {
    const emails = ['Ada@example.com', 'bob@example.com'];
    await caller.send('POST', 'marketing/suppressions/suppress', { emails, reason: 'Unsubscribe' });
    expect((await caller.get('marketing/suppressions/ada@example.com')).json).toMatchObject({
      reason: 'Unsubscribe',
    });
    await caller.send('POST', 'marketing/suppressions/unsuppress', { emails: ['bob@example.com'] });
    expect((await caller.get('marketing/suppressions/bob@example.com')).status).toBe(404);
    const listed = rowsOf(await caller.get('marketing/suppressions?email=ada@example.com'));
    expect(listed.map((row) => row.email)).toEqual(['ada@example.com']);
  });
});

describe('tags', () => {
  it('are put on and taken off many customers at once', async () => {
    const tagId = await first('settings/tag-types');
    const customers = [
      await post('crm/customers', newCustomer()),
      await post('crm/customers', newCustomer({ tagTypeIds: [tagId] })),
    ];
    const body = { customerIds: customers.map(({ id }) => id), tagTypeIds: [tagId] };
    const tags = async (): Promise<unknown[]> =>
      rowsOf(await caller.get(`crm/customers?ids=${body.customerIds.join(',')}`)).map(
        (row) => row.tagTypeIds,
      );
    expect((await caller.send('PUT', 'crm/tags', body)).status).toBe(200);
    expect(await tags()).toEqual([[tagId], [tagId]]);
    expect((await caller.send('DELETE', 'crm/tags', body)).status).toBe(200);
    expect(await tags()).toEqual([[], []]);
    expect((await caller.send('PUT', 'crm/tags', { ...body, customerIds: [1] })).status).toBe(400);
  });
});

describe('booking providers', () => {
  it('have names of their own, else 409', async () => {
    const made = await post('crm/booking-provider-tags', { tagName: 'Tradesmen', description: 'Leads' });
    expect(made).toMatchObject({ type: 'V2Api', tagName: 'Tradesmen' });
    const again = await caller.send('POST', 'crm/booking-provider-tags', {
      tagName: 'tradesmen',
      description: '',
    });
    expect(again.status).toBe(409);
    const found = rowsOf(await caller.get('crm/booking-provider-tags?name=Tradesmen'));
    expect(found.map((row) => row.id)).toEqual([made.id]);
  });
});

describe('custom fields', () => {
  it('are written by type and read with their name; the list replaces the one before', async () => {
    const [type] = rowsOf(await caller.get('crm/customers/custom-fields'));
    const { id } = await post(
      'crm/customers',
      newCustomer({ customFields: [{ typeId: type?.id, value: 'T-1' }] }),
    );
    expect((await caller.get(`crm/customers/${id}`)).json.customFields).toEqual([
      { typeId: type?.id, name: type?.name, value: 'T-1' },
    ]);
    expect(
      (await caller.send('PATCH', `crm/customers/${id}`, { customFields: [] })).json.customFields,
    ).toEqual([]);
    const refused = await caller.send('PATCH', `crm/customers/${id}`, {
      customFields: [{ typeId: 1, value: 'x' }],
    });
    expect(refused.json.errors).toHaveProperty(['customFields[0].typeId']);
  });
});
