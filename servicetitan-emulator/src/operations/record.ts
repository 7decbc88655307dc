/** Reading, creating, changing and deleting one record. */
import type { Operation } from 'servicetitan/contract';
import { type Doc, type Id, idAt, idsAt, isDoc } from '../json/value.ts';
import type { Collection } from '../store/collection.ts';
import { type FieldErrors, invalid, notFound } from '../wire/problem.ts';
import { type Answer, type Call, INTEGRATION_USER, idParam, type Row } from './call.ts';
import { acceptExternal } from './external-data.ts';
import type { Owner } from './list.ts';
import { answerType, shaped } from './text.ts';

/** Members that must be ids of records in other collections. */
type References = Readonly<Record<string, Collection>>;

/** Finds the record whose id the path names, under its owner when it has one. Refuses with 404. */
export function found(call: Call, collection: Collection, param = 'id', owner?: Owner): Doc {
  const id = idParam(call, param);
  const doc = call.store.get(collection, id);
  if (!doc || (owner && idAt(doc, owner.column) !== idParam(call, owner.param))) {
    throw notFound(collection.noun, call.params[param]);
  }
  return doc;
}

/** Refuses ids in the body that name no record, with 400 by member. */
export function checkReferences(call: Call, body: Doc, references: References): void {
  const errors: FieldErrors = {};
  for (const [member, collection] of Object.entries(references)) {
    const single = idAt(body, member);
    const ids = single === undefined ? idsAt(body, member) : [single];
    for (const id of ids) {
      if (!call.store.get(collection, id))
        errors[member] = [`${collection.noun} with id ${id} was not found.`];
    }
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

/** The body of an operation that takes an object. */
export const bodyDoc = (call: Call): Doc => (isDoc(call.body) ? call.body : {});

/** A record as the operation's answer. */
export function answer(call: Call, collection: Collection, doc: Doc, application?: string): Answer {
  const type = answerType(call.operation);
  return type ? { value: shaped(call.store, collection, doc, type, application) } : undefined;
}

/** A row that answers one record. */
export function get(collection: Collection, options: { param?: string; owner?: Owner } = {}): Row {
  return () => (call) => {
    const application = call.query.externalDataApplicationGuid;
    const doc = found(call, collection, options.param, options.owner);
    return answer(call, collection, doc, typeof application === 'string' ? application : undefined);
  };
}

/** What a body makes of a record: members to set. It may refuse. */
export type Make = (call: Call, body: Doc, current: Doc | undefined) => Doc;

interface WriteOptions {
  param?: string;
  owner?: Owner;
  references?: References;
  /** Members to set; by default those of the body. */
  make?: Make;
}

/** A row that adds a record; members that the body leaves out take `defaults`. */
export function create(collection: Collection, defaults: Doc, options: WriteOptions = {}): Row {
  return () => (call) => {
    const { owner, references = {}, make = sameMembers } = options;
    const body = bodyDoc(call);
    const link = owner ? { [owner.column]: found(call, owner.collection, owner.param).id as Id } : {};
    checkReferences(call, body, references);
    const doc = call.store.insert(collection, {
      createdById: INTEGRATION_USER,
      ...defaults,
      ...withoutNulls(make(call, body, undefined)),
      ...link,
    });
    return answer(call, collection, doc, acceptExternal(call, collection, doc, body));
  };
}

/** A row that changes the members that the body has and leaves the others alone. */
export function update(collection: Collection, options: WriteOptions = {}): Row {
  return () => (call) => {
    const { param, owner, references = {}, make = sameMembers } = options;
    const current = found(call, collection, param, owner);
    const body = bodyDoc(call);
    checkReferences(call, body, references);
    const doc = call.store.update(collection, current, make(call, body, current));
    return answer(call, collection, doc, acceptExternal(call, collection, doc, body));
  };
}

/** A row that deletes: the record becomes inactive, so that the export feed can still tell. */
export function remove(collection: Collection, options: { param?: string; owner?: Owner } = {}): Row {
  return () => (call) => {
    const doc = found(call, collection, options.param, options.owner);
    const gone = call.store.update(collection, doc, { active: false });
    return answer(call, collection, gone);
  };
}

/** A row whose work is a function: what has rules of its own. */
export const act =
  (work: (call: Call, operation: Operation) => Answer): Row =>
  (operation) =>
  (call) =>
    work(call, operation);

const sameMembers: Make = (_call, { externalData: _external, ...members }) => members;

/** A null in a create means "not given". */
function withoutNulls(doc: Doc): Doc {
  return Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== null));
}
