import { operation } from 'servicetitan/contract';
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../settings/settings.ts';
import { features } from './features.ts';
import { indispensable, scopeReport } from './report.ts';

/** The scope doctor (B30, H14, H58 to H60, GH-15, GH-16). */

const everything: Settings = {
  ...defaultSettings(),
  models: ['job', 'membership', 'call'],
  push: {
    campaigns: { job: true, customer: true, location: true, content: true },
    incoming: { job: false, customer: false, location: false, content: false },
    manual: { job: false, customer: false, location: false, content: false },
  },
};
const allScopes = [
  ...new Set(
    scopeReport(null, null, everything).features.flatMap(({ scopes }) => scopes.map(({ scope }) => scope)),
  ),
];
const stateOf = (granted: readonly string[] | null, id: string, settings = everything) =>
  scopeReport(granted, null, settings).features.find((feature) => feature.id === id);

describe('features and their scopes', () => {
  it('ask for calls that there are, one scope each', () => {
    for (const feature of features)
      for (const { operations } of feature.needs(everything))
        for (const id of operations) expect(operation(id)?.scopes, id).toHaveLength(1);
  });

  it.each([
    'acc.invoices acc.invoiceitems acc.paymenttypes acc.taxzones',
    'crm.bookingprovidertags crm.bookings crm.customers crm.leads crm.locations',
    'dis.appointmentassignments dis.nonjobappointments dis.zones',
    'jpm.appointments jpm.jobcancelreasons jpm.jobholdreasons jpm.jobs jpm.jobtypes',
    'mem.memberships mem.membershiptypes mem.recurringserviceevents mem.recurringservices mem.recurringservicetypes',
    'mrk.campaigns mrk.categories',
    'sal.estimates',
    'stt.businessunits stt.employees stt.tagtypes stt.technicians stt.userroles',
    // Calls are an opportunity though H59 forgot them (GH-16).
    'tlc.calls',
  ])('cover the read scopes of %s (H59)', (names) => {
    for (const name of names.split(' ')) expect(allScopes).toContain(`tn.${name}:r`);
  });

  it.each([
    'crm.customers',
    'crm.leads',
    'crm.locations',
    'dis.capacity',
    'mrk.campaigns',
    'jpm.jobs',
    'jpm.appointments',
    'crm.bookings',
  ])('cover the write scope of %s (H60, GH-15)', (name) => {
    expect(allScopes).toContain(`tn.${name}:w`);
  });
});

describe('a report', () => {
  it('is all well with all scopes, and says how to get more (H14)', () => {
    const report = scopeReport(allScopes, new Date(0), everything);
    expect(report.missing).toBe(0);
    expect(new Set(report.features.map(({ state }) => state))).toEqual(new Set(['ok', 'unused']));
    expect(report.howToFix).toMatch(/developer portal.*Upgrade version/);
  });

  it('works on a minimal grant: limited, and says what stops', () => {
    expect(indispensable(defaultSettings())).toEqual(['tn.jpm.jobs:r', 'tn.crm.customers:r']);
    const jobs = stateOf(indispensable(defaultSettings()), 'jobs');
    expect(jobs?.state).toBe('limited');
    const invoices = jobs?.scopes.find(({ scope }) => scope === 'tn.acc.invoices:r');
    expect(invoices).toMatchObject({ granted: false, needed: 'optional' });
    expect(invoices?.stops).toBe('Invoices do not come with the opportunity.');
  });

  it('says what is off for want of what it cannot do without', () => {
    const without = allScopes.filter((scope) => scope !== 'tn.tlc.calls:r');
    expect(stateOf(without, 'calls')?.state).toBe('off');
    expect(scopeReport(without, null, everything).missing).toBe(1);
  });

  it('asks nothing for what is switched off (H58)', () => {
    const settings = {
      ...defaultSettings(),
      resources: { ...defaultSettings().resources, job: ['estimates'] },
    };
    const scopes = stateOf([], 'jobs', settings)?.scopes.map(({ scope }) => scope);
    expect(scopes).toContain('tn.sal.estimates:r');
    expect(scopes).not.toContain('tn.acc.invoices:r');
    for (const id of ['memberships', 'calls', 'notes'])
      expect(stateOf([], id, settings)?.state).toBe('unused');
    expect(stateOf([], 'notes', everything)?.scopes.map(({ scope }) => scope)).toEqual([
      'tn.jpm.jobs:w',
      'tn.crm.customers:w',
      'tn.crm.locations:w',
    ]);
  });

  it('blames nothing while it is not known what was granted', () => {
    const report = scopeReport(null, null, everything);
    expect(report).toMatchObject({ granted: [], checkedAt: null, missing: 0 });
  });
});
