/** The part of OpenAPI 3.0 and 3.1 that the ServiceTitan documents use, and how to read a directory of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  nullable?: boolean;
  enum?: (string | number)[];
  'x-enumNames'?: string[];
  'x-enumFlags'?: boolean;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  maxProperties?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface ApiOperation {
  operationId: string;
  tags?: string[];
  deprecated?: boolean;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
  security?: Record<string, string[]>[];
}

export interface Document {
  servers: { url: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}

/** One directory of documents: `edition` is the directory's name, for example `2026-05`. */
export interface Edition {
  edition: string;
  documents: Document[];
}

export function readEdition(directory: string): Edition {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .toSorted();
  const documents = files.map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as Document);
  return { edition: basename(directory), documents };
}

/** What every path of a document starts with, taken from its server address: `/crm/v2`, and `/telecom` for telecom. */
export function basePath(document: Document): string {
  const server = document.servers[0];
  if (!server) throw new Error('An OpenAPI document without servers has no module segment.');
  return new URL(server.url).pathname.replace(/\/$/, '');
}

export const refName = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
