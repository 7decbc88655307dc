import { describe, expect, test } from 'vitest';
import { notation, schemaRow } from '../scripts/notation.ts';
import type { JsonSchema } from '../scripts/openapi.ts';
import { parseFields, parseType, type Type } from '../src/contract/notation.ts';

const string = { kind: 'scalar', format: 'string', nullable: false } as const;

describe('a schema, its notation, and the type read back', () => {
  const cases: [JsonSchema, string, Type][] = [
    [{ type: 'integer', format: 'int64' }, 'int64', { kind: 'scalar', format: 'int64', nullable: false }],
    [{ type: ['string', 'null'] }, 'string?', { ...string, nullable: true }],
    [
      { type: 'string', nullable: true, maxLength: 255 },
      'string(..255)?',
      { ...string, nullable: true, max: 255 },
    ],
    [
      { oneOf: [{ $ref: '#/components/schemas/Crm.V2.Address' }, { type: 'null' }] },
      '#Crm.V2.Address?',
      { kind: 'ref', name: 'Crm.V2.Address', nullable: true },
    ],
    [
      { type: ['array', 'null'], maxItems: 50, items: { $ref: '#/components/schemas/X' } },
      '#X[](..50)?',
      { kind: 'list', items: { kind: 'ref', name: 'X', nullable: false }, nullable: true, max: 50 },
    ],
    [
      { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
      'string[]{}',
      { kind: 'map', values: { kind: 'list', items: string, nullable: false }, nullable: false },
    ],
    [
      { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] },
      '<#A|#B>',
      {
        kind: 'union',
        of: [
          { kind: 'ref', name: 'A', nullable: false },
          { kind: 'ref', name: 'B', nullable: false },
        ],
        nullable: false,
      },
    ],
    [
      { type: 'integer', format: 'int32', minimum: 1, maximum: 500 },
      'int32(1..500)',
      { kind: 'scalar', format: 'int32', nullable: false, min: 1, max: 500 },
    ],
    [{}, 'any', { kind: 'scalar', format: 'any', nullable: false }],
  ];

  test.each(cases)('%j', (schema, text, type) => {
    expect(notation(schema)).toBe(text);
    expect(parseType(text)).toEqual(type);
  });

  test.each(['', 'int65', 'string[', '<#A', '#', 'string??x', 'int64 '])('refuses %j', (text) => {
    expect(() => parseType(text)).toThrow(SyntaxError);
  });
});

test('inherited fields are merged into one flat list', () => {
  const schemas = {
    Base: { properties: { id: { type: 'integer', format: 'int64' } }, required: ['id'] },
  };
  const row = schemaRow(
    { allOf: [{ $ref: '#/components/schemas/Base' }], properties: { name: { type: 'string' } } },
    schemas,
  );
  expect(row).toEqual({ fields: { 'id*': 'int64', name: 'string' } });
  expect(parseFields({ 'id*': 'int64' })).toMatchObject([{ name: 'id', required: true }]);
});
