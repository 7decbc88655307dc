/** The demo company: the same for the same seed, plausible, and of people who do not exist. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, type Caller, NOW, rowsOf, start, stopped } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await start({ company: 'small', clock: stopped });
});
afterAll(() => caller.emulator.close());

const all = async (path: string, from: Caller = caller): Promise<Body[]> =>
  rowsOf(await from.get(`${path}${path.includes('?') ? '&' : '?'}pageSize=5000`));

/** Share of months from May to September. */
const summer = (list: number[]): number =>
  list.filter((month) => month >= 5 && month <= 9).length / list.length;

const ids = async (path: string): Promise<Set<unknown>> => new Set((await all(path)).map((row) => row.id));

describe('a small company', () => {
  it('is the same for the same seed and time, and another for another seed', async () => {
    const [same, other] = [
      await start({ company: 'small', clock: stopped }),
      await start({ company: 'small', clock: stopped, seed: 2 }),
    ];
    for (const path of ['crm/customers?pageSize=5000', 'jpm/jobs?pageSize=5000', 'settings/technicians']) {
      const text = (await caller.get(path)).text;
      expect((await same.get(path)).text).toBe(text);
      expect((await other.get(path)).text).not.toBe(text);
    }
    await Promise.all([same.emulator.close(), other.emulator.close()]);
  });

  it('has five technicians and about 200 jobs over a year, many of them of the last weeks and some ahead', async () => {
    expect(await all('settings/technicians')).toHaveLength(5);
    expect(await all('settings/business-units')).toHaveLength(12);
    const jobs = await all('jpm/jobs');
    expect(jobs.length).toBeGreaterThan(180);
    expect(jobs.length).toBeLessThan(220);
    const age = (job: Body): number => (NOW - Date.parse(String(job.createdOn))) / 86_400_000;
    expect(Math.max(...jobs.map(age))).toBeGreaterThan(370);
    expect(jobs.filter((job) => age(job) < 35).length).toBeGreaterThan(55);
    const ahead = await all(`jpm/jobs?firstAppointmentStartsOnOrAfter=${new Date(NOW).toISOString()}`);
    expect(ahead.length).toBeGreaterThan(3);
    expect(new Set(ahead.map((job) => job.jobStatus))).toContain('Scheduled');
    const canceled = jobs.filter((job) => job.jobStatus === 'Canceled').length;
    expect(canceled / jobs.length).toBeGreaterThan(0.04);
    expect(canceled / jobs.length).toBeLessThan(0.18);
  });

  it('cools in summer and heats in winter, for customers who come back', async () => {
    const jobs = await all('jpm/jobs');
    const types = new Map((await all('jpm/job-types')).map((type) => [type.id, String(type.name)]));
    const months = (pattern: RegExp): number[] =>
      jobs
        .filter((job) => pattern.test(types.get(job.jobTypeId) ?? ''))
        .map((job) => Number(String(job.createdOn).slice(5, 7)));
    expect(summer(months(/^AC /))).toBeGreaterThan(0.6);
    expect(summer(months(/Furnace|Heat$/))).toBeLessThan(0.3);
    expect(new Set(jobs.map((job) => job.customerId)).size).toBeLessThan(jobs.length * 0.7);
  });

  it('knows nobody real: reserved phone numbers and example addresses only', async () => {
    for (const contact of await all('crm/customers/contacts?modifiedOnOrAfter=2000-01-01')) {
      const value = String(contact.value);
      if (contact.type === 'Email') expect(value).toMatch(/@example\.(com|net|org)$/);
      else expect(value.replace(/\D/g, '')).toMatch(/^1?\d{3}55501\d\d$/);
    }
  });

  it('holds together: every link leads somewhere, nothing is from the future', async () => {
    const links: [string, Set<unknown>][] = [
      ['customerId', await ids('crm/customers?active=Any')],
      ['locationId', await ids('crm/locations?active=Any')],
      ['jobTypeId', await ids('jpm/job-types')],
      ['businessUnitId', await ids('settings/business-units')],
      ['campaignId', await ids('marketing/campaigns')],
      ['firstAppointmentId', await ids('jpm/appointments')],
    ];
    for (const job of await all('jpm/jobs')) {
      for (const [member, known] of links) expect(known.has(job[member]), member).toBe(true);
      expect(Date.parse(String(job.modifiedOn))).toBeLessThanOrEqual(NOW + 1);
      expect(Date.parse(String(job.createdOn))).toBeLessThanOrEqual(Date.parse(String(job.modifiedOn)));
    }
  });

  it('comes out of the export feed whole and in order', async () => {
    const seen: Body[] = [];
    let from = '';
    for (let hasMore = true; hasMore; ) {
      const { json } = await caller.get(`jpm/export/jobs${from}`);
      seen.push(...(json.data as Body[]));
      from = `?from=${String(json.continueFrom)}`;
      hasMore = json.hasMore === true;
    }
    expect(seen).toHaveLength((await all('jpm/jobs')).length);
    const times = seen.map((row) => Date.parse(String(row.modifiedOn)));
    expect(times).toEqual(times.toSorted((one, two) => one - two));
  });
});

describe('a company of its own size', () => {
  it('has as many technicians and about as many jobs as were asked for', async () => {
    const own = await start({ company: { technicians: 3, jobs: 60, days: 40 }, clock: stopped });
    expect(await all('settings/technicians', own)).toHaveLength(3);
    const made = (await all('jpm/jobs', own)).length;
    expect(made).toBeGreaterThan(50);
    expect(made).toBeLessThan(70);
    await own.emulator.close();
  });

  it('does what its technicians can when more was asked for', async () => {
    const own = await start({ company: { technicians: 2, jobs: 5000, days: 20 }, clock: stopped });
    const made = (await all('jpm/jobs', own)).length;
    expect(made).toBeGreaterThan(20);
    expect(made).toBeLessThan(400);
    await own.emulator.close();
  });

  it('is refused when it cannot be', async () => {
    await expect(start({ company: { technicians: 0, jobs: 5, days: 5 } })).rejects.toThrow('above 0');
  });
});
