import type { OperationId } from 'servicetitan';
import { operation } from 'servicetitan/contract';

/** What an opportunity can be made of (H33). */
export const models = ['job', 'membership', 'call'] as const;
export type Model = (typeof models)[number];

/** Something of ServiceTitan that belongs to a model's base object (H40, H41). */
export interface ModelResource {
  readonly key: string;
  readonly name: string;
  /** Always on. */
  readonly required: boolean;
  /** Chosen when a connection is new. */
  readonly preselected: boolean;
  /** Another resource of the model without which this one cannot be had (H42). */
  readonly requires: string | null;
  /** What it is good for, said beside it (H43). */
  readonly purpose: string;
  /** Reads it takes; what they need of scopes stands in the contract. */
  readonly operations: readonly OperationId[];
  /** What does not work without its scopes (B30). */
  readonly stops: string;
}

export interface ModelTable {
  readonly model: Model;
  readonly name: string;
  readonly description: string;
  readonly resources: readonly ModelResource[];
}

const required = (
  key: string,
  name: string,
  purpose: string,
  operations: readonly OperationId[],
  stops: string,
): ModelResource => ({
  key,
  name,
  required: true,
  preselected: true,
  requires: null,
  purpose,
  operations,
  stops,
});

const optional = (
  key: string,
  name: string,
  purpose: string,
  operations: readonly OperationId[],
  more: { preselected?: boolean; requires?: string } = {},
): ModelResource => ({
  key,
  name,
  required: false,
  preselected: more.preselected ?? true,
  requires: more.requires ?? null,
  purpose,
  operations,
  stops: `${name} do not come with the opportunity.`,
});

const customer = required(
  'customer',
  'Customer',
  'Name, phones and e-mail addresses of the contact.',
  ['crm.export.getCustomers', 'crm.export.customersContacts'],
  'Opportunities have no name, phone or e-mail address, so that no contact is made of them.',
);
const location = required(
  'location',
  'Location',
  'Where the work is done.',
  ['crm.export.locations', 'crm.export.locationsContacts'],
  'Addresses of service are missing.',
);
const businessUnit = required(
  'businessUnit',
  'Business unit',
  'Names for the ids of business units.',
  ['settings.export.businessUnits'],
  'Business units have no names and cannot be chosen from.',
);
const campaigns = optional('campaigns', 'Campaigns', 'Segmentation by what brought the customer.', [
  'marketing.campaigns.getList',
  'marketing.campaignCategories.getList',
]);
const employees = (purpose: string): ModelResource =>
  optional('employees', 'Employees & Technicians', purpose, [
    'settings.export.employees',
    'settings.export.technicians',
  ]);

const job: ModelTable = {
  model: 'job',
  name: 'Job',
  description:
    'One opportunity for each job: estimates to sell, appointments to confirm, invoices to collect.',
  resources: [
    required('job', 'Job', 'The opportunity itself.', ['jpm.export.jobs'], 'No job comes in.'),
    customer,
    location,
    businessUnit,
    required(
      'jobType',
      'Job type',
      'Names for the ids of job types.',
      ['jpm.jobTypes.getList'],
      'Job types have no names and cannot be chosen from.',
    ),
    optional('estimates', 'Estimates', 'Sales follow-up on open estimates.', [
      'sales.estimatesExport.estimates',
    ]),
    optional(
      'appointments',
      'Appointments',
      'Confirmation of appointments, and campaigns on cancelled ones.',
      ['jpm.export.appointments'],
    ),
    optional(
      'appointmentAssignments',
      'Appointment Assignments',
      "The technician's name in a message.",
      ['dispatch.export.appointmentAssignments'],
      { requires: 'appointments' },
    ),
    optional('cancelReasons', 'Cancel Reasons', 'Rebooking by the reason of the cancellation.', [
      'jpm.jobs.getCancelReasons',
      'jpm.jobCancelReasons.getList',
      'jpm.jobHoldReasons.get',
    ]),
    optional('tagTypes', 'Tag Types', 'Segmentation by the tags of a job.', ['settings.export.tagTypes']),
    campaigns,
    optional('zones', 'Zones', 'Targeting by place, finer than business units.', ['dispatch.zone.getList'], {
      preselected: false,
    }),
    employees('Who sold the job, for messages and segmentation.'),
    optional(
      'invoices',
      'Invoices',
      'Receivables, and asking for reviews and referrals once a job is paid.',
      ['accounting.export.invoices'],
    ),
  ],
};

const membership: ModelTable = {
  model: 'membership',
  name: 'Membership',
  description:
    'One opportunity for each membership of a customer: renewal, lapsed members, visits that are due.',
  resources: [
    required(
      'membership',
      'Membership',
      'The opportunity itself.',
      ['memberships.export.memberships'],
      'No membership comes in.',
    ),
    customer,
    location,
    businessUnit,
    optional('membershipTypes', 'Membership Types', 'Segmentation by the plan a customer has.', [
      'memberships.export.membershipTypes',
    ]),
    optional(
      'recurringServices',
      'Recurring Services',
      'Retention: visits of the plan that are due or missed.',
      [
        'memberships.export.locationRecurringServices',
        'memberships.export.locationRecurringServiceEvents',
        'memberships.export.recurringServiceTypes',
      ],
    ),
    optional(
      'paymentTypes',
      'Payment Types',
      'How a member pays, for reminders of cards that expire.',
      ['accounting.paymentTypes.getList'],
      { preselected: false },
    ),
    employees('Who sold the membership, for messages and segmentation.'),
  ],
};

const call: ModelTable = {
  model: 'call',
  name: 'Inbound call',
  description:
    'One opportunity for each inbound call once it has ended: abandoned and unbooked calls to win back.',
  resources: [
    required('call', 'Call', 'The opportunity itself.', ['telecom.export.calls'], 'No call comes in.'),
    customer,
    campaigns,
    employees('Who took the call, for segmentation.'),
  ],
};

/** What can be synced, model by model: the resources of a connection follow from these rows alone. */
export const modelTable: Readonly<Record<Model, ModelTable>> = { job, membership, call };

/** Scopes that a resource takes, as the contract names them for its operations. */
export function scopesOf(operations: readonly OperationId[]): string[] {
  return [...new Set(operations.flatMap((id) => operation(id)?.scopes ?? []))];
}

/** A resource of a model; null when the model has none of that key. */
export function resourceOf(model: Model, key: string): ModelResource | null {
  return modelTable[model].resources.find((resource) => resource.key === key) ?? null;
}

/** The table as screens need it; `granted` is null while it is not known what the app may. */
export function catalogue(granted: readonly string[] | null) {
  return models.map((model) => ({
    model,
    name: modelTable[model].name,
    description: modelTable[model].description,
    resources: modelTable[model].resources.map(({ operations, stops: _stops, ...resource }) => {
      const scopes = scopesOf(operations);
      return {
        ...resource,
        scopes,
        granted: granted && scopes.every((scope) => granted.includes(scope)),
      };
    }),
  }));
}
