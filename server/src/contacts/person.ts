import { hash } from 'node:crypto';
import { normalizePhone } from './phone.ts';
import type { PlaceholderFilter } from './placeholder.ts';

export interface PersonPhone {
  /** E.164. */
  readonly value: string;
  readonly type: string | null;
  readonly doNotText: boolean;
  readonly placeholder: boolean;
}

export interface PersonEmail {
  readonly value: string;
  readonly placeholder: boolean;
}

/** What stands for a contact elsewhere, as it is now. */
export interface LinkedPerson {
  readonly kind: 'customer' | 'caller';
  /** Nothing but its id is known at the moment; what is linked already stays as it is. */
  readonly partial: boolean;
  /** Id of the customer, or the caller's number. */
  readonly key: string;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Of commercial customers the whole name (GH-19). */
  readonly company: string | null;
  readonly active: boolean;
  readonly doNotMail: boolean;
  readonly doNotService: boolean;
  readonly phones: readonly PersonPhone[];
  readonly emails: readonly PersonEmail[];
  /** Id of the customer that ServiceTitan merged this one into (GH-11). */
  readonly mergedInto: string | null;
}

/** What stands for a contact, as one word: `customer:42`, `caller:+13035550120`. */
export const linkName = ({ kind, key }: { kind: string; key: string }): string => `${kind}:${key}`;

/** Kind and key of such a word. */
export function readLink(name: string): { kind: string; key: string } {
  const colon = name.indexOf(':');
  return { kind: name.slice(0, colon), key: name.slice(colon + 1) };
}

type Row = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() ? value.trim() : null;

/** A customer of ServiceTitan with its contacts, as a person (GH-6, GH-18): every usable number and address, once each. */
export function personOf(
  customer: Row,
  contacts: readonly Row[],
  name: { firstName: string | null; lastName: string | null },
  filter: PlaceholderFilter,
): LinkedPerson {
  const phones = new Map<string, PersonPhone>();
  const emails = new Map<string, PersonEmail>();
  for (const contact of contacts) {
    const [type, value] = [text(contact['type']), text(contact['value'])];
    if (contact['active'] === false || value === null || type === null) continue;
    if (/^(mobilephone|phone)$/i.test(type)) {
      const number = normalizePhone(value);
      const settings = contact['phoneSettings'] as Row | null | undefined;
      if (number === null) continue;
      const doNotText = settings?.['doNotText'] === true || phones.get(number)?.doNotText === true;
      phones.set(number, {
        type,
        ...phones.get(number),
        value: number,
        doNotText,
        placeholder: filter.phone(number),
      });
    } else if (/^email$/i.test(type)) {
      const address = value.toLowerCase();
      if (address.includes('@')) emails.set(address, { value: address, placeholder: filter.email(address) });
    }
  }
  const merged = customer['mergedToId'];
  return {
    kind: 'customer',
    partial: false,
    key: String(customer['id']),
    name: text(customer['name']),
    ...name,
    company: /^commercial$/i.test(text(customer['type']) ?? '') ? text(customer['name']) : null,
    active: customer['active'] !== false,
    doNotMail: customer['doNotMail'] === true,
    doNotService: customer['doNotService'] === true,
    phones: [...phones.values()],
    emails: [...emails.values()],
    mergedInto: merged === null || merged === undefined || merged === 0 ? null : String(merged),
  };
}

/** A caller who is no customer yet: nothing but a number. */
export function callerOf(number: string, filter: PlaceholderFilter): LinkedPerson {
  return {
    kind: 'caller',
    partial: false,
    key: number,
    name: null,
    firstName: null,
    lastName: null,
    company: null,
    active: true,
    doNotMail: false,
    doNotService: false,
    phones: [{ value: number, type: null, doNotText: false, placeholder: filter.phone(number) }],
    emails: [],
    mergedInto: null,
  };
}

/** Tells whether anything of a person is different. */
export const personHash = (person: LinkedPerson): string => hash('md5', JSON.stringify(person), 'hex');

/** What the person can be found by: placeholders never (H16). */
export function findable(person: LinkedPerson): { phones: string[]; emails: string[] } {
  const values = (list: readonly { value: string; placeholder: boolean }[]): string[] =>
    list.filter(({ placeholder }) => !placeholder).map(({ value }) => value);
  return { phones: values(person.phones), emails: values(person.emails) };
}
