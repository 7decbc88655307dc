/** Contacts whose ids are guids: people, the ways to reach them, and whom they belong to (reference: "Contacts (newer, guid-keyed)"). */
import { type Doc, type Id, idAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER, idParam } from '../../operations/call.ts';
import type { Filter } from '../../operations/filter.ts';
import { answer, bodyDoc, found } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import type { Condition } from '../../store/database.ts';
import { idOfGuid } from '../../wire/guid.ts';
import { conflict, invalid, notFound } from '../../wire/problem.ts';
import { project } from '../../wire/project.ts';
import { bookings, customers, locations } from './collections.ts';
import { contactMethods, contacts, preferenceTypes, relationships } from './lead-collections.ts';

/** What a contact can belong to: slug, name, and where it is kept. */
const RELATED: Readonly<Record<string, { typeName: string; collection: Collection }>> = {
  customer: { typeName: 'Customer', collection: customers },
  location: { typeName: 'Location', collection: locations },
  booking: { typeName: 'Booking', collection: bookings },
};

export const CONTACT: Doc = { isArchived: false, createdBy: INTEGRATION_USER, modifiedBy: INTEGRATION_USER };
const CHANGED: Doc = { modifiedBy: INTEGRATION_USER };

/** A reference id names one contact of the company. */
function checkReferenceId(call: Call, own: Id | undefined): void {
  const referenceId = textAt(bodyDoc(call), 'referenceId');
  if (referenceId === undefined) return;
  const other = call.store.find(contacts, 'referenceId', referenceId).find(({ id }) => id !== own);
  if (other) throw conflict(`A contact with the reference id ${referenceId} exists already.`);
}

export function createContact(call: Call): Answer {
  checkReferenceId(call, undefined);
  return answer(call, contacts, call.store.insert(contacts, { ...CONTACT, ...bodyDoc(call) }));
}

/** Changes what the body names. */
export function updateContact(call: Call): Answer {
  const contact = found(call, contacts);
  checkReferenceId(call, idAt(contact, 'id'));
  return answer(call, contacts, call.store.update(contacts, contact, { ...bodyDoc(call), ...CHANGED }));
}

/** Sets every member: what the body leaves out is cleared. */
export function replaceContact(call: Call): Answer {
  const contact = found(call, contacts);
  checkReferenceId(call, idAt(contact, 'id'));
  const { name = null, title = null, referenceId = null, isArchived = false } = bodyDoc(call);
  const changed = call.store.update(contacts, contact, { name, title, referenceId, isArchived, ...CHANGED });
  return answer(call, contacts, changed);
}

/** Deleting archives, once. */
export function deleteContact(call: Call): Answer {
  const contact = found(call, contacts);
  if (contact.isArchived === true) throw conflict('The contact is archived already.');
  call.store.update(contacts, contact, { isArchived: true, ...CHANGED });
  return undefined;
}

export const archived: Filter = (value) => ({
  sql: '"isArchived" = ?',
  params: [/^true$/i.test(String(value)) ? 1 : 0],
});

export const ofContact = { collection: contacts, param: 'contactId', column: 'contactId' };

/** A way to reach somebody under the id that callers know it by. */
const shown = (method: Doc): Doc => ({ ...method, id: method.guid ?? method.id ?? null });
export const methodShown = (_call: Call, method: Doc): Doc => shown(method);

/** The method in the path, whoever's it is; its id may be one that a caller chose. */
function knownMethod(call: Call): Doc | undefined {
  const given = String(call.params.contactMethodId).toLowerCase();
  return (
    call.store.find(contactMethods, 'guid', given)[0] ??
    call.store.get(contactMethods, idParam(call, 'contactMethodId'))
  );
}

function methodOf(call: Call): Doc {
  const contact = found(call, contacts, 'contactId');
  const method = knownMethod(call);
  if (!method || method.contactId !== contact.id)
    throw notFound(contactMethods.noun, call.params.contactMethodId);
  return method;
}

function checkValue(type: unknown, value: string | undefined): void {
  if (value === undefined) return;
  const fits = type === 'Email' ? /^[^@\s]+@[^@\s]+$/.test(value) : value.replace(/\D/g, '').length >= 7;
  if (!fits) throw invalid({ value: [`'${value.slice(0, 100)}' is no ${String(type)}.`] });
}

const methodAnswer = (call: Call, method: Doc): Answer => answer(call, contactMethods, shown(method));

export const getMethod = (call: Call): Answer => methodAnswer(call, methodOf(call));

export function createMethod(call: Call): Answer {
  const contact = found(call, contacts, 'contactId');
  const body = bodyDoc(call);
  checkValue(body.type, textAt(body, 'value'));
  const made = { ...body, contactId: contact.id ?? null, createdBy: INTEGRATION_USER, ...CHANGED };
  return methodAnswer(call, call.store.insert(contactMethods, made));
}

