import { describe, expect, it } from 'vitest';
import { makeBooking, makeForm } from '../../../test/fake/bookings.ts';
import { businessUnitGroups, jobTypeGroups, type OptionGroup } from './options.ts';

const form = makeForm(makeBooking(0), {
  candidates: {
    jobTypes: [
      { id: '703', name: 'AC Tune-up' },
      { id: '702', name: 'Water Heater Repair' },
    ],
    businessUnits: [{ id: '803', name: 'HVAC - Service' }],
  },
});
const ids = (groups: OptionGroup[]) =>
  groups.map((group) => [group.kind, group.options.map((option) => option.id)]);

describe('the choices of the booking form', () => {
  it('L9, GL-3: begin with the job types mapped to the request; each stands once', () => {
    expect(ids(jobTypeGroups(form))).toEqual([
      ['suggested', ['703', '702']],
      ['others', ['9007199254740995']],
    ]);
  });

  it('follow the mapped business units with those of the chosen job type', () => {
    expect(ids(businessUnitGroups(form, '9007199254740995'))).toEqual([
      ['suggested', ['803']],
      ['usedBy', ['801', '802']],
    ]);
    expect(ids(businessUnitGroups(form, null))).toEqual([
      ['suggested', ['803']],
      ['others', ['801', '802']],
    ]);
  });
});
