import { expect, it } from 'vitest';
import { indented } from './indented.ts';

it.each([
  ['{"id":9007199254740993,"total":1.10}', '{\n  "id": 9007199254740993,\n  "total": 1.10\n}'],
  ['{"id":31,"note":"a \\"9\\"", "gone":null}', '{\n  "id": 31,\n  "note": "a \\"9\\"",\n  "gone": null\n}'],
  ['{"id":31,', '{"id":31,'],
  ['<html>', '<html>'],
])('shows %s with every digit, a member to a line, and what is no JSON as it came', (text, shown) => {
  expect(indented(text)).toBe(shown);
});
