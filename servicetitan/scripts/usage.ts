/** Which schemas callers send, and which they receive: the two need different types. */
import { parseFields, parseType, type Type } from '../src/contract/notation.ts';
import type { ModuleTable, OperationRow, SchemaRow } from '../src/contract/table.ts';

export type SchemaRows = ReadonlyMap<string, SchemaRow>;

export interface Usage {
  sent: ReadonlySet<string>;
  received: ReadonlySet<string>;
}

export function refs(type: Type): string[] {
  switch (type.kind) {
    case 'ref':
      return [type.name];
    case 'list':
      return refs(type.items);
    case 'map':
      return refs(type.values);
    case 'union':
      return type.of.flatMap(refs);
    case 'scalar':
      return [];
  }
}

function spread(roots: string[], schemas: SchemaRows): Set<string> {
  const seen = new Set<string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const row = schemas.get(name);
    if (row && 'fields' in row) open.push(...parseFields(row.fields).flatMap(({ type }) => refs(type)));
  }
  return seen;
}

const sentBy = (row: OperationRow): string[] => [
  ...(row.body === undefined ? [] : refs(parseType(row.body))),
  ...parseFields(row.query ?? {}).flatMap(({ type }) => refs(type)),
];

const receivedBy = (row: OperationRow): string[] =>
  Object.values(row.responses).flatMap((type) => (type === 'void' ? [] : refs(parseType(type))));

export function usage(tables: readonly ModuleTable[], schemas: SchemaRows): Usage {
  const rows = tables.flatMap(({ operations }) => operations);
  return {
    sent: spread(rows.flatMap(sentBy), schemas),
    received: spread([...rows.flatMap(receivedBy), 'ApiErrorResponse'], schemas),
  };
}
