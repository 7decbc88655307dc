/** The part of OpenAPI 3.0 and 3.1 that API documents of this kind use, and how a directory of them is read. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  [keyword: string]: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

type Content = Record<string, { schema?: Schema }>;

interface DocumentedOperation {
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
  security?: Record<string, string[]>[];
}

export interface ApiDocument {
  /** The folder's and the file's name, without its ending. */
  name: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema> };
}

/** An answer below 400 that the document names. */
export interface Success {
  status: number;
  /** Empty when the answer has no body. */
  contentTypes: readonly string[];
  schema: Schema | null;
}

export interface ApiOperation {
  /** `GET /crm/v2/customers/{id}`: method and path, without the tenant that every path has. */
  key: string;
  /** First segment of the path. */
  module: string;
  method: string;
  /** From the host on: `/crm/v2/tenant/{tenant}/customers/{id}`. */
  path: string;
  /** In the order of the path, without the tenant. */
  pathParameters: readonly Parameter[];
  query: readonly Parameter[];
  body: { contentType: string; schema: Schema } | null;
  successes: readonly Success[];
  /** Scopes that the document asks for; empty when it does not say. */
  scopes: readonly string[];
  document: ApiDocument;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const TENANT = '/tenant/{tenant}';

/**
 * Every document of some directories, by name; what an earlier directory describes counts before a later one.
 * @throws Error when a directory cannot be read, or has no document in it.
 */
export const readDocuments = (...directories: readonly string[]): ApiDocument[] =>
  directories.flatMap(readDirectory);

function readDirectory(directory: string): ApiDocument[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new Error(`${directory} holds no OpenAPI documents (*.json).`);
  return files.toSorted().map((file) => ({
    ...(JSON.parse(readFileSync(join(directory, file), 'utf8')) as Omit<ApiDocument, 'name'>),
    name: `${basename(directory)}/${file.replace(/\.json$/, '')}`,
  }));
}

function successOf(status: string, content: Content = {}): Success {
  const types = Object.keys(content);
  const schema = content['application/json']?.schema ?? Object.values(content)[0]?.schema ?? null;
  return { status: Number(status), contentTypes: types, schema };
}

function operationOf(
  document: ApiDocument,
  base: string,
  template: string,
  method: string,
  documented: DocumentedOperation,
): ApiOperation {
  const path = base + template;
  const parameters = documented.parameters ?? [];
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const [contentType, content] = Object.entries(documented.requestBody?.content ?? {})[0] ?? [];
  return {
    key: `${method.toUpperCase()} ${path.replace(TENANT, '')}`,
    module: path.split('/')[1] ?? '',
    method: method.toUpperCase(),
    path,
    pathParameters: names
      .filter((name) => name !== 'tenant')
      .map(
        (name) =>
          parameters.find((parameter) => parameter.in === 'path' && parameter.name === name) ?? {
            name,
            in: 'path',
            schema: { type: 'string' },
          },
      ),
    query: parameters.filter((parameter) => parameter.in === 'query'),
    body: contentType !== undefined && content?.schema ? { contentType, schema: content.schema } : null,
    successes: Object.entries(documented.responses)
      .filter(([status]) => Number(status) < 400)
      .map(([status, response]) => successOf(status, response.content)),
    scopes: (documented.security ?? []).flatMap(({ oauth = [] }) => oauth),
    document,
  };
}

/** Every operation of a document; the module's segment comes from the document's server address. */
export function operationsOf(document: ApiDocument): ApiOperation[] {
  const server = document.servers[0];
  if (!server) throw new Error(`${document.name} names no server, so its paths have no module.`);
  const base = new URL(server.url).pathname.replace(/\/$/, '');
  return Object.entries(document.paths).flatMap(([template, methods]) =>
    METHODS.flatMap((method) => {
      const documented = methods[method];
      return documented ? [operationOf(document, base, template, method, documented)] : [];
    }),
  );
}

/** What a schema says when references and wrappers around a single choice are followed. */
export function resolve(document: ApiDocument, schema: Schema): Schema {
  const choices = (schema.oneOf ?? schema.allOf ?? []).filter(({ type }) => type !== 'null');
  const [only] = choices;
  if (only && choices.length === 1) return resolve(document, only);
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  const named = document.components.schemas[name];
  if (!named) throw new Error(`${document.name} has no schema ${name}.`);
  return resolve(document, named);
}

/** The type besides null. */
export const typeOf = ({ type }: Schema): string | undefined =>
  Array.isArray(type) ? type.find((one) => one !== 'null') : type;
