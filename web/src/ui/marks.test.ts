import { describe, expect, it } from 'vitest';
import { detailText } from '../audit/detail.ts';
import { ordered } from './order.ts';
import { monogram } from './SourceMark.tsx';

describe('the mark of a source', () => {
  it.each([
    ['Thumbtack', 'T'],
    ['Web form', 'WF'],
    ['élan & co', 'ÉC'],
    ['李 家', '李家'],
    ['', '?'],
  ])('of %s is %s', (name, letters) => {
    expect(monogram('s', name).letters).toBe(letters);
  });

  it('has one colour for one source, whatever its name', () => {
    expect(monogram('thumbtack', 'A').colour).toBe(monogram('thumbtack', 'B').colour);
  });
});

describe('the order of a table', () => {
  it('counts numbers by value and keeps equal rows as they stood', () => {
    const rows = ['Key 10', 'key 2', 'KEY 2', 'Key 1'];
    expect(ordered(rows, (row) => row, false)).toEqual(['Key 1', 'key 2', 'KEY 2', 'Key 10']);
    expect(ordered(rows, (row) => row, true)).toEqual(['Key 10', 'key 2', 'KEY 2', 'Key 1']);
  });
});

describe('the detail of an audit entry', () => {
  it.each([
    [{ role: 'csr', from: 'admin', by: null }, 'role: csr · from: admin'],
    [{ ids: ['1', '2'] }, 'ids: ["1","2"]'],
    ['text', 'text'],
    [null, ''],
  ])('%o is written %s', (detail, text) => {
    expect(detailText(detail)).toBe(text);
  });
});
