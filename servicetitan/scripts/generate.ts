/**
 * Reads directories of OpenAPI documents, newest first, and writes the tables and types of `src/generated`:
 *
 *     node scripts/generate.ts NEWEST [OLDER...] [--out DIR]
 *
 * Only facts are taken: paths, names, types, formats, enumerations, scopes, statuses. No texts.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ModuleTable } from '../src/contract/table.ts';
import { buildTypes } from './interfaces.ts';
import { readEdition } from './openapi.ts';
import { buildTables } from './tables.ts';

/** JSON with one row per line, so that a change of the API reads as a change of lines. */
export function printTable(table: ModuleTable): string {
  const operations = table.operations.map((row) => JSON.stringify(row));
  const schemas = Object.entries(table.schemas).map(
    ([name, row]) => `${JSON.stringify(name)}: ${JSON.stringify(row)}`,
  );
  return [
    `{"module": ${JSON.stringify(table.module)},`,
    `"operations": [${operations.length ? `\n${operations.join(',\n')}\n` : ''}],`,
    `"schemas": {\n${schemas.join(',\n')}\n}}`,
    '',
  ].join('\n');
}

/** File name and text of a table. */
export const tableFile = (table: ModuleTable): [file: string, text: string] => [
  `${table.module}.json`,
  printTable(table),
];

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: join(import.meta.dirname, '../src/generated') } },
  });
  if (positionals.length === 0) throw new Error('Usage: generate.ts NEWEST [OLDER...] [--out DIR]');
  const tables = buildTables(positionals.map(readEdition));
  mkdirSync(values.out, { recursive: true });
  for (const file of readdirSync(values.out)) rmSync(join(values.out, file));
  const files = [...tables.map(tableFile), ...buildTypes(tables)];
  for (const [file, text] of files) writeFileSync(join(values.out, file), text);
  const operations = tables.reduce((sum, table) => sum + table.operations.length, 0);
  const schemas = tables.reduce((sum, table) => sum + Object.keys(table.schemas).length, 0);
  console.log(`${tables.length} tables, ${operations} operations, ${schemas} schemas`);
}

if (import.meta.main) main();
