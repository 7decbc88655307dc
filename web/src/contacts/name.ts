import type { ContactRow } from '../api/servicetitan.ts';

/** What a contact is called: the person, else the company, else nothing that is known. */
export function contactName(contact: Pick<ContactRow, 'firstName' | 'lastName' | 'company'>): string | null {
  const person = [contact.firstName, contact.lastName].filter(Boolean).join(' ');
  return person || contact.company || null;
}
