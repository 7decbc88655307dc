/** Arguments for a client's method, and what has to go over the wire for them. */
import { type ApiOperation, type Parameter, resolve, type Schema, typeOf } from '../documents/document.ts';
import { type Sampling, sample } from '../documents/sample.ts';

/** Past 2^53, where a JavaScript number would lose its last digit. */
const BIG = 9_007_199_254_740_993n;

/** Everything of an address or text that is easily got wrong on the way. */
const AWKWARD = 'a b&c=d/é+%';

export interface Given {
  args: Record<string, unknown>;
  path: string;
  query: readonly (readonly [string, string])[];
  /** int64 as bigint, everything else as JSON has it; undefined without a body. */
  body: unknown;
}

function scalar(_name: string, schema: Schema): unknown {
  const { enum: members, format, maxLength, maximum, pattern } = schema;
  if (members) return members.find((member) => member !== null);
  switch (typeOf(schema)) {
    case 'boolean':
      return true;
    case 'integer':
      return format === 'int64' ? BIG : Math.min(7, Number(maximum ?? 7));
    case 'number':
      return Math.min(1234.5, Number(maximum ?? 1234.5));
    default:
      break;
  }
  if (String(pattern).startsWith('^#')) return '#3366cc';
  const texts: Record<string, string> = {
    guid: '11111111-2222-4333-8444-555555555555',
    'date-time': '2026-03-04T05:06:07.123Z',
    date: '2026-03-04',
    duration: '01:30:00',
    email: 'ada@example.com',
    phone: '3035550142',
  };
  return texts[format ?? ''] ?? AWKWARD.slice(0, Number(maxLength ?? AWKWARD.length));
}

const SAMPLING: Sampling = { members: 'all', scalar };

/** A caller writes an int64 as text. */
function asArgument(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(asArgument);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asArgument(member)]));
}

/** Lists are repeated, members of objects are dotted names (reference: "Paging, sorting, filters", "Invoices"). */
function pairs(name: string, value: unknown): (readonly [string, string])[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) =>
      typeof item === 'object' && item !== null ? pairs(`${name}[${at}]`, item) : pairs(name, item),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([member, one]) => pairs(`${name}.${member}`, one));
  }
  return [[name, String(value)]];
}

function parameterValue({ document }: ApiOperation, { name, schema }: Parameter): unknown {
  const value = sample(document, schema, SAMPLING, name);
  const resolved = resolve(document, schema);
  const item = resolved.items && resolve(document, resolved.items);
  // Two of a list, so that repeating them is seen.
  return Array.isArray(value) && item && typeOf(item) !== 'object' ? [value[0], value[0]] : value;
}

/** Whether the body is a file; the document writes it as an object with a binary member. */
export function isUpload({ document, body }: ApiOperation): boolean {
  const { properties = {} } = body ? resolve(document, body.schema) : {};
  return Object.values(properties).some(({ format }) => format === 'binary');
}

/** Every parameter and every member of the body that the document names. */
export function argumentsOf(operation: ApiOperation, tenantId: string): Given {
  const { document, pathParameters, query, body } = operation;
  const inPath = new Map(pathParameters.map((one) => [one.name, parameterValue(operation, one)]));
  const inQuery = query.map((one) => [one.name, parameterValue(operation, one)] as const);
  const sent = body && !isUpload(operation) ? sample(document, body.schema, SAMPLING) : undefined;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === 'tenant' ? tenantId : String(inPath.get(name))),
  );
  const args: Record<string, unknown> = asArgument(Object.fromEntries(inPath)) as Record<string, unknown>;
  if (query.length > 0) args.query = asArgument(Object.fromEntries(inQuery));
  if (sent !== undefined) args.body = asArgument(sent);
  else if (body) args.body = { file: new Blob(['a file']) };
  return { args, path, query: inQuery.flatMap(([name, value]) => pairs(name, value)), body: sent };
}
