/**
 * Every answer to a read is what the contract says it is: members, types, enumerations, nulls; and the demo company has
 * something to show on every list. The documents themselves are asked by `npm run conformance`.
 */
import { type Operation, operation, schema, type Type } from 'servicetitan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownOperations, makeHandlers } from '../src/modules/index.ts';
import { type Body, type Caller, rowsOf, start, stopped } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await start({ company: 'small', clock: stopped });
});
afterAll(() => caller.emulator.close());

/** Where the value departs from the type; live data does so too where the second list says (see "live data departs"). */
function departures(value: unknown, type: Type, path: string): string[] {
  if (value === null || value === undefined) return type.nullable ? [] : [`${path} is ${String(value)}`];
  if (type.kind === 'list') {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, at) => departures(item, type.items, `${path}[${at}]`));
  }
  if (type.kind === 'scalar') {
    const wanted = {
      boolean: 'boolean',
      int32: 'number',
      int64: 'number',
      decimal: 'number',
      double: 'number',
    };
    const expected = wanted[type.format as keyof typeof wanted] ?? 'string';
    return typeof value === expected ? [] : [`${path} is a ${typeof value}, not a ${expected}`];
  }
  if (type.kind !== 'ref') return [];
  const named = schema(type.name);
  if (named?.kind === 'enum')
    return named.members.includes(value as string) ? [] : [`${path} is no ${type.name}`];
  if (named?.kind !== 'object') return [`${path} has no schema`];
  const members = value as Body;
  const extra = Object.keys(members).filter((name) => !named.fields.some((field) => field.name === name));
  return [
    ...extra.map((name) => `${path}.${name} is not in ${type.name}`),
    ...named.fields.flatMap((field) => {
      const member = members[field.name];
      if (member === undefined && !field.required) return [];
      if (member === null && !field.required) return [];
      return departures(member, field.type, `${path}.${field.name}`);
    }),
  ];
}

/**
 * A booking that names no time has null there, although the documents require it, and so has a call of v2 that led to
 * nothing (reference: "Where live data departs").
 */
const KNOWN = /\.start is null$|leadCall\.\w+ is null$|\.(businessUnit|type) is null$/;
const unexplained = (found: readonly string[]): string[] => found.filter((one) => !KNOWN.test(one));

const reads = [...makeHandlers(knownOperations()).keys()]
  .map((id) => operation(id))
  .filter((known): known is Operation => known?.method === 'GET');

/** `crm/customers/{id}`: the module, then what follows the tenant. */
const shortPath = ({ path }: Operation): string =>
  path.replace(/^\/([\w-]+)\/v\d\/tenant\/\{tenant\}\//, '$1/');

const lists = reads.filter(
  (known) =>
    known.path.split('{').length === 2 &&
    known.path.includes('/v2/') &&
    !known.query.some(({ required }) => required) &&
    !/[Ee]xport|Contacts|Reasons|OptOuts/.test(known.id),
);

/** Lists that show what happens only once the company lives on, or what the emulator keeps none of. */
const EMPTY = new Set(['marketing.suppressions.getList']);

describe('the list of', () => {
  it.each(lists.map((known) => [known.id, known] as const))(
    '%s is as the contract says',
    async (id, known) => {
      const answer = await caller.get(shortPath(known));
      expect(answer.status, answer.text).toBe(200);
      const type = known.responses[0]?.type;
      expect(type ? unexplained(departures(answer.json, type, 'answer')) : []).toEqual([]);
      if (known.list === 'page' && !EMPTY.has(id)) expect(rowsOf(answer)).not.toEqual([]);
    },
  );
});

/** Reads of one record or of what belongs to one, where the list that its id comes from is known. */
const singles = reads.flatMap((known) => {
  const [owner, , more] = shortPath(known).split(/\/\{\w+\}/);
  const list = lists.find((one) => one.list === 'page' && shortPath(one) === owner);
  const isFile = known.responses[0]?.type?.kind === 'scalar';
  return shortPath(known).includes('{') &&
    !isFile &&
    more === undefined &&
    list &&
    !EMPTY.has(list.id) &&
    !known.query.some(({ required }) => required)
    ? [[known.id, known, owner ?? ''] as const]
    : [];
});

describe('one record of', () => {
  it.each(singles)('%s is as the contract says', async (_id, known, list) => {
    const [first] = rowsOf(await caller.get(`${list}?pageSize=1`));
    const answer = await caller.get(shortPath(known).replace(/\{\w+\}/, String(first?.id)));
    expect(answer.status, answer.text).toBe(200);
    const type = known.responses[0]?.type;
    const value = ['', 'null'].includes(answer.text) ? null : answer.json;
    expect(type && value !== null ? unexplained(departures(value, type, 'answer')) : []).toEqual([]);
  });
});
