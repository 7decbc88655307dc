import type { Conflict, Contact, Opportunity, Preview } from '../../../src/api/servicetitan.ts';
import { MODELS } from '../../../src/api/servicetitan.ts';
import { NOW } from '../bookings.ts';

const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
const PEOPLE = [
  ['Maria', 'Delgado'],
  ['James', 'O’Connor'],
  ['Wolfgang Amadeus', 'Freiherr von und zu Hohenstein-Bartholomew the Third'],
  ['李', '小龍'],
  ['Bob', 'Li'],
] as const;

/** A contact as the server answers it; `nth` varies what a list shows. */
export function makeContact(nth: number, changes: Partial<Contact> = {}): Contact {
  const [firstName, lastName] = PEOPLE[nth % PEOPLE.length] ?? PEOPLE[0];
  const digits = String(1_000 + (nth % 9_000)).padStart(4, '0');
  const company = nth % 7 === 6 ? 'Desert Ridge Property Management and Homeowners Association' : null;
  return {
    id: `p${nth}`,
    firstName,
    lastName: nth < PEOPLE.length ? lastName : `${lastName} ${nth}`,
    company,
    phones: [
      { phone: `+1602555${digits}`, type: 'MobilePhone', doNotText: nth % 5 === 1, placeholder: false },
      ...(nth % 3 === 0
        ? [{ phone: `+1480555${digits}`, type: 'Phone', doNotText: false, placeholder: false }]
        : []),
    ],
    emails: nth % 4 === 3 ? [] : [{ email: `person${nth}@example.com`, placeholder: false }],
    externalContactIds: [String(7_000 + nth)],
    doNotMail: nth % 6 === 2,
    doNotService: nth % 11 === 4,
    opportunities: { job: 1 + (nth % 4), membership: nth % 2, call: 0 },
    updatedAt: ago(nth * 3),
    links: [
      {
        connectionId: 'c1',
        connectionName: 'Phoenix branch',
        customerId: String(7_000 + nth),
        mergedFrom: nth === 0 ? ['6998'] : [],
        name: `${lastName}, ${firstName}`,
        active: true,
      },
    ],
    merges: [],
    createdAt: ago(20_000),
    ...changes,
  };
}

/** A contact of two customers that became one, which can be taken back. */
export const mergedContact = (): Contact =>
  makeContact(0, {
    emails: [
      { email: 'maria@example.com', placeholder: false },
      { email: 'none@none.com', placeholder: true },
    ],
    phones: [{ phone: '+16025551000', type: 'MobilePhone', doNotText: true, placeholder: false }],
    merges: [
      {
        id: 'm1',
        at: ago(400),
        reason: 'Both customers have the same mobile number.',
        evidence: ['Phone (602) 555-1000'],
        actor: null,
        undone: false,
        parts: [
          { customerId: '7000', name: 'Delgado, Maria' },
          { customerId: '7404', name: 'Maria Delgado-Ruiz' },
        ],
      },
    ],
  });

export const makeConflict = (nth: number): Conflict => ({
  id: `x${nth}`,
  status: 'open',
  at: ago(60 + nth),
  reason: 'The phone is that of one contact, the email that of another.',
  customer: {
    connectionId: 'c1',
    customerId: String(7_700 + nth),
    name: nth === 0 ? 'Fernández, Ana' : `Customer ${nth}`,
    phones: ['+16025551001'],
    emails: ['ana@example.com'],
  },
  contactId: `p${900 + nth}`,
  candidates: [
    {
      contactId: 'p1',
      name: 'James O’Connor',
      phones: ['+16025551001'],
      emails: ['person1@example.com'],
      evidence: ['Phone (602) 555-1001 is the same.'],
    },
    {
      contactId: 'p2',
      name: 'Wolfgang Amadeus Freiherr von und zu Hohenstein-Bartholomew the Third',
      phones: ['+16025551002'],
      emails: ['ana@example.com'],
      evidence: ['Email ana@example.com is the same.'],
    },
  ],
});

/** An opportunity as the server answers it; `nth` varies what a list shows. */
export function makeOpportunity(nth: number): Opportunity {
  const [firstName, lastName] = PEOPLE[nth % PEOPLE.length] ?? PEOPLE[0];
  const model = MODELS[nth % 7 === 5 ? 1 : nth % 7 === 6 ? 2 : 0] ?? 'job';
  const externalId = String(50_000 + nth);
  const title = { job: 'Job', membership: 'Membership', call: 'Call' }[model];
  return {
    id: `o${nth}`,
    connectionId: 'c1',
    model,
    externalId,
    externalContactId: String(7_000 + nth),
    contactId: `p${nth % 50}`,
    firstName,
    lastName,
    email: `person${nth}@example.com`,
    phone: `+1602555${String(1_000 + (nth % 9_000)).padStart(4, '0')}`,
    externalCreatedAt: ago(3_000 + nth),
    externalUpdatedAt: ago(nth * 4),
    updatedAt: ago(nth * 4),
    title: `${title} ${externalId} · ${model === 'job' ? 'Completed' : 'Active'}`,
    updatedFrom: 'appointments:0:modifiedOn',
    details: {
      id: externalId,
      jobNumber: externalId,
      jobStatus: 'Completed',
      noCharge: false,
      completedOn: '2026-03-05T14:00:00Z',
      customer: {
        id: 7_000 + nth,
        name: `${lastName}, ${firstName}`,
        contacts: [
          { type: 'MobilePhone', value: '6025551000' },
          { type: 'Email', value: 'maria@example.com' },
        ],
      },
      appointments: [{ id: 91, start: '2026-03-05T16:00:00Z', status: 'Done' }],
      estimates: [],
    },
    history: [
      {
        at: ago(6),
        kind: 'replaced',
        changes: [{ path: 'jobStatus', before: 'InProgress', after: 'Completed' }],
      },
      { at: ago(3_000), kind: 'created', changes: [] },
    ],
  };
}

export const previewOf = (opportunity: Opportunity): Preview => ({
  model: opportunity.model,
  externalId: opportunity.externalId,
  standard: [
    {
      field: 'firstName',
      value: opportunity.firstName,
      rule: 'customer:name has a comma: what is after the first comma.',
      from: 'customer:name',
      passedOver: [],
    },
    {
      field: 'email',
      value: opportunity.email,
      rule: 'The first contact of type email that is no placeholder.',
      from: 'customer:contacts:1:value',
      passedOver: [
        { path: 'customer:contacts:2:value', value: 'none@none.com', why: 'It is a placeholder.' },
      ],
    },
  ],
  contact: { outcome: 'existing', contactId: opportunity.contactId, reason: 'The same customer ID.' },
  details: opportunity.details,
});
