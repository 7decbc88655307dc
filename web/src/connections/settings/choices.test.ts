import { describe, expect, it } from 'vitest';
import type { ModelInfo, ResourceInfo, Settings } from '../../api/servicetitan.ts';
import { emailPattern, phoneE164, selectable, withModel, withResource } from './choices.ts';

const off = { job: false, customer: false, location: false, content: false };
const settings: Settings = {
  models: ['job'],
  resources: { job: ['appointments', 'assignments'], membership: [], call: [] },
  placeholders: { emails: [], phones: [] },
  updatedAt: { job: [] },
  push: { campaigns: off, incoming: off, manual: off },
  backfillDays: 90,
};
const resource = (key: string, requires: string | null = null): ResourceInfo => ({
  key,
  name: key,
  required: false,
  preselected: false,
  requires,
  purpose: '',
  scopes: [],
  granted: null,
});
const assignments = resource('assignments', 'appointments');
const job: ModelInfo = {
  model: 'job',
  name: 'Job',
  description: '',
  resources: [
    { ...resource('customer'), required: true },
    resource('appointments'),
    assignments,
    resource('zones', 'customer'),
  ],
};

describe('choosing what is synced', () => {
  it('H42: appointment assignments go with appointments', () => {
    const without = withResource(settings, job, 'appointments', false);
    expect(without.resources.job).toEqual([]);
    expect(selectable(without, job, assignments)).toBe(false);
    expect(selectable(settings, job, assignments)).toBe(true);
    expect(withResource(without, job, 'zones', true).resources.job).toEqual(['zones']);
  });

  it('H10: models keep one order, whichever was chosen first', () => {
    const both = withModel(withModel(settings, 'job', false), 'call', true);
    expect(withModel(both, 'job', true).models).toEqual(['job', 'call']);
  });
});

describe('placeholders', () => {
  it.each([
    ['(602) 555-0142', '+16025550142'],
    ['1 602 555 0142', '+16025550142'],
    ['+44 20 7946 0958', '+442079460958'],
    ['555-0142', null],
    ['none', null],
  ])('a phone number written %s is %s', (written, phone) => expect(phoneE164(written)).toBe(phone));

  it.each([
    [' No@Email.com', 'no@email.com'],
    ['*@example.com', '*@example.com'],
    ['nobody', null],
  ])('an address written %s is %s', (written, pattern) => expect(emailPattern(written)).toBe(pattern));
});
