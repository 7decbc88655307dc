/** OpenAPI operations to rows of the tables. */
import type { OperationRow } from '../src/contract/table.ts';
import { notation } from './notation.ts';
import { type ApiOperation, type JsonSchema, type Parameter, refName } from './openapi.ts';

const words = (text: string): string[] => text.split(/[^A-Za-z0-9]+/).filter(Boolean);
const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** `customer-interactions` to `customerInteractions`, `GetList` to `getList`. */
export const camelCase = (text: string): string => lowerFirst(words(text).map(upperFirst).join(''));

/**
 * `<module>.<tag>.<verb>`. Where a tag gathers several controllers, a bare `Get` is named after its own controller, so
 * that `ExportBookings_Get` under the tag `Export` reads `export.bookings` beside `export.leads`.
 */
export function operationName(module: string, operation: ApiOperation): string {
  const [controller = '', verb = ''] = operation.operationId.split('_');
  const tag = (operation.tags?.[0] ?? controller).replace(/\(.*\)/, '').trim();
  const gathered = controller !== tag && controller.startsWith(tag) && verb === 'Get';
  const name = gathered ? controller.slice(tag.length) : verb || 'getList';
  return [module, tag, name].map(camelCase).join('.');
}

/** Lists in one parameter are plain strings in the documents; only their names and texts tell them apart. */
function isCommaList({ name, description = '', schema }: Parameter): boolean {
  if (schema.type !== 'string' || schema.format || schema.oneOf) return false;
  return /ids$|IdList$/i.test(name) || /comma[- ](separated|delimited)/i.test(description);
}

function fields(parameters: Parameter[]): Record<string, string> {
  const rows = parameters.map((parameter): [string, string] => {
    const type = isCommaList(parameter) ? 'csv' : notation(parameter.schema);
    const required = parameter.in === 'query' && parameter.required;
    return [required ? `${parameter.name}*` : parameter.name, type];
  });
  return Object.fromEntries(rows);
}

function sortFields(parameters: Parameter[]): string[] {
  const text = parameters.find(({ name }) => name === 'sort')?.description ?? '';
  const list = /(?:Available fields are|Options|possible values|specified field): ([A-Z][^.]*)/.exec(
    text,
  )?.[1];
  if (!list || list.includes('?sort')) return [];
  const names = list.split(',').map((item) => words(item)[0] ?? '');
  return names.filter((name) => /^[A-Z]\w+$/.test(name)).map((name) => (name === 'ID' ? 'Id' : name));
}

function listKind(response: string, schemas: Record<string, JsonSchema>): OperationRow['list'] {
  const properties = schemas[response.replace(/^#/, '')]?.properties ?? {};
  if (!properties.data || !properties.hasMore) return undefined;
  return properties.continueFrom ? 'export' : 'page';
}

function responseType(content: Record<string, { schema: JsonSchema }> | undefined): string {
  const schema = content?.['application/json']?.schema ?? content?.['application/octet-stream']?.schema;
  return schema ? notation(schema) : 'void';
}

const unlessEmpty = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length > 0 ? value : undefined;

/** The row of one operation; absent facts are left out of the JSON. */
export function operationRow(
  id: string,
  method: string,
  path: string,
  operation: ApiOperation,
  schemas: Record<string, JsonSchema>,
): OperationRow {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content['application/json']?.schema;
  // File uploads are documented as JSON with a binary member; on the wire they are multipart forms.
  const upload = body?.properties;
  const statuses = Object.keys(operation.responses).map(Number);
  const responses = Object.fromEntries(
    statuses
      .filter((status) => status < 400)
      .map((status) => [status, responseType(operation.responses[status]?.content)]),
  );
  return {
    id,
    method: method.toUpperCase() as OperationRow['method'],
    path,
    scopes: unlessEmpty((operation.security ?? []).flatMap(({ oauth = [] }) => oauth)),
    params: unlessEmpty(
      fields(parameters.filter(({ in: where, name }) => where === 'path' && name !== 'tenant')),
    ),
    query: unlessEmpty(fields(parameters.filter(({ in: where }) => where === 'query'))),
    sort: unlessEmpty(sortFields(parameters)),
    body: body && !upload ? notation(body) : undefined,
    multipart: upload && { 'file*': 'binary' },
    responses,
    errors: unlessEmpty(statuses.filter((status) => status >= 400)),
    list: listKind(responses[200] ?? '', schemas),
    deprecated: operation.deprecated || /deprecated/i.test(operation.tags?.[0] ?? '') ? true : undefined,
    featureGated: operation.tags?.includes('FeatureGated') ? true : undefined,
  };
}

/** Names of the schemas a schema or an operation mentions directly. */
export function mentioned(value: object): string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => refName(match[1] ?? ''));
}
