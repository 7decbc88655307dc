import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { inWorkspace } from '../platform/index.ts';
import { decide } from './decide.ts';
import { type LinkedPerson, personOf } from './person.ts';
import { placeholderFilter } from './placeholder.ts';
import { type Resolved, resolvePeople } from './resolve.ts';

let house: TestApp;
beforeAll(async () => {
  house = await createTestApp();
});
afterAll(async () => await house.close());

const nothing = placeholderFilter({ emails: [], phones: [] });
const filter = placeholderFilter({ emails: ['none@example.com', '*@noemail.com'], phones: ['+13035550100'] });

/** A customer with its contacts, read as the rebuild reads it. */
function customer(
  id: number,
  name: string | null,
  values: readonly string[],
  by = nothing,
  more: object = {},
): LinkedPerson {
  const contacts = values.map((value, at) => ({
    id: at,
    type: value.includes('@') ? 'Email' : 'MobilePhone',
    value,
  }));
  return personOf({ id, name, ...more }, contacts, { firstName: name, lastName: null }, by);
}

interface Place {
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly key: string;
  resolve(...people: LinkedPerson[]): Promise<Resolved>;
  contactOf(id: number): Promise<string>;
}

async function place(): Promise<Place> {
  const { workspaceId, key } = await house.workspace('Contacts');
  const made = await house.call({ key }, 'POST', '/api/v1/connections', {
    name: 'ST',
    environment: 'emulator',
    apiUrl: 'http://127.0.0.1:9',
    tenantId: '1',
  });
  const connectionId = made.body.id as string;
  return {
    workspaceId,
    connectionId,
    key,
    resolve: async (...people) =>
      await inWorkspace(
        house.parts.db,
        workspaceId,
        async (tx) => await resolvePeople(tx, workspaceId, connectionId, people),
      ),
    contactOf: async (id) =>
      (
        await house.parts.db.systemPool.query(
          'select contact_id from contact_links where workspace_id = $1 and key = $2',
          [workspaceId, String(id)],
        )
      ).rows[0]?.contact_id,
  };
}

describe('who a customer is (GH-10)', () => {
  const set = (...ids: string[]) => new Set(ids);
  const hits = (phones: Record<string, string[]>, emails: Record<string, string[]>) => ({
    phones: new Map(Object.entries(phones).map(([value, ids]) => [value, set(...ids)])),
    emails: new Map(Object.entries(emails).map(([value, ids]) => [value, set(...ids)])),
  });
  it.each([
    ['nobody', hits({}, {}), { kind: 'new' }],
    ['one by phone', hits({ p: ['A'] }, {}), { kind: 'match', contactId: 'A', reason: 'the same phone' }],
    ['one by e-mail', hits({}, { e: ['A'] }), { kind: 'match', contactId: 'A', reason: 'the same e-mail' }],
    [
      'the same by both',
      hits({ p: ['A'] }, { e: ['A'] }),
      { kind: 'match', contactId: 'A', evidence: ['p', 'e'] },
    ],
    ['two by one phone', hits({ p: ['A', 'B'] }, {}), { kind: 'parked', candidates: ['A', 'B'] }],
    [
      'phone and e-mail disagree',
      hits({ p: ['A'] }, { e: ['B'] }),
      { kind: 'parked', candidates: ['A', 'B'] },
    ],
  ])('%s', (_, found, decision) => {
    expect(decide(found, set())).toMatchObject(decision);
  });

  it('B23: what a person has kept separate is not looked at again', () => {
    expect(decide(hits({ p: ['A'] }, {}), set('A'))).toEqual({ kind: 'new' });
  });
});

