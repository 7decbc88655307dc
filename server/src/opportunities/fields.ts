import { operation, schema, type Type } from 'servicetitan/contract';
import { type Model, SHOWN } from './build/details.ts';

export interface FieldInfo {
  readonly path: string;
  readonly type: 'text' | 'number' | 'date' | 'boolean' | 'list';
  /** The optional or required resource that brings it, as the settings name it. */
  readonly resource: string;
}

/** What each part of the details is a record of, by the operation that answers with it. */
const SOURCES: Readonly<Record<string, string>> = {
  job: 'jpm.jobs.getList',
  membership: 'memberships.customerMemberships.getList',
  call: 'telecom.export.calls',
  customer: 'crm.customers.getList',
  contact: 'crm.export.customersContacts',
  location: 'crm.locations.getList',
  locationContact: 'crm.export.locationsContacts',
  businessUnit: 'settings.businessUnits.getList',
  jobType: 'jpm.jobTypes.getList',
  estimate: 'sales.estimates.getList',
  appointment: 'jpm.appointments.getList',
  assignment: 'dispatch.appointmentAssignments.getList',
  invoice: 'accounting.invoices.getList',
  reason: 'jpm.jobs.getCancelReasons',
  tag: 'settings.tagTypes.getList',
  campaign: 'marketing.campaigns.getList',
  zone: 'dispatch.zone.getList',
  person: 'settings.employees.getList',
  membershipType: 'memberships.membershipTypes.getList',
  recurringService: 'memberships.locationRecurringServices.getList',
  recurringServiceType: 'memberships.recurringServiceTypes.getList',
  recurringServiceEvent: 'memberships.locationRecurringServiceEvents.getList',
  paymentType: 'accounting.paymentTypes.getList',
};

/** Money that accounting sends as text and details hold as numbers. */
const MONEY = /^(subTotal|salesTax|total|balance|discountTotal|quantity|cost|totalCost|price|memberPrice)$/;
const HIDDEN = new Set(['externalData']);
const DEEPEST = 4;

function rowType(id: string): Type | null {
  const answer = operation(id)?.responses[0]?.type;
  const envelope = answer?.kind === 'ref' ? schema(answer.name) : undefined;
  const data =
    envelope?.kind === 'object' ? envelope.fields.find(({ name }) => name === 'data')?.type : undefined;
  return data?.kind === 'list' ? data.items : null;
}

function kindOf(name: string, type: Type): FieldInfo['type'] | null {
  if (type.kind === 'list') return 'list';
  if (type.kind !== 'scalar') return null;
  if (/Id$|^id$/.test(name)) return 'text';
  const format = type.format ?? '';
  if (/date/.test(format)) return 'date';
  if (format === 'boolean') return 'boolean';
  if (MONEY.test(name) || /^(int|decimal|double|float|number)/.test(format)) return 'number';
  return 'text';
}

/** Walks a schema of the contract, as deep as details show it. */
function* walk(
  type: Type,
  path: string,
  resource: string,
  only: readonly string[] | null,
  depth = 0,
): Generator<FieldInfo> {
  const shape = type.kind === 'ref' ? schema(type.name) : undefined;
  if (shape?.kind !== 'object' || depth > DEEPEST) {
    if (path !== '' && shape?.kind === 'enum') yield { path, type: 'text', resource };
    return;
  }
  for (const { name, type: member } of shape.fields) {
    if (HIDDEN.has(name) || (only && !only.includes(name))) continue;
    const at = path === '' ? name : `${path}:${name}`;
    const kind = kindOf(name, member);
    if (kind) yield { path: at, type: kind, resource };
    if (member.kind === 'list') yield* walk(member.items, `${at}:#`, resource, null, depth + 1);
    else if (member.kind === 'ref') yield* walk(member, at, resource, null, depth + 1);
  }
}

function part(
  source: string,
  path: string,
  resource: string,
  only: readonly string[] | null = null,
): FieldInfo[] {
  const type = rowType(SOURCES[source] ?? '');
  return type ? [...walk(type, path, resource, only)] : [];
}

const people = [
  ...part('customer', 'customer', 'customer'),
  ...part('contact', 'customer:contacts:#', 'customer'),
];
const place = [
  ...part('location', 'location', 'location'),
  ...part('locationContact', 'location:contacts:#', 'location'),
  ...part('businessUnit', 'businessUnit', 'businessUnit', SHOWN.businessUnit),
];
const campaign = [
  ...part('campaign', 'campaign', 'campaigns', SHOWN.campaign),
  { path: 'campaign:category:id', type: 'text', resource: 'campaigns' },
  { path: 'campaign:category:name', type: 'text', resource: 'campaigns' },
] satisfies FieldInfo[];

/**
 * Every path that details of a model may hold (H44 to H46), from the same contract that the records come by: a member the
 * API adds appears with the next contract. Of a job's "Opportunity" (follow-up date and status) ServiceTitan gives
 * nothing, so nothing of it is here (H54); a membership's followUpOn and followUpStatus are members of it.
 */
export const FIELDS: Readonly<Record<Model, readonly FieldInfo[]>> = {
  job: [
    ...part('job', '', 'job'),
    ...people,
    ...place,
    ...part('jobType', 'jobType', 'jobType', SHOWN.jobType),
    ...part('estimate', 'estimates:#', 'estimates'),
    { path: 'estimates:#:total', type: 'number', resource: 'estimates' },
    ...part('appointment', 'appointments:#', 'appointments'),
    ...part('assignment', 'appointments:#:assignments:#', 'appointmentAssignments'),
    ...part('assignment', 'appointmentAssignments:#', 'appointmentAssignments'),
    ...part('invoice', 'invoices:#', 'invoices'),
    ...part('reason', 'cancelReason', 'cancelReasons', SHOWN.reason),
    ...part('reason', 'holdReason', 'cancelReasons', SHOWN.reason),
    ...part('tag', 'tags:#', 'tagTypes', SHOWN.tag),
    ...campaign,
    ...part('zone', 'zone', 'zones', SHOWN.zone),
    ...part('person', 'soldBy', 'employees', SHOWN.person),
    ...part('person', 'createdBy', 'employees', SHOWN.person),
  ],
  membership: [
    ...part('membership', '', 'membership'),
    ...people,
    ...place,
    ...part('membershipType', 'membershipType', 'membershipTypes'),
    ...part('recurringService', 'recurringServices:#', 'recurringServices'),
    ...part(
      'recurringServiceType',
      'recurringServices:#:recurringServiceType',
      'recurringServices',
      SHOWN.recurringServiceType,
    ),
    ...part('recurringServiceEvent', 'recurringServiceEvents:#', 'recurringServices'),
    ...part('recurringServiceType', 'recurringServiceType', 'recurringServices', SHOWN.recurringServiceType),
    ...part('paymentType', 'paymentType', 'paymentTypes', SHOWN.paymentType),
    ...part('person', 'soldBy', 'employees', SHOWN.person),
  ],
  call: [
    ...part('call', '', 'call').filter(({ path }) => !/^(customer|campaign)(:|$)/.test(path)),
    ...people,
    ...campaign,
  ],
};
