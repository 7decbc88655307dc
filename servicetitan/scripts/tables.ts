/** Merges editions of the documents, newest first, into one table per module. */
import type { ModuleTable, OperationRow, SchemaRow } from '../src/contract/table.ts';
import { schemaRow } from './notation.ts';
import { basePath, type Document, type Edition, type JsonSchema } from './openapi.ts';
import { mentioned, operationName, operationRow } from './operations.ts';

/** The table of the schemas that several modules' documents define identically. */
export const CROSS_MODULE = 'cross-module';

interface Gathered {
  operations: Map<string, OperationRow>;
  schemas: Map<string, SchemaRow>;
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** The names reachable from `roots` through references. */
function reachable(roots: string[], schemas: Record<string, JsonSchema>): Set<string> {
  const seen = new Set<string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    const schema = schemas[name];
    if (!schema) throw new Error(`Unresolved schema ${name}`);
    seen.add(name);
    open.push(...mentioned(schema));
  }
  return seen;
}

function gather(document: Document, onlyIn: string | undefined, module: string, into: Gathered): void {
  const { schemas } = document.components;
  const roots: string[] = [];
  const known = new Set([...into.operations.values()].map(({ method, path }) => shape(method, path)));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const fullPath = basePath(document) + path;
      if (known.has(shape(method, fullPath))) continue;
      const id = operationName(module, operation);
      if (into.operations.has(id)) throw new Error(`Two operations are named ${id}`);
      const row = operationRow(id, method, fullPath, operation, schemas);
      into.operations.set(id, onlyIn ? { ...row, onlyIn } : row);
      roots.push(...mentioned(operation));
    }
  }
  for (const name of reachable(roots, schemas)) {
    const schema = schemas[name];
    if (!schema || into.schemas.has(name)) continue;
    const row = schemaRow(schema, schemas);
    into.schemas.set(name, onlyIn ? { ...row, onlyIn } : row);
  }
}

/** Two paths that differ only in the names of their parameters are one path. */
const shape = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`;

/** One table per module segment, and one for the schemas that several modules have in common. */
export function buildTables(editions: Edition[]): ModuleTable[] {
  const modules = new Map<string, Gathered>();
  for (const [age, { edition, documents }] of editions.entries()) {
    for (const document of documents) {
      const module = basePath(document).split('/')[1] ?? '';
      const into = modules.get(module) ?? { operations: new Map(), schemas: new Map() };
      modules.set(module, into);
      gather(document, age > 0 ? edition : undefined, module, into);
    }
  }
  const common = takeCommon([...modules.values()]);
  modules.set(CROSS_MODULE, { operations: new Map(), schemas: common });
  return [...modules].toSorted(byKey).map(([module, { operations, schemas }]) => ({
    module,
    operations: [...operations].toSorted(byKey).map(([, row]) => row),
    schemas: Object.fromEntries([...schemas].toSorted(byKey)),
  }));
}

/** Moves what several modules define out of them; the same name with two meanings would break every look-up by name. */
function takeCommon(modules: Gathered[]): Map<string, SchemaRow> {
  const owners = Map.groupBy(
    modules.flatMap(({ schemas }) => [...schemas]),
    ([name]) => name,
  );
  const common = new Map<string, SchemaRow>();
  for (const [name, rows] of owners) {
    const [first] = rows;
    if (!first || rows.length < 2) continue;
    if (rows.some(([, row]) => JSON.stringify(row) !== JSON.stringify(first[1]))) {
      throw new Error(`Modules disagree about the schema ${name}`);
    }
    common.set(name, first[1]);
    for (const { schemas } of modules) schemas.delete(name);
  }
  return common;
}
