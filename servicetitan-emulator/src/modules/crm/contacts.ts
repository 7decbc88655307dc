/** Ways to reach a customer or a location. */
import { type Doc, docAt, docsAt, type Json, textAt } from '../../json/value.ts';
import type { Call } from '../../operations/call.ts';
import type { Filter } from '../../operations/filter.ts';
import type { Make } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import type { Condition } from '../../store/database.ts';
import { problem } from '../../wire/problem.ts';

const PREFERENCES: Doc = {
  jobRemindersEnabled: true,
  marketingUpdatesEnabled: true,
  invoiceStatementNotification: true,
  invoiceNotification: true,
  statementNotification: true,
};

/** Digits of a phone number without the country code 1; null for what is no phone. */
function phoneDigits(type: Json | undefined, value: string): string | null {
  if (type === 'Email') return null;
  const digits = value.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Members of a contact as a create or an update sets them. */
export function contactOf(body: Doc, current?: Doc): Doc {
  const merged: Doc = { ...current, ...body };
  const digits = phoneDigits(merged.type, textAt(merged, 'value') ?? '');
  const doNotText = (current && docAt(current, 'phoneSettings')?.doNotText) ?? false;
  return {
    ...body,
    preferences: merged.preferences ?? PREFERENCES,
    phoneSettings: { phoneNumber: digits ?? '', doNotText },
    digits,
  };
}

export const contactMembers: Make = (_call, body, current) => contactOf(body, current);

/** Adds the contacts that come along with a customer or a location; gives them back. */
export function addContacts(call: Call, collection: Collection, link: Doc, body: Doc): Doc[] {
  return docsAt(body, 'contacts').map((contact) =>
    call.store.insert(collection, { ...contactOf(contact), ...link }),
  );
}

/** A contact with the phone number, however it is written. */
export const digitsFilter: Filter = (value) => ({
  sql: 'digits = ?',
  params: [phoneDigits('Phone', String(value)) ?? ''],
});

/** Lists of contacts over all owners must be narrowed by one of these parameters (reference: "Customers"). */
export const needsFilter =
  (names: readonly string[]) =>
  (call: Call): Condition[] => {
    if (names.some((name) => call.query[name] !== undefined)) return [];
    throw problem(400, `One of these parameters is required: ${names.join(', ')}.`, {
      [names[0] ?? '']: [`One of ${names.join(', ')} is required.`],
    });
  };
