import { describe, expect, it } from 'vitest';
import { anyItem, branches, treeLines } from './tree.ts';

const details = {
  jobStatus: 'Completed',
  customer: { name: 'Delgado, Maria', contacts: [{ type: 'MobilePhone', value: '6025550142' }] },
  appointments: [{ start: '2026-03-06T16:00:00Z' }, { start: null }],
};
const paths = (open: string[], search = '') =>
  treeLines(details, new Set(open), search).map((line) => line.path);

describe('the tree of details', () => {
  it('shows parts of what is open only', () => {
    expect(paths([])).toEqual(['jobStatus', 'customer', 'appointments']);
    expect(paths(['customer'])).toEqual([
      'jobStatus',
      'customer',
      'customer:name',
      'customer:contacts',
      'appointments',
    ]);
    expect(paths(branches(details))).toHaveLength(12);
  });

  it('shows what a search finds, and the way to it', () => {
    expect(paths([], 'mobile')).toEqual([
      'customer',
      'customer:contacts',
      'customer:contacts:0',
      'customer:contacts:0:type',
    ]);
    expect(paths([], 'contacts:0:value')).toEqual([
      'customer',
      'customer:contacts',
      'customer:contacts:0',
      'customer:contacts:0:value',
    ]);
    expect(paths([], 'nothing like this')).toEqual([]);
  });

  it('H46: names an item of a list by its index, or all of them by #', () => {
    expect(anyItem('customer:contacts:0:value')).toBe('customer:contacts:#:value');
    expect(anyItem('appointments:12')).toBe('appointments:#');
    expect(anyItem('address2:street1')).toBe('address2:street1');
  });

  it('tells dates from text', () => {
    const types = treeLines(details, new Set(branches(details)), '').map(({ path, type }) => [path, type]);
    expect(types).toContainEqual(['appointments:0:start', 'date']);
    expect(types).toContainEqual(['appointments:1:start', 'empty']);
    expect(types).toContainEqual(['customer:contacts:0:value', 'text']);
    expect(types).toContainEqual(['customer:contacts', 'list']);
  });
});
