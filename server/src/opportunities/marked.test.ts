import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { type Body, createFixture, type Fixture } from '../../test/mirror.ts';
import { defaultSettings } from '../connections/index.ts';
import { buildWaiting } from './jobs.ts';

/** More marked records than one transaction takes: the next batch is read while one is written. */

let house: TestApp;
beforeAll(async () => {
  house = await createTestApp();
});
afterAll(async () => await house.close());

const JOBS = 1_100;
/** Customers of jobs that are in different batches, all reached by one phone. */
const SHARED = [100, 600, 1_050];

const id = (n: number): Body => ({ id: n, createdOn: '2026-03-01T10:00:00Z', active: true });

async function company(): Promise<Fixture & { build(): Promise<number> }> {
  const fixture = await createFixture(house);
  await fixture.settings({ ...defaultSettings(), models: ['job'] });
  const numbers = Array.from({ length: JOBS }, (_, n) => n + 1);
  await fixture.put('customers', ...numbers.map((n) => ({ ...id(n), name: `Person ${n}` })));
  await fixture.put(
    'customerContacts',
    ...SHARED.map((n) => ({ ...id(n), customerId: n, type: 'Phone', value: '3035550123' })),
  );
  await fixture.put('jobs', ...numbers.map((n) => ({ ...id(n), jobNumber: `${n}`, customerId: n })));
  return {
    ...fixture,
    build: async () => await buildWaiting(house.rooms.opportunities, fixture.where),
  };
}

const built = async (fixture: Fixture): Promise<number[]> =>
  (
    await fixture.rows<{ id: string }>(
      'select external_id as id from opportunities where $where order by external_id',
    )
  ).map((row) => Number(row.id));

/** The contact of people who share a phone, and the name it got from the first of them. */
async function shared(fixture: Fixture): Promise<readonly string[]> {
  const contacts = await fixture.rows<{ name: string }>(
    `select concat_ws(' ', first_name, last_name) as name from contacts
     where (workspace_id, id) in (select workspace_id, contact_id from contact_links where $where and key in ('${SHARED.join("','")}'))`,
  );
  return contacts.map(({ name }) => name);
}

describe('many marked records', () => {
  it('Speed: are built batch by batch, and people are matched in the order of their records (GH-10)', async () => {
    const place = await company();
    expect(await place.build()).toBe(JOBS);
    expect(await built(place)).toHaveLength(JOBS);
    expect(await shared(place)).toEqual(['Person 100']);
  });

  it('of which one batch cannot be written: it and those behind are marked still, those before are there', async () => {
    const place = await company();
    const { db } = house.parts;
    await db.systemPool.query(`
      create function refuse_600() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$;
      create trigger refuse_600 before insert on opportunities for each row
        when (new.external_id = 600 and new.connection_id = '${place.where.connectionId}') execute function refuse_600();`);
    await expect(place.build()).rejects.toThrow('no room');
    expect(await built(place)).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
    expect(await place.rows('select from opportunity_dirt where $where')).toHaveLength(JOBS - 500);
    await db.systemPool.query('drop function refuse_600() cascade');
    expect(await place.build()).toBe(JOBS - 500);
    expect(await built(place)).toHaveLength(JOBS);
    expect(await shared(place)).toEqual(['Person 100']);
  });
});
