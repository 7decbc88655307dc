import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Field,
  HOSTS,
  LIMITS,
  MODULES,
  operation,
  operations,
  schema,
  schemaNames,
  type Type,
} from '../src/contract/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENTS = join(ROOT, '../shared/reference/servicetitan-openapi/2026-05');
const GENERATED = join(import.meta.dirname, '../src/generated');

const refs = (type: Type): string[] => {
  if (type.kind === 'ref') return [type.name];
  if (type.kind === 'list') return refs(type.items);
  if (type.kind === 'map') return refs(type.values);
  return type.kind === 'union' ? type.of.flatMap(refs) : [];
};
const all = operations();
const fieldTypes = (fields: readonly Field[]): Type[] => fields.map(({ type }) => type);

describe('the tables are consistent in themselves', () => {
  test('every operation has its own id and its own method and path', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ method, path }) => `${method} ${path}`)).size).toBe(all.length);
  });

  test('every reference leads to a schema', () => {
    const types = all.flatMap(({ query, params, body, responses }) => [
      ...fieldTypes([...query, ...params]),
      ...(body ? [body] : []),
      ...responses.flatMap(({ type }) => (type ? [type] : [])),
    ]);
    const inner = schemaNames().flatMap((name) => {
      const found = schema(name);
      return found?.kind === 'object' ? fieldTypes(found.fields) : [];
    });
    const missing = [...types, ...inner].flatMap(refs).filter((name) => !schema(name));
    expect(missing).toEqual([]);
  });

  test('every path names the tenant and exactly the parameters of its operation', () => {
    for (const { path, params, id } of all) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(named.toSorted(), id).toEqual(['tenant', ...params.map(({ name }) => name)].toSorted());
    }
  });

  test('scopes have the form tn.<module>.<resource>:r or :w', () => {
    const scopes = new Set(all.flatMap((one) => one.scopes));
    expect([...scopes].filter((scope) => !/^tn\.[a-z]+\.[a-z]+:[rw]$/.test(scope))).toEqual([]);
  });

  test('lists carry the envelope they are marked with', () => {
    for (const { list, responses, id } of all) {
      const [first] = responses;
      const found = first?.type?.kind === 'ref' ? schema(first.type.name) : undefined;
      const names = found?.kind === 'object' ? found.fields.map(({ name }) => name) : [];
      if (list === 'page') expect(names, id).toEqual(expect.arrayContaining(['page', 'hasMore', 'data']));
      if (list === 'export') expect(names, id).toEqual(expect.arrayContaining(['continueFrom', 'data']));
    }
  });

  test('there is one table per module, and one for what modules have in common', () => {
    const tables = readdirSync(GENERATED).filter((file) => file.endsWith('.json'));
    expect(tables).toEqual([...MODULES, 'cross-module'].map((name) => `${name}.json`).toSorted());
  });
});

describe('the tables say what the reference says', () => {
  test('a list, an export, a create', () => {
    expect(operation('crm.customers.getList')).toMatchObject({
      method: 'GET',
      path: '/crm/v2/tenant/{tenant}/customers',
      scopes: ['tn.crm.customers:r'],
      sort: ['Id', 'ModifiedOn', 'CreatedOn'],
      list: 'page',
      firstPage: 1,
    });
    expect(operation('telecom.export.calls')).toMatchObject({
      path: '/telecom/v2/tenant/{tenant}/export/calls',
      list: 'export',
    });
    expect(operation('crm.export.bookings')).toMatchObject({ list: 'export', scopes: ['tn.crm.bookings:r'] });
    expect(operation('jpm.jobs.hold')).toMatchObject({ onlyIn: '2026-03' });
    expect(operation('crm.nothing.here')).toBeUndefined();
  });

  test('hosts and limits', () => {
    expect(HOSTS.production.apiUrl).toBe('https://api.servicetitan.io');
    expect(HOSTS.integration.authUrl).toBe('https://auth-integration.servicetitan.io');
    expect(LIMITS).toMatchObject({
      requestsPerSecond: 60,
      defaultPageSize: 50,
      maxIds: 50,
      tokenSeconds: 900,
    });
  });
});

interface DocumentSchema {
  properties?: Record<string, unknown>;
  required?: string[];
  enum?: unknown[];
}
interface DocumentOperation {
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: object;
  responses: Record<string, unknown>;
  security?: { oauth?: string[] }[];
}
interface ApiDocument {
  servers: { url: string }[];
  paths: Record<string, Record<string, DocumentOperation>>;
  components: { schemas: Record<string, DocumentSchema> };
}

// The documents never enter the repository: where they are absent, only the consistency above is asserted.
const documents = existsSync(DOCUMENTS)
  ? readdirSync(DOCUMENTS).map(
      (file) => JSON.parse(readFileSync(join(DOCUMENTS, file), 'utf8')) as ApiDocument,
    )
  : [];

describe('the tables say what the documents say', () => {
  const byPath = new Map(all.map((one) => [`${one.method} ${one.path}`, one]));

  test('operations: parameters, bodies, statuses, scopes', () => {
    let count = 0;
    for (const document of documents) {
      const base = new URL(document.servers[0]?.url ?? '').pathname;
      for (const [path, item] of Object.entries(document.paths)) {
        for (const [method, documented] of Object.entries(item)) {
          count += 1;
          const name = `${method.toUpperCase()} ${base}${path}`;
          const found = byPath.get(name);
          const query = (documented.parameters ?? []).filter((parameter) => parameter.in === 'query');
          expect(
            found?.query.map((field) => [field.name, field.required]),
            name,
          ).toEqual(query.map((parameter) => [parameter.name, parameter.required ?? false]));
          expect(found?.scopes, name).toEqual(documented.security?.flatMap(({ oauth = [] }) => oauth) ?? []);
          expect(Boolean(found?.body ?? found?.multipart), name).toBe(documented.requestBody !== undefined);
          const statuses = [
            ...(found?.responses.map(({ status }) => status) ?? []),
            ...(found?.errors ?? []),
          ];
          expect(statuses, name).toEqual(Object.keys(documented.responses).map(Number));
        }
      }
    }
    expect(count).toBe(documents.length === 0 ? 0 : all.filter(({ onlyIn }) => !onlyIn).length);
  });

  test('schemas: fields, required fields, enumerations', () => {
    for (const document of documents) {
      for (const [name, documented] of Object.entries(document.components.schemas)) {
        const found = schema(name);
        if (!found) continue;
        if (found.kind === 'enum') {
          expect(found.members, name).toEqual(documented.enum);
        } else {
          expect(
            found.fields.map((field) => field.name),
            name,
          ).toEqual(Object.keys(documented.properties ?? {}));
          const required = found.fields.filter((field) => field.required).map((field) => field.name);
          expect(required.toSorted(), name).toEqual((documented.required ?? []).toSorted());
        }
      }
    }
  });
});
