/** From stored rows to the wire text of an answer: as it stands where the schemas agree, shaped where they do not. */
import { type Field, type Operation, schema, type Type } from 'servicetitan/contract';
import { decodeDoc, encode } from '../json/codec.ts';
import { type Doc, isId } from '../json/value.ts';
import { type Collection, shapeOf } from '../store/collection.ts';
import { externalOf } from '../store/external.ts';
import type { Row, Width } from '../store/select.ts';
import type { Store } from '../store/store.ts';
import { project } from '../wire/project.ts';

/** How rows of a collection become records of an operation's answer. */
interface Rendering {
  width: Width;
  /** Whether the text is what is stored, with its last brace. */
  asStored?: true;
  /** The wire text of one row. */
  text(row: Row): string;
}

/** Type of the records in an operation's page or feed. */
export function itemType(operation: Operation): Type {
  const type = answerType(operation);
  const envelope = type?.kind === 'ref' ? schema(type.name) : undefined;
  const data =
    envelope?.kind === 'object' ? envelope.fields.find((field) => field.name === 'data') : undefined;
  if (data?.type.kind !== 'list') throw new TypeError(`${operation.id} does not answer a list.`);
  return data.type.items;
}

/** Type of an operation's answer; null when it is empty. */
export const answerType = (operation: Operation): Type | null => operation.responses[0]?.type ?? null;

/** Everything that is stored of a record, hidden members included. */
export const wholeRecord: Rendering = { width: 'json || rest || hidden', text: ({ json }) => `${json}}` };

export function renderingOf(collection: Collection, type: Type): Rendering {
  const wanted = type.kind === 'ref' ? fieldsOf(type.name) : [];
  const main = fieldsOf(collection.schema);
  const asStored = !main.some(isGuidId);
  if (asStored && sameFields(wanted, main))
    return { width: 'json', asStored: true, text: ({ json }) => `${json}}` };
  const { rest } = shapeOf(collection);
  const added = collection.wide ? fieldsOf(collection.wide).filter(({ name }) => rest.includes(name)) : [];
  if (asStored && sameFields(wanted, [...main, ...added]))
    return { width: 'json || rest', asStored: true, text: ({ json }) => `${json}}` };
  return {
    width: 'json || rest || hidden',
    text: ({ json }) => encode(project(decodeDoc(`${json}}`), type)),
  };
}

/** An id that goes out as a guid is kept as a number (see wire/guid.ts). */
const isGuidId = ({ name, type }: Field): boolean =>
  name === 'id' && type.kind === 'scalar' && type.format === 'guid';

function fieldsOf(name: string): readonly Field[] {
  const named = schema(name);
  return named?.kind === 'object' ? named.fields : [];
}

/** Whether two lists of fields have the same members, and these the same shape. */
function sameFields(some: readonly Field[], others: readonly Field[]): boolean {
  const types = new Map(some.map((field) => [field.name, field.type]));
  return (
    some.length === others.length &&
    others.every(({ name, type }) => {
      const other = types.get(name);
      return other !== undefined && sameShape(other, type);
    })
  );
}

function sameShape(one: Type, other: Type): boolean {
  if (one.kind === 'list' && other.kind === 'list') return sameShape(one.items, other.items);
  if (one.kind !== 'ref' || other.kind !== 'ref') return one.kind === other.kind;
  return one.name === other.name || sameFields(fieldsOf(one.name), fieldsOf(other.name));
}

const NO_EXTERNAL = '"externalData":[]';

/** The record's wire text with the pairs that the application keeps on it. */
export function withPairs(
  text: string,
  store: Store,
  collection: Collection,
  row: Row,
  application: string,
): string {
  const pairs = externalOf(store, collection, BigInt(row.id), application);
  if (pairs.length === 0) return text;
  // External data is the last member of the stored text, so its mark is the last one too.
  const at = text.lastIndexOf(NO_EXTERNAL);
  return `${text.slice(0, at)}"externalData":${encode(pairs)}${text.slice(at + NO_EXTERNAL.length)}`;
}

/** A record as the operation answers it, with the pairs of the application that asks, if any. */
export function shaped(
  store: Store,
  collection: Collection,
  doc: Doc,
  type: Type,
  application?: string,
): Doc {
  const external =
    application && isId(doc.id)
      ? externalOf(store, collection, doc.id, application)
      : (doc.externalData ?? []);
  return project({ ...doc, externalData: external }, type) as Doc;
}
