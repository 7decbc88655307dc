import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardJobType, standardJobTypes } from './catalogue.ts';
import { isComplete, prefill } from './mapping.ts';

const mapping = (jobTypeIds: string[], businessUnitIds: string[]) => ({
  standardJobTypeId: 'hvac.repair-ac',
  jobTypeIds,
  businessUnitIds,
});

describe('what the booking form starts with (L9, GL-3)', () => {
  it.each([
    ['one of each', mapping(['1'], ['2']), '1', '2'],
    ['several job types', mapping(['1', '3'], ['2']), null, null],
    ['several business units', mapping(['1'], ['2', '4']), null, null],
    ['no business unit', mapping(['1'], []), null, null],
    ['no job type', mapping([], ['2']), null, null],
    ['no mapping', null, null, null],
  ])('%s', (_name, given, jobTypeId, businessUnitId) => {
    expect(prefill(given)).toEqual({ jobTypeId, businessUnitId });
  });

  it('fills both or neither, and only a complete row', () => {
    const ids = fc.array(fc.stringMatching(/^\d{1,19}$/), { maxLength: 3 });
    fc.assert(
      fc.property(ids, ids, (jobTypeIds, businessUnitIds) => {
        const filled = prefill(mapping(jobTypeIds, businessUnitIds));
        expect(filled.jobTypeId === null).toBe(filled.businessUnitId === null);
        if (filled.jobTypeId !== null) expect(isComplete(mapping(jobTypeIds, businessUnitIds))).toBe(true);
      }),
    );
  });
});

describe('the catalogue of standard job types (GL-1, L35)', () => {
  it('has 39 trades with ids that are unique and found again', () => {
    expect(new Set(standardJobTypes.map((type) => type.trade)).size).toBe(39);
    expect(new Set(standardJobTypes.map((type) => type.id)).size).toBe(standardJobTypes.length);
    for (const type of standardJobTypes) expect(standardJobType(type.id)).toBe(type);
  });
});