describe('contacts', () => {
  it('H37: a customer without a match is a new contact, one with a match joins it', async () => {
    const here = await place();
    const first = await here.resolve(customer(1, 'Maria', ['3035550111', 'maria@example.com']));
    expect(first.created).toHaveLength(1);
    const again = await here.resolve(customer(1, 'Maria', ['3035550111', 'maria@example.com']));
    expect(again).toMatchObject({ created: [], matched: [] });
    const second = await here.resolve(customer(2, 'M. Delgado', ['(303) 555-0111']));
    expect(second).toMatchObject({ created: [], matched: [{ key: '2', reason: 'the same phone' }] });
    expect(await here.contactOf(2)).toBe(await here.contactOf(1));
  });

  it('people of one batch find each other, the oldest first', async () => {
    const here = await place();
    const done = await here.resolve(customer(12, 'B', ['3035550112']), customer(9, 'A', ['3035550112']));
    expect(done.created).toHaveLength(1);
    const shown = await house.call(here, 'GET', `/api/v1/contacts/${await here.contactOf(9)}`);
    expect(shown.body).toMatchObject({ firstName: 'A', externalContactIds: ['9', '12'] });
    expect(shown.body.merges).toMatchObject([
      { reason: 'the same phone', parts: [{ customerId: '12' }], undone: false },
    ]);
  });

  it('H16: listed placeholders merge nobody, exact or by pattern, e-mails and phones', async () => {
    const here = await place();
    const done = await here.resolve(
      customer(1, 'A', ['none@example.com', '3035550100'], filter),
      customer(2, 'B', ['NONE@example.com'], filter),
      customer(3, 'C', ['x@noemail.com'], filter),
      customer(4, 'D', ['x@noemail.com', '303-555-0100'], filter),
    );
    expect(done.created).toHaveLength(4);
    expect(done.matched).toEqual([]);
  });

  it('GH-18: flags are kept', async () => {
    const here = await place();
    const person = personOf(
      { id: 1, name: 'A', doNotMail: true, doNotService: true },
      [{ id: 1, type: 'MobilePhone', value: '3035550113', phoneSettings: { doNotText: true } }],
      { firstName: 'A', lastName: null },
      nothing,
    );
    await here.resolve(person);
    const { body } = await house.call(here, 'GET', `/api/v1/contacts/${await here.contactOf(1)}`);
    expect(body).toMatchObject({
      doNotMail: true,
      doNotService: true,
      phones: [{ phone: '+13035550113', doNotText: true }],
    });
  });

  it('takes 200 contacts on one customer, a customer named ", " and one without anything', async () => {
    const here = await place();
    const many = Array.from({ length: 200 }, (_, at) =>
      at % 2 ? `303555${String(1000 + at)}` : `a${at}@example.com`,
    );
    const done = await here.resolve(
      customer(1, 'Property Managers', many),
      customer(2, ', ', []),
      customer(3, null, []),
    );
    expect(done.created).toHaveLength(3);
    const { body } = await house.call(here, 'GET', `/api/v1/contacts/${await here.contactOf(1)}`);
    expect(body.phones).toHaveLength(100);
    expect(body.emails).toHaveLength(100);
  });

  it('GH-11: a customer that ServiceTitan merged goes to the contact of the other, whichever comes first', async () => {
    const here = await place();
    await here.resolve(customer(1, 'Old', ['3035550114']), customer(2, 'New', ['3035550115']));
    const done = await here.resolve(
      customer(1, 'Old', ['3035550114'], nothing, { mergedToId: 2, active: false }),
    );
    expect(done.moved).toEqual(['customer:1']);
    expect(await here.contactOf(1)).toBe(await here.contactOf(2));
    const there = await place();
    await there.resolve(customer(1, 'Old', ['3035550114'], nothing, { mergedToId: 2 }));
    await there.resolve(customer(2, 'New', ['3035550115']));
    expect(await there.contactOf(1)).toBe(await there.contactOf(2));
  });

  it('B23: hits that disagree are parked with the reason; merged by a person, and undone', async () => {
    const here = await place();
    await here.resolve(customer(1, 'Ann', ['3035550116']), customer(2, 'Bob', ['bob@example.com']));
    const done = await here.resolve(customer(3, 'Who', ['3035550116', 'bob@example.com']));
    expect(done.parked).toMatchObject([{ key: '3' }]);
    const { body: open } = await house.call(here, 'GET', '/api/v1/contact-conflicts?status=open');
    expect(open.data).toMatchObject([
      {
        customer: { customerId: '3' },
        reason: '(303) 555-0116 leads to one contact, bob@example.com to another.',
      },
    ]);
    const [conflict] = open.data;
    const bob = await here.contactOf(2);
    const evidence = conflict.candidates.find(
      ({ contactId }: { contactId: string }) => contactId === bob,
    ).evidence;
    expect(evidence).toEqual(['bob@example.com']);

    const stranger = await house.call(here, 'POST', `/api/v1/contact-conflicts/${conflict.id}/resolve`, {
      action: 'merge',
      contactId: crypto.randomUUID(),
    });
    expect(stranger).toMatchObject({ status: 422, body: { code: 'not_a_candidate' } });
    const who = await here.contactOf(3);
    const merged = await house.call(here, 'POST', `/api/v1/contact-conflicts/${conflict.id}/resolve`, {
      action: 'merge',
      contactId: bob,
    });
    expect(merged).toMatchObject({ status: 200, body: { status: 'merged' } });
    expect(await here.contactOf(3)).toBe(bob);
    // Whoever kept the id it had finds what it became.
    expect((await house.call(here, 'GET', `/api/v1/contacts/${who}`)).body).toMatchObject({ id: bob });
    const twice = await house.call(here, 'POST', `/api/v1/contact-conflicts/${conflict.id}/resolve`, {
      action: 'separate',
    });
    expect(twice).toMatchObject({ status: 409, body: { code: 'already_resolved' } });

    const { body: shown } = await house.call(here, 'GET', `/api/v1/contacts/${bob}`);
    const undone = await house.call(here, 'POST', `/api/v1/contact-merges/${shown.merges[0].id}/undo`);
    expect(undone.status).toBe(200);
    expect(await here.contactOf(3)).not.toBe(bob);
    expect(undone.body).toMatchObject({ id: who, firstName: 'Who', externalContactIds: ['3'] });
    expect((await house.call(here, 'GET', `/api/v1/contacts/${who}`)).body).toMatchObject({ id: who });
    expect((await house.call(here, 'POST', `/api/v1/contact-merges/${shown.merges[0].id}/undo`)).status).toBe(
      409,
    );
    const { body: audit } = await house.call(here, 'GET', '/api/v1/audit?action=contact');
    expect(audit.data.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['contact.merge', 'contact.merge_undone']),
    );
  });

  it('B23: "separate" is remembered', async () => {
    const here = await place();
    await here.resolve(customer(1, 'Ann', ['3035550117']), customer(2, 'Bob', ['bob@example.com']));
    await here.resolve(customer(3, 'Who', ['3035550117', 'bob@example.com']));
    const { body } = await house.call(here, 'GET', '/api/v1/contact-conflicts?status=open');
    await house.call(here, 'POST', `/api/v1/contact-conflicts/${body.data[0].id}/resolve`, {
      action: 'separate',
    });
    await here.resolve(customer(3, 'Who else', ['3035550117', 'bob@example.com']));
    expect((await house.call(here, 'GET', '/api/v1/contact-conflicts?status=open')).body.data).toEqual([]);
  });

  it('B22: finds what many customers share', async () => {
    const here = await place();
    for (let id = 1; id <= 6; id += 1)
      await house.parts.db.systemPool.query(
        `insert into mirror (workspace_id, connection_id, resource, id, owner_id, active, hash, body, fetched_at)
         values ($1, $2, 'customerContacts', $3, $4, true, md5('x')::uuid, $5, now()), ($1, $2, 'customers', $4, null, true, md5('x')::uuid, $6, now())`,
        [
          here.workspaceId,
          here.connectionId,
          id,
          100 + id,
          JSON.stringify({ type: 'Email', value: 'No@Mail.com' }),
          JSON.stringify({ name: `Customer ${id}` }),
        ],
      );
    const { body } = await house.call(
      here,
      'GET',
      `/api/v1/connections/${here.connectionId}/placeholders?min=5`,
    );
    expect(body).toMatchObject({
      emails: [{ value: 'no@mail.com', customers: 6, listed: false }],
      phones: [],
    });
    expect(body.emails[0].examples).toHaveLength(5);
  });

  it('searches by name, phone, e-mail and number, and pages by key', async () => {
    const here = await place();
    await here.resolve(
      ...Array.from({ length: 25 }, (_, at) =>
        customer(at + 1, `Person${at}`, [`30355512${String(10 + at)}`]),
      ),
    );
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await house.call(here, 'GET', `/api/v1/contacts?limit=10${cursor}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      if (!body.nextCursor) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(new Set(seen).size).toBe(25);
    for (const search of ['person7', '(303) 555-1217', '8'])
      expect(
        (await house.call(here, 'GET', `/api/v1/contacts?search=${encodeURIComponent(search)}`)).body.data,
      ).toMatchObject([{ firstName: 'Person7' }]);
    expect((await house.call(here, 'GET', '/api/v1/contacts?search=%25')).body.data).toEqual([]);
  });
});

/** The same rule, customer by customer over plain lists: no index, no batch. */
function oracle(people: readonly { id: number; values: readonly string[] }[]): Map<number, number> {
  const groups: { ids: number[]; values: Set<string> }[] = [];
  const home = new Map<number, number>();
  for (const { id, values } of people.toSorted((a, b) => a.id - b.id)) {
    const hits = groups.filter((group) => values.some((value) => group.values.has(value)));
    const group = hits.length === 1 && hits[0] ? hits[0] : { ids: [], values: new Set<string>() };
    if (group.ids.length === 0) groups.push(group);
    group.ids.push(id);
    for (const value of values) group.values.add(value);
    home.set(id, group.ids[0] ?? id);
  }
  return home;
}

it('GH-10: whatever the population and however it is cut into batches of rising ids, contacts are those of the plain rule', async () => {
  const values = ['+13035550150', '+13035550151', '+13035550152', 'a@example.com', 'b@example.com'];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.subarray(values, { maxLength: 3 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (population, size) => {
        const here = await place();
        const people = population.map((found, at) => ({ id: at + 1, values: found }));
        for (let at = 0; at < people.length; at += size)
          await here.resolve(
            ...people.slice(at, at + size).map(({ id, values: found }) => customer(id, `P${id}`, found)),
          );
        const { rows } = await house.parts.db.systemPool.query<{ key: string; first: string }>(
          `select key, min(key::int) over (partition by contact_id)::text as first from contact_links where workspace_id = $1`,
          [here.workspaceId],
        );
        expect(new Map(rows.map(({ key, first }) => [Number(key), Number(first)]))).toEqual(oracle(people));
      },
    ),
    { numRuns: 15 },
  );
});
