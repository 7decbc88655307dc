import { normalizePhone } from '../../contacts/index.ts';
import type { Details, Model } from './details.ts';
import { sortable } from './instant.ts';
import type { Row } from './list.ts';
import { readName } from './name.ts';
import { latestOf } from './path.ts';

export type StandardField =
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'phone'
  | 'externalId'
  | 'externalContactId'
  | 'externalCreatedAt'
  | 'externalUpdatedAt';

/** A standard field with where it came from, and what was passed over for it (B21). */
export interface Reading {
  readonly value: string | null;
  readonly rule: string;
  readonly from: string | null;
  readonly passedOver: readonly { readonly path: string; readonly value: string; readonly why: string }[];
}

export type Standard = Readonly<Record<StandardField, Reading>>;

const reading = (
  value: string | null,
  rule: string,
  from: string | null,
  passedOver: Reading['passedOver'] = [],
): Reading => ({
  value,
  rule,
  from: value === null ? null : from,
  passedOver,
});

const text = (value: unknown): string | null => {
  const found = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  return found || null;
};

/** The standard fields of an opportunity (H47 to H53, GH-1, GH-4 to GH-6), read from its details. */
export function standardOf(model: Model, details: Details, updatedPaths: readonly string[]): Standard {
  const customer = (details['customer'] ?? null) as Row | null;
  const name = readName(text(customer?.['name']));
  const people = {
    firstName: reading(name.firstName, name.rule, 'customer:name'),
    lastName: reading(name.lastName, name.rule, 'customer:name'),
  };
  const ids = {
    externalId: reading(text(details['id']), 'id', 'id'),
    externalContactId:
      model === 'call'
        ? reading(text(customer?.['id']), 'the caller’s customer, when there is one', 'customer:id')
        : reading(text(details['customerId']) ?? text(customer?.['id']), 'customer:id', 'customer:id'),
    externalCreatedAt: reading(
      // What is no time is none; the text itself stands in the details.
      sortable(details['createdOn']) && text(details['createdOn']),
      model === 'call' ? 'when the call came in' : 'createdOn',
      'createdOn',
    ),
    externalUpdatedAt: updated(model, details, updatedPaths),
  };
  const contacts = (customer?.['contacts'] ?? []) as readonly Row[];
  const email = firstOf(
    contacts,
    ['email'],
    (value) => value,
    'first item of customer:contacts with type email',
  );
  const phone = firstOf(
    contacts,
    ['mobilephone', 'phone'],
    normalizePhone,
    'first item of customer:contacts with type mobilePhone, else phone',
  );
  if (model !== 'call') return { ...people, ...ids, email, phone };
  // GH-4: a caller's number is the one the call came from.
  const from = reading(normalizePhone(text(details['from'])), 'the number the call came from', 'from');
  return { ...people, ...ids, email, phone: from.value === null ? phone : from };
}

/**
 * The first contact of the first type of which there is one (H47, H52); types compare without case, fax never counts
 * (GH-6). A value that is no e-mail address or number is passed over.
 */
function firstOf(
  contacts: readonly Row[],
  types: readonly string[],
  read: (value: string) => string | null,
  rule: string,
): Reading {
  const passedOver: { path: string; value: string; why: string }[] = [];
  let chosen: { value: string; path: string } | null = null;
  for (const type of types) {
    for (const [index, contact] of contacts.entries()) {
      const value = text(contact['value']);
      if (text(contact['type'])?.toLowerCase() !== type || value === null) continue;
      const path = `customer:contacts:${index}:value`;
      const usable = read(value);
      if (chosen) passedOver.push({ path, value, why: 'another came first' });
      else if (usable === null) passedOver.push({ path, value, why: 'it is no number' });
      else chosen = { value: usable, path };
    }
  }
  return reading(chosen?.value ?? null, rule, chosen?.path ?? null, passedOver);
}

/** H49: of a job the latest of the listed dates (GH-1), of the others when they were modified. */
function updated(model: Model, details: Details, paths: readonly string[]): Reading {
  const wanted = model === 'job' ? paths : ['modifiedOn'];
  const latest = latestOf(details, wanted);
  const others = wanted.flatMap((path) => {
    const found = latestOf(details, [path]);
    return found && found.path !== latest?.path
      ? [{ path: found.path, value: found.value, why: 'it is earlier' }]
      : [];
  });
  return reading(latest?.value ?? null, `the latest of ${wanted.join(', ')}`, latest?.path ?? null, others);
}

/** Whether a call is one of those that become opportunities (H36, GH-4): inbound and completed. */
export function isOpportunityCall(call: Row): boolean {
  const status = text(call['status']);
  return (
    text(call['direction'])?.toLowerCase() === 'inbound' &&
    (status === null || status.toLowerCase() === 'completed')
  );
}

/** A line for lists: what and in which state. */
export function titleOf(model: Model, details: Details): string {
  const name = (member: string): string | null => text((details[member] as Row | null)?.['name']);
  const parts = {
    job: [
      `Job ${text(details['jobNumber']) ?? text(details['id']) ?? ''}`,
      name('jobType'),
      text(details['jobStatus']),
    ],
    membership: [
      name('membershipType') ?? `Membership ${text(details['id']) ?? ''}`,
      text(details['status']),
    ],
    call: ['Call', text(details['type']) ?? 'not classified'],
  }[model];
  return parts.filter((part) => part !== null).join(' · ');
}
