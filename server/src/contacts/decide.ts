import { displayPhone } from './phone.ts';

/** Who a customer is found to be by phone and e-mail (GH-10). Placeholders have been left out already. */
export interface Hits {
  /** Contacts by each of the customer's numbers that somebody has. */
  readonly phones: ReadonlyMap<string, ReadonlySet<string>>;
  readonly emails: ReadonlyMap<string, ReadonlySet<string>>;
}

export type Decision =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'match';
      readonly contactId: string;
      readonly reason: string;
      readonly evidence: readonly string[];
    }
  | { readonly kind: 'parked'; readonly candidates: readonly string[]; readonly reason: string };

/**
 * Whether a customer that was not seen before is one of the contacts: the one that a phone leads to, or else the one that
 * an e-mail leads to. Where they lead to several, nobody is merged; a person decides (GH-10, B23). `separate` are contacts
 * that a person has said it is not.
 */
export function decide(hits: Hits, separate: ReadonlySet<string>): Decision {
  const byPhone = among(hits.phones, separate);
  const byEmail = among(hits.emails, separate);
  const all = new Set([...byPhone.contacts, ...byEmail.contacts]);
  const [only] = all;
  if (only === undefined) return { kind: 'new' };
  if (all.size === 1)
    return {
      kind: 'match',
      contactId: only,
      reason: byPhone.contacts.size > 0 ? 'the same phone' : 'the same e-mail',
      evidence: [...byPhone.values, ...byEmail.values],
    };
  return { kind: 'parked', candidates: [...all].toSorted(), reason: whyParked(byPhone, byEmail) };
}

interface Found {
  readonly contacts: ReadonlySet<string>;
  readonly values: readonly string[];
}

function among(hits: ReadonlyMap<string, ReadonlySet<string>>, separate: ReadonlySet<string>): Found {
  const contacts = new Set<string>();
  const values: string[] = [];
  for (const [value, found] of hits) {
    const left = [...found].filter((id) => !separate.has(id));
    if (left.length > 0) values.push(value);
    for (const id of left) contacts.add(id);
  }
  return { contacts, values };
}

function whyParked(byPhone: Found, byEmail: Found): string {
  const phones = byPhone.values.map(displayPhone).join(', ');
  const emails = byEmail.values.join(', ');
  if (byPhone.contacts.size > 1) return `Several contacts have ${phones}.`;
  if (byPhone.contacts.size === 0) return `Several contacts have ${emails}.`;
  return `${phones} leads to one contact, ${emails} to another.`;
}
