/**
 * Faults in the data itself: rows that come twice, null where the documents forbid it, members of enumerations that nobody
 * knows yet. Only answers are spoilt; what is kept stays as it is.
 */
import { type Field, type Operation, schema, type Type } from 'servicetitan/contract';
import { decode, encode } from '../json/codec.ts';
import { type Doc, docsAt, isDoc, type Json } from '../json/value.ts';
import { type Pieces, textOf } from '../operations/call.ts';
import type { Fault } from './faults.ts';

/** The text of an answer as the faults leave it. */
export function distorted<Body extends string | Uint8Array | Pieces>(
  body: Body,
  operation: Operation,
  faults: readonly Fault[],
): Body | string {
  const spoiling = faults.filter(({ kind }) => kind in SPOIL);
  if (spoiling.length === 0 || body instanceof Uint8Array || body === '') return body;
  const type = operation.responses[0]?.type ?? null;
  let value = decode(textOf(body));
  for (const fault of spoiling) value = SPOIL[fault.kind as keyof typeof SPOIL](value, type, fault);
  return encode(value);
}

type Spoil = (value: Json, type: Type | null, fault: Fault) => Json;

/** The rows of a page or a feed come once more at its end. */
const repeated: Spoil = (value) => {
  if (!isDoc(value) || !Array.isArray(value.data)) return value;
  return { ...value, data: [...value.data, ...value.data] };
};

/** Each record of an answer, those of a list one by one. */
function eachRecord(
  value: Json,
  type: Type | null,
  change: (record: Doc, fields: readonly Field[]) => Doc,
): Json {
  if (Array.isArray(value))
    return value.map((item) => eachRecord(item, type?.kind === 'list' ? type.items : null, change));
  if (!isDoc(value) || type?.kind !== 'ref') return value;
  const named = schema(type.name);
  if (named?.kind !== 'object') return value;
  const rows = named.fields.find(({ name }) => name === 'data');
  if (rows?.type.kind === 'list' && Array.isArray(value.data)) {
    const { items } = rows.type;
    return { ...value, data: docsAt(value, 'data').map((row) => eachRecord(row, items, change)) };
  }
  return change(value, named.fields);
}

/** The member that the fault names, or the first that fits. */
const memberOf = ({ member }: Fault, fitting: readonly Field[]): string | undefined =>
  member ?? fitting[0]?.name;

const nulls: Spoil = (value, type, fault) =>
  eachRecord(value, type, (record, fields) => {
    const required = fields.filter(
      ({ name, required: must, type: of }) => must && !of.nullable && name !== 'id' && record[name] != null,
    );
    const name = memberOf(fault, required);
    return name === undefined || !(name in record) ? record : { ...record, [name]: null };
  });

const isEnum = ({ type }: Field): boolean => type.kind === 'ref' && schema(type.name)?.kind === 'enum';

const unknownMembers: Spoil = (value, type, fault) =>
  eachRecord(value, type, (record, fields) => {
    const name = memberOf(
      fault,
      fields.filter((field) => isEnum(field) && record[field.name] != null),
    );
    return name === undefined || !(name in record) ? record : { ...record, [name]: 'NotKnownYet' };
  });

const SPOIL = { 'repeated-rows': repeated, nulls, 'unknown-members': unknownMembers } as const;