/** Replaces the method, or makes one with the id in the path. A guid names one method of the company. */
export function putMethod(call: Call): Answer {
  const contactId = found(call, contacts, 'contactId').id ?? null;
  const known = knownMethod(call);
  if (known && known.contactId !== contactId)
    throw invalid({ contactMethodId: ['It is the id of a method of another contact.'] });
  const { referenceId = null, type = null, value = null, memo = null } = bodyDoc(call);
  checkValue(type, typeof value === 'string' ? value : undefined);
  const members = { referenceId, type, value, memo, ...CHANGED };
  if (known) return methodAnswer(call, call.store.update(contactMethods, known, members));
  const guid = String(call.params.contactMethodId).toLowerCase();
  const made = { ...members, contactId, guid, createdBy: INTEGRATION_USER };
  return methodAnswer(call, call.store.insert(contactMethods, made));
}

export function updateMethod(call: Call): Answer {
  const method = methodOf(call);
  const body = bodyDoc(call);
  checkValue(method.type, textAt(body, 'value'));
  return methodAnswer(call, call.store.update(contactMethods, method, { ...body, ...CHANGED }));
}

export function deleteMethod(call: Call): Answer {
  call.store.update(contactMethods, methodOf(call), { active: false });
  return undefined;
}

/** Answers to the questions of the company; those that were not given are null. */
function preferencesOf(call: Call, method: Doc): Doc[] {
  const given = (method.preferences ?? {}) as Doc;
  return call.store.find(preferenceTypes, 'active', 1).map(({ name = null, dataType = null }) => ({
    name,
    dataType,
    value: given[String(name)] ?? null,
  }));
}

function preferenceNamed(call: Call, method: Doc): Doc {
  const wanted = String(call.params.preferenceName).toLowerCase();
  const preference = preferencesOf(call, method).find(({ name }) => String(name).toLowerCase() === wanted);
  if (!preference) throw notFound(preferenceTypes.noun, call.params.preferenceName);
  return preference;
}

export const getPreferences = (call: Call): Answer => ({ value: preferencesOf(call, methodOf(call)) });
export const getPreference = (call: Call): Answer => ({ value: preferenceNamed(call, methodOf(call)) });

export function updatePreference(call: Call): Answer {
  const method = methodOf(call);
  const { name, dataType } = preferenceNamed(call, method);
  const { value } = bodyDoc(call);
  if (dataType === 'Boolean' && value != null && !/^(true|false)$/i.test(String(value)))
    throw invalid({ value: ['The value must be true or false.'] });
  const given = (method.preferences ?? {}) as Doc;
  const preferences = { ...given, [String(name)]: value ?? null };
  const changed = call.store.update(contactMethods, method, { preferences, ...CHANGED });
  return { value: preferenceNamed(call, changed) };
}

export function listPreferenceTypes(call: Call): Answer {
  const all = call.store.find(preferenceTypes, 'active', 1);
  const type = call.operation.responses[0]?.type;
  const item = type?.kind === 'list' ? type.items : undefined;
  return { value: item ? all.map((one) => project(one, item)) : [] };
}

function relationOf(call: Call): { contact: Doc; typeSlug: string; typeName: string; relatedEntityId: Id } {
  const contact = found(call, contacts, 'contactId');
  const typeSlug = String(call.params.typeSlug).toLowerCase();
  const related = RELATED[typeSlug];
  if (!related) throw invalid({ typeSlug: [`It must be one of ${Object.keys(RELATED).join(', ')}.`] });
  const relatedEntityId = idParam(call, 'relatedEntityId');
  if (!call.store.get(related.collection, relatedEntityId))
    throw notFound(related.collection.noun, relatedEntityId);
  return { contact, typeSlug, typeName: related.typeName, relatedEntityId };
}

const existing = (call: Call, contact: Doc, typeSlug: string, relatedEntityId: Id): Doc | undefined =>
  call.store
    .find(relationships, 'contactId', contact.id as Id)
    .find((one) => one.typeSlug === typeSlug && one.relatedEntityId === relatedEntityId);

export function relate(call: Call): Answer {
  const { contact, typeSlug, typeName, relatedEntityId } = relationOf(call);
  if (existing(call, contact, typeSlug, relatedEntityId)) throw conflict('The relationship exists already.');
  const createdBy = INTEGRATION_USER;
  call.store.insert(relationships, {
    contactId: contact.id ?? null,
    typeSlug,
    typeName,
    relatedEntityId,
    createdBy,
  });
  return undefined;
}

export function unrelate(call: Call): Answer {
  const { contact, typeSlug, relatedEntityId } = relationOf(call);
  const relationship = existing(call, contact, typeSlug, relatedEntityId);
  if (!relationship) throw notFound(relationships.noun, relatedEntityId);
  call.store.update(relationships, relationship, { active: false });
  return undefined;
}

/** Contacts that are related to a customer, location or booking; what the path calls a relationship is the id of that. */
export function relatedTo(call: Call): Condition[] {
  const id = idParam(call, 'relationshipId');
  const related = call.store.find(relationships, 'relatedEntityId', id);
  if (related.length === 0) throw notFound(relationships.noun, id);
  const ids = related.map((one) => idAt(one, 'contactId') ?? 0);
  return [{ sql: `id IN (${ids.map(() => '?').join(', ')})`, params: ids }];
}

/** Methods of the contact with a guid. */
export const ofContactId: Filter = (value) => ({
  sql: '"contactId" = ?',
  params: [idOfGuid(String(value)) ?? 0],
});
