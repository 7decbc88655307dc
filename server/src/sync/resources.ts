import type { ExportId, OperationId } from 'servicetitan';

/**
 * What is mirrored from ServiceTitan, one row each. Adding a resource is adding a row: how it is read and what it belongs
 * to. Everything else follows from the row.
 */
export interface Resource {
  /**
   * Where changes come from: an export `feed` (deleted and inactive rows included), a `list` that is read whole each
   * time, or the ids of the records it belongs to (`owners`; reference GH-14).
   */
  readonly by: 'feed' | 'list' | 'owners';
  readonly feed?: ExportId;
  /** The list: read whole, or by `ids` in fifties. */
  readonly list?: OperationId;
  /** Where its rows are counted when the list cannot be used for anything else. */
  readonly counted?: OperationId;
  /** The member that identifies the record, `id` when absent. */
  readonly key?: string;
  /** What the record belongs to, and the path of the member that says so. */
  readonly owner?: { readonly resource: ResourceKey; readonly path: readonly string[] };
  /** Parameter of the list that takes ids of owners: fifty at once (`many`) or one. `of` are the owner's own children whose ids it takes. */
  readonly byOwner?: { readonly parameter: string; readonly many: boolean; readonly of?: ResourceKey };
  readonly customer?: readonly string[];
  readonly location?: readonly string[];
  /** An opportunity is made of it: what it refers to is read by id when no feed brings it. */
  readonly base?: true;
  /** Read from the beginning, not from the start of the back-fill. */
  readonly whole?: true;
  /** Of the list only what begins now or later is of interest: its parameter, the member it looks at, and how far back. */
  readonly from?: { readonly parameter: string; readonly member: string; readonly days: number };
  /** Rows of the list lack `active`, which those of the feed have. */
  readonly listLacksActive?: true;
  /** Members by whose value something else is read with the record: a cancelled job's reason. */
  readonly asks?: { readonly member: string; readonly when: Readonly<Record<string, ResourceKey>> };
  /**
   * A number that moves without the record's `modifiedOn` moving (reference, "Checklist for an emulator", 6): payments
   * settle invoices and customers. While it is not 0, the record is read again with every increment.
   */
  readonly unsettled?: string;
  /**
   * Records whose changes change what this one shows, likewise without its `modifiedOn`: a job's `total` and `estimateIds`,
   * the invoice lines of an estimate, whom an invoice is for. Linked by columns of the mirror that hold the same id.
   */
  readonly follows?: readonly Following<ResourceKey>[];
  /** Asked each minute, unsettled changes included, in case no webhook comes (H26, GH-16). */
  readonly urgent?: true;
}

interface Following<Key> {
  readonly resource: Key;
  readonly theirs: 'owner_id' | 'customer_id';
  readonly ours: 'id' | 'owner_id';
}

export type ResourceKey = keyof typeof table;

