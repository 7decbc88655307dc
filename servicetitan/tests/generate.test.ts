import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printTable, tableFile } from '../scripts/generate.ts';
import { buildTypes } from '../scripts/interfaces.ts';
import { shortNames } from '../scripts/names.ts';
import { type ApiOperation, type Document, readEdition } from '../scripts/openapi.ts';
import { buildTables } from '../scripts/tables.ts';

const get = (operationId: string, tag: string, ref: string): ApiOperation => ({
  operationId,
  tags: [tag],
  parameters: [{ name: 'tenant', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } }],
  responses: {
    200: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${ref}` } } } },
  },
});

const document = (paths: Record<string, ApiOperation>): Document => ({
  servers: [{ url: 'https://api.servicetitan.io/crm/v2' }],
  paths: Object.fromEntries(Object.entries(paths).map(([path, operation]) => [path, { get: operation }])),
  components: {
    schemas: {
      'Crm.V2.Thing': {
        type: 'object',
        properties: { id: { type: 'integer', format: 'int64' } },
        required: ['id'],
      },
      'Crm.V2.Old': { type: 'object', properties: { price: { type: 'number', format: 'decimal' } } },
    },
  },
});

const newest = {
  edition: '2026-05',
  documents: [
    document({
      '/tenant/{tenant}/things/{id}': get('Things_Get', 'Things', 'Crm.V2.Thing'),
      '/tenant/{tenant}/export/things': get('ExportThings_Get', 'Export', 'Crm.V2.Thing'),
    }),
  ],
};
const older = {
  edition: '2026-03',
  documents: [
    document({
      '/tenant/{tenant}/things/{thingId}': get('Things_Get', 'Things', 'Crm.V2.Thing'),
      '/tenant/{tenant}/olds': get('Olds_GetList', 'Olds', 'Crm.V2.Old'),
    }),
  ],
};

describe('tables', () => {
  const [crm] = buildTables([newest, older]);

  test('what only an older edition has is marked with that edition', () => {
    expect(crm?.operations.map(({ id, onlyIn }) => [id, onlyIn])).toEqual([
      ['crm.export.things', undefined],
      ['crm.olds.getList', '2026-03'],
      ['crm.things.get', undefined],
    ]);
    expect(crm?.schemas).toEqual({
      'Crm.V2.Old': { fields: { price: 'decimal' }, onlyIn: '2026-03' },
      'Crm.V2.Thing': { fields: { 'id*': 'int64' } },
    });
  });

  test('are printed with one row per line, the same every time', () => {
    const [again] = buildTables([newest, older]);
    const text = crm ? printTable(crm) : '';
    expect(again && printTable(again)).toBe(text);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(crm)));
    expect(text.split('\n').filter((line) => line.startsWith('{"id":'))).toHaveLength(3);
  });

  test('types: answers are nullable but for ids, and a schema is one line', () => {
    const text = buildTypes(buildTables([newest, older])).get('crm.types.ts');
    expect(text).toContain('export interface Thing { id: Int64 }');
    expect(text).toContain('export interface Old { price?: Decimal | null }');
    expect(text).toContain("'crm.olds.getList': Signature<{}, never, never, Old>;");
    expect(text).toContain("getList: Call<'crm.olds.getList'>;");
  });
});

test('short names stay unique', () => {
  const names = shortNames(
    ['A.V2.Address', 'A.V2.Base.Address', 'Page_Of_A.V2.Thing', 'A.V2.Open'],
    new Set(['Open']),
  );
  expect(Object.fromEntries(names)).toEqual({
    'Page_Of_A.V2.Thing': 'PageOfThing',
    'A.V2.Address': 'V2Address',
    'A.V2.Base.Address': 'BaseAddress',
    'A.V2.Open': 'V2Open',
  });
});

const DOCUMENTS = join(import.meta.dirname, '../../../shared/reference/servicetitan-openapi');
const GENERATED = join(import.meta.dirname, '../src/generated');

// The documents are not part of the repository: where they are absent there is nothing to compare.
test('the generated files are what the generator makes of the documents', () => {
  const editions = ['2026-05', '2026-03']
    .map((name) => join(DOCUMENTS, name))
    .filter((path) => existsSync(path));
  const tables = editions.length > 0 ? buildTables(editions.map(readEdition)) : [];
  const files = [...(tables.length > 0 ? buildTypes(tables) : []), ...tables.map(tableFile)];
  for (const [file, text] of files)
    expect(readFileSync(join(GENERATED, file), 'utf8') === text, file).toBe(true);
});
