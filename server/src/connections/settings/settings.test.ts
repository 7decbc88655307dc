import { operation } from 'servicetitan/contract';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../platform/index.ts';
import { diff } from './diff.ts';
import { catalogue, models, modelTable, resourceOf } from './models.ts';
import { defaultSettings, type Settings, settingsSchema, settle, warningsOf } from './settings.ts';

/** What can be chosen for a connection, and what becomes of a choice (H10, H15 to H23, H33, H40 to H43, H54). */

const chosen = (job: string[], more: Partial<Settings> = {}): Settings => ({
  ...defaultSettings(),
  ...more,
  resources: { ...defaultSettings().resources, job },
});
const errorsOf = (wanted: Settings, before: Settings | null = null) => {
  try {
    settle(wanted, before);
  } catch (error) {
    return (error as Problem).errors;
  }
  throw new Error('it was accepted');
};

describe('the model table', () => {
  it('has jobs, memberships and inbound calls (H33)', () => {
    expect(models).toEqual(['job', 'membership', 'call']);
  });

  it('has the optional resources of a job with their purposes (H41, H43)', () => {
    const optional = modelTable.job.resources.filter(({ required }) => !required);
    expect(optional.map(({ name }) => name)).toEqual([
      'Estimates',
      'Appointments',
      'Appointment Assignments',
      'Cancel Reasons',
      'Tag Types',
      'Campaigns',
      'Zones',
      'Employees & Technicians',
      'Invoices',
    ]);
    for (const model of models)
      for (const { purpose } of modelTable[model].resources) expect(purpose.length).toBeGreaterThan(10);
    expect(resourceOf('job', 'estimates')?.purpose).toContain('follow-up');
    expect(resourceOf('job', 'invoices')?.purpose).toMatch(/Receivables.*reviews and referrals/);
  });

  it('keeps base objects and customers always on (H34 to H36, H40)', () => {
    const required = (model: 'job' | 'membership' | 'call') =>
      modelTable[model].resources.filter((resource) => resource.required).map(({ key }) => key);
    expect(required('job')).toEqual(['job', 'customer', 'location', 'businessUnit', 'jobType']);
    expect(required('membership')).toEqual(['membership', 'customer', 'location', 'businessUnit']);
    expect(required('call')).toEqual(['call', 'customer']);
  });

  it('takes its scopes from the contract, and knows what the app has (H58)', () => {
    for (const { resources } of Object.values(modelTable))
      for (const { operations } of resources)
        for (const id of operations) expect(operation(id), id).toBeDefined();
    const [job] = catalogue(['tn.jpm.jobs:r']);
    const of = (key: string) => job?.resources.find((resource) => resource.key === key);
    expect(of('invoices')).toMatchObject({ scopes: ['tn.acc.invoices:r'], granted: false });
    expect(of('job')?.granted).toBe(true);
    expect(catalogue(null)[0]?.resources[0]?.granted).toBeNull();
  });

  it("offers nothing of a job's follow-up (H54)", () => {
    expect(JSON.stringify(catalogue(null))).not.toMatch(/follow-?up ?(date|status)|followUpOn/i);
  });
});

describe('a choice', () => {
  it('begins with jobs, the usual resources and 90 days; nothing is pushed (H10, H13, H17 to H22, H40)', () => {
    const settings = defaultSettings();
    expect(settings).toMatchObject({ models: ['job'], backfillDays: 90 });
    expect(settings.resources.job).toContain('appointments');
    expect(Object.values(settings.push).flatMap((where) => Object.values(where))).not.toContain(true);
    expect(settingsSchema.parse(settings)).toEqual(settings);
    expect(settle(settings, null)).toEqual(settings);
  });

  it('of assignments needs appointments, and goes when those are taken away (H42)', () => {
    expect(errorsOf(chosen(['appointmentAssignments']))?.['resources.job']?.[0]).toContain(
      'only together with Appointments',
    );
    const before = chosen(['appointments', 'appointmentAssignments', 'invoices']);
    expect(settle(chosen(['appointmentAssignments', 'invoices']), before).resources.job).toEqual([
      'invoices',
    ]);
  });

  it('leaves out what is always on, says each thing once, and refuses what there is not', () => {
    expect(settle(chosen(['invoices', 'job', 'estimates', 'invoices']), null).resources.job).toEqual([
      'estimates',
      'invoices',
    ]);
    expect(errorsOf(chosen(['opportunity']))?.['resources.job']?.[0]).toBe(
      'Job has no resource opportunity.',
    );
  });

  it('of more than one model is warned of, of none refused (H10)', () => {
    expect(warningsOf(defaultSettings(), null)).toEqual([]);
    expect(warningsOf(chosen([], { models: ['job', 'call'] }), null)[0]).toContain('One model');
    expect(settingsSchema.safeParse({ ...defaultSettings(), models: [] }).success).toBe(false);
  });

  it('says which chosen resources will not come in for want of a scope (H14)', () => {
    const all = ['job', 'customer', 'location', 'businessUnit', 'jobType'].flatMap(
      (key) => catalogue(null)[0]?.resources.find((resource) => resource.key === key)?.scopes ?? [],
    );
    expect(warningsOf(chosen(['invoices']), all)).toEqual([
      'Job: Invoices will not come in, since the ServiceTitan app lacks tn.acc.invoices:r.',
    ]);
  });

  it.each([
    ['placeholders', { emails: ['nobody'], phones: [] }],
    ['placeholders', { emails: [], phones: ['303-555-0100'] }],
    ['backfillDays', 0],
    ['backfillDays', 1096],
    ['updatedAt', { job: [] }],
    ['updatedAt', { job: ['appointments:#:'] }],
  ])('of a wrong %s is refused (%j)', (name, value) => {
    expect(settingsSchema.safeParse({ ...defaultSettings(), [name]: value }).success).toBe(false);
  });

  it('takes placeholders with a * and numbers with their country (H16)', () => {
    const placeholders = { emails: ['NoEmail@Example.com', '*@noemail.test'], phones: ['+13035550100'] };
    expect(settingsSchema.parse({ ...defaultSettings(), placeholders }).placeholders.emails).toEqual([
      'noemail@example.com',
      '*@noemail.test',
    ]);
  });
});

describe('a difference (B32)', () => {
  it('is told by path; a list is one value', () => {
    const [before, after] = [
      chosen(['estimates']),
      chosen(['estimates', 'invoices'], { backfillDays: 30, models: ['job', 'call'] }),
    ];
    expect(diff(before, after)).toEqual([
      { path: 'models', before: ['job'], after: ['job', 'call'] },
      { path: 'resources.job', before: ['estimates'], after: ['estimates', 'invoices'] },
      { path: 'backfillDays', before: 90, after: 30 },
    ]);
    expect(diff(before, structuredClone(before))).toEqual([]);
  });
});