const table = {
  // Catalogues: names for ids, and what the other rooms offer to choose from.
  businessUnits: {
    by: 'feed',
    feed: 'settings.export.businessUnits',
    list: 'settings.businessUnits.getList',
    whole: true,
  },
  technicians: {
    by: 'feed',
    feed: 'settings.export.technicians',
    list: 'settings.technicians.getList',
    whole: true,
  },
  employees: {
    by: 'feed',
    feed: 'settings.export.employees',
    list: 'settings.employees.getList',
    whole: true,
  },
  tagTypes: { by: 'feed', feed: 'settings.export.tagTypes', list: 'settings.tagTypes.getList', whole: true },
  membershipTypes: {
    by: 'feed',
    feed: 'memberships.export.membershipTypes',
    list: 'memberships.membershipTypes.getList',
    whole: true,
  },
  recurringServiceTypes: {
    by: 'feed',
    feed: 'memberships.export.recurringServiceTypes',
    list: 'memberships.recurringServiceTypes.getList',
    whole: true,
  },
  jobTypes: { by: 'list', list: 'jpm.jobTypes.getList' },
  userRoles: { by: 'list', list: 'settings.userRoles.getList' },
  campaigns: { by: 'list', list: 'marketing.campaigns.getList' },
  campaignCategories: { by: 'list', list: 'marketing.campaignCategories.getList' },
  zones: { by: 'list', list: 'dispatch.zone.getList' },
  teams: { by: 'list', list: 'dispatch.team.getList' },
  arrivalWindows: { by: 'list', list: 'dispatch.arrivalWindows.getList' },
  jobCancelReasons: { by: 'list', list: 'jpm.jobCancelReasons.getList' },
  jobHoldReasons: { by: 'list', list: 'jpm.jobHoldReasons.get' },
  paymentTypes: { by: 'list', list: 'accounting.paymentTypes.getList' },
  taxZones: { by: 'list', list: 'accounting.taxZones.getList' },
  callReasons: { by: 'list', list: 'jbce.callReasons.get' },
  technicianShifts: {
    by: 'list',
    list: 'dispatch.technicianShifts.getList',
    from: { parameter: 'startsOnOrAfter', member: 'start', days: 2 },
  },
  nonJobAppointments: {
    by: 'list',
    list: 'dispatch.nonJobAppointments.getList',
    from: { parameter: 'startsOnOrAfter', member: 'start', days: 2 },
  },

  // People and places.
  customers: {
    by: 'feed',
    feed: 'crm.export.getCustomers',
    list: 'crm.customers.getList',
    unsettled: 'balance',
    follows: [{ resource: 'invoices', theirs: 'customer_id', ours: 'id' }],
  },
  customerContacts: {
    by: 'feed',
    feed: 'crm.export.customersContacts',
    list: 'crm.customers.getModifiedContactsList',
    listLacksActive: true,
    owner: { resource: 'customers', path: ['customerId'] },
    byOwner: { parameter: 'customerIds', many: true },
  },
  locations: {
    by: 'feed',
    feed: 'crm.export.locations',
    list: 'crm.locations.getList',
    customer: ['customerId'],
  },
  locationContacts: {
    by: 'feed',
    feed: 'crm.export.locationsContacts',
    list: 'crm.locations.getLocationsContactsList',
    listLacksActive: true,
    owner: { resource: 'locations', path: ['locationId'] },
    byOwner: { parameter: 'locationIds', many: true },
  },

  // What belongs to a job.
  appointments: {
    by: 'feed',
    feed: 'jpm.export.appointments',
    list: 'jpm.appointments.getList',
    owner: { resource: 'jobs', path: ['jobId'] },
    byOwner: { parameter: 'jobId', many: false },
  },
  appointmentAssignments: {
    by: 'feed',
    feed: 'dispatch.export.appointmentAssignments',
    list: 'dispatch.appointmentAssignments.getList',
    owner: { resource: 'jobs', path: ['jobId'] },
    byOwner: { parameter: 'appointmentIds', many: true, of: 'appointments' },
  },
  estimates: {
    by: 'feed',
    feed: 'sales.estimatesExport.estimates',
    list: 'sales.estimates.getList',
    follows: [{ resource: 'invoices', theirs: 'owner_id', ours: 'owner_id' }],
    owner: { resource: 'jobs', path: ['jobId'] },
    byOwner: { parameter: 'jobId', many: false },
  },
  invoices: {
    by: 'feed',
    feed: 'accounting.export.invoices',
    list: 'accounting.invoices.getList',
    unsettled: 'balance',
    customer: ['customer', 'id'],
    owner: { resource: 'jobs', path: ['job', 'id'] },
    byOwner: { parameter: 'jobId', many: false },
  },
  cancelReasons: {
    by: 'owners',
    list: 'jpm.jobs.getCancelReasons',
    key: 'jobId',
    owner: { resource: 'jobs', path: ['jobId'] },
  },
  holdReasons: {
    by: 'owners',
    list: 'jpm.jobs.getHoldReasons',
    key: 'jobId',
    owner: { resource: 'jobs', path: ['jobId'] },
  },

  // What belongs to a membership. Visits cannot be asked for by membership, so all of them are read.
  recurringServices: {
    by: 'feed',
    feed: 'memberships.export.locationRecurringServices',
    list: 'memberships.locationRecurringServices.getList',
    owner: { resource: 'memberships', path: ['membershipId'] },
    whole: true,
  },
  recurringServiceEvents: {
    by: 'feed',
    feed: 'memberships.export.locationRecurringServiceEvents',
    list: 'memberships.locationRecurringServiceEvents.getList',
    listLacksActive: true,
    owner: { resource: 'memberships', path: ['membershipId'] },
    whole: true,
  },

  // What an opportunity is made of. Read after what belongs to it, so that each is built once.
  jobs: {
    by: 'feed',
    feed: 'jpm.export.jobs',
    list: 'jpm.jobs.getList',
    listLacksActive: true,
    customer: ['customerId'],
    location: ['locationId'],
    asks: { member: 'jobStatus', when: { Canceled: 'cancelReasons', Hold: 'holdReasons' } },
    base: true,
    follows: [
      { resource: 'invoices', theirs: 'owner_id', ours: 'id' },
      { resource: 'estimates', theirs: 'owner_id', ours: 'id' },
    ],
  },
  memberships: {
    by: 'feed',
    feed: 'memberships.export.memberships',
    list: 'memberships.customerMemberships.getList',
    customer: ['customerId'],
    location: ['locationId'],
    base: true,
  },
  calls: {
    by: 'feed',
    feed: 'telecom.export.calls',
    counted: 'telecom.calls.calls',
    customer: ['customer', 'id'],
    location: ['location', 'id'],
    base: true,
    urgent: true,
  },
} as const satisfies Record<string, Described>;

/** The same without its own keys, which are not known while the table is being written. */
type Described = Omit<Resource, 'owner' | 'asks' | 'byOwner' | 'follows'> & {
  readonly owner?: { readonly resource: string; readonly path: readonly string[] };
  readonly byOwner?: { readonly parameter: string; readonly many: boolean; readonly of?: string };
  readonly asks?: { readonly member: string; readonly when: Readonly<Record<string, string>> };
  readonly follows?: readonly Following<string>[];
};

export const resources: Readonly<Record<ResourceKey, Resource>> = table;

export const resourceKeys = Object.keys(table) as readonly ResourceKey[];
