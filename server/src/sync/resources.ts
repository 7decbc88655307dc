import type { ExportId, OperationId } from 'servicetitan';

/**
 * What is mirrored from ServiceTitan, one row each. Adding a resource is adding a row: how it is read, what it belongs
 * to, and whether it is a catalogue that every connection keeps. Everything else follows from the row.
 */
export interface Resource {
  /** Where changes come from: an export feed (deleted and inactive rows included), if there is one. */
  readonly feed?: ExportId;
  /** The list: read by `ids` in fifties, and, without a feed, by time of change or as a whole. */
  readonly list?: OperationId;
  /**
   * Without a feed: `modified` asks for what changed since, `whole` reads all again, `parent` is read by the ids of the
   * records it belongs to (reference: GH-14).
   */
  readonly by: 'feed' | 'modified' | 'whole' | 'parent';
  /** Members that hold what the record belongs to, as a path. */
  readonly owner?: { readonly resource: ResourceKey; readonly path: readonly string[] };
  readonly customer?: readonly string[];
  readonly location?: readonly string[];
  /** The member that identifies the record, `id` when absent. */
  readonly key?: string;
  /** Kept whole for names, for every connection: catalogues of some hundred rows. */
  readonly catalogue?: boolean;
  /** Of calls and shifts the API tolerates one request at a time (reference: GH-16). */
  readonly serial?: boolean;
}

export type ResourceKey = keyof typeof table;

const table = {
  // Catalogues: names for ids, and what the other rooms offer to choose from.
  businessUnits: {
    feed: 'settings.export.businessUnits',
    list: 'settings.businessUnits.getList',
    by: 'feed',
    catalogue: true,
  },
  jobTypes: { list: 'jpm.jobTypes.getList', by: 'whole', catalogue: true },
  technicians: {
    feed: 'settings.export.technicians',
    list: 'settings.technicians.getList',
    by: 'feed',
    catalogue: true,
  },
  employees: {
    feed: 'settings.export.employees',
    list: 'settings.employees.getList',
    by: 'feed',
    catalogue: true,
  },
  tagTypes: {
    feed: 'settings.export.tagTypes',
    list: 'settings.tagTypes.getList',
    by: 'feed',
    catalogue: true,
  },
  userRoles: { list: 'settings.userRoles.getList', by: 'whole', catalogue: true },
  campaigns: { list: 'marketing.campaigns.getList', by: 'whole', catalogue: true },
  campaignCategories: { list: 'marketing.campaignCategories.getList', by: 'whole', catalogue: true },
  zones: { list: 'dispatch.zone.getList', by: 'whole', catalogue: true },
  teams: { list: 'dispatch.team.getList', by: 'whole', catalogue: true },
  arrivalWindows: { list: 'dispatch.arrivalWindows.getList', by: 'whole', catalogue: true },
  jobCancelReasons: { list: 'jpm.jobCancelReasons.getList', by: 'whole', catalogue: true },
  jobHoldReasons: { list: 'jpm.jobHoldReasons.get', by: 'whole', catalogue: true },
  membershipTypes: {
    feed: 'memberships.export.membershipTypes',
    list: 'memberships.membershipTypes.getList',
    by: 'feed',
    catalogue: true,
  },
  recurringServiceTypes: {
    feed: 'memberships.export.recurringServiceTypes',
    list: 'memberships.recurringServiceTypes.getList',
    by: 'feed',
    catalogue: true,
  },
  paymentTypes: { list: 'accounting.paymentTypes.getList', by: 'whole', catalogue: true },
  taxZones: { list: 'accounting.taxZones.getList', by: 'whole', catalogue: true },
  callReasons: { list: 'jbce.callReasons.get', by: 'whole', catalogue: true },

  // People and places.
  customers: { feed: 'crm.export.getCustomers', list: 'crm.customers.getList', by: 'feed' },
  customerContacts: {
    feed: 'crm.export.customersContacts',
    list: 'crm.customers.getModifiedContactsList',
    by: 'feed',
    owner: { resource: 'customers', path: ['customerId'] },
  },
  locations: {
    feed: 'crm.export.locations',
    list: 'crm.locations.getList',
    by: 'feed',
    customer: ['customerId'],
  },
  locationContacts: {
    feed: 'crm.export.locationsContacts',
    list: 'crm.locations.getLocationsContactsList',
    by: 'feed',
    owner: { resource: 'locations', path: ['locationId'] },
  },

  // What belongs to a job.
  appointments: {
    feed: 'jpm.export.appointments',
    list: 'jpm.appointments.getList',
    by: 'feed',
    owner: { resource: 'jobs', path: ['jobId'] },
  },
  appointmentAssignments: {
    feed: 'dispatch.export.appointmentAssignments',
    list: 'dispatch.appointmentAssignments.getList',
    by: 'feed',
    owner: { resource: 'jobs', path: ['jobId'] },
  },
  estimates: {
    feed: 'sales.estimatesExport.estimates',
    list: 'sales.estimates.getList',
    by: 'feed',
    owner: { resource: 'jobs', path: ['jobId'] },
  },
  invoices: {
    feed: 'accounting.export.invoices',
    list: 'accounting.invoices.getList',
    by: 'feed',
    owner: { resource: 'jobs', path: ['job', 'id'] },
  },
  cancelReasons: {
    list: 'jpm.jobs.getCancelReasons',
    by: 'parent',
    key: 'jobId',
    owner: { resource: 'jobs', path: ['jobId'] },
  },
  holdReasons: {
    list: 'jpm.jobs.getHoldReasons',
    by: 'parent',
    key: 'jobId',
    owner: { resource: 'jobs', path: ['jobId'] },
  },

  // What belongs to a membership.
  recurringServices: {
    feed: 'memberships.export.locationRecurringServices',
    list: 'memberships.locationRecurringServices.getList',
    by: 'feed',
    owner: { resource: 'memberships', path: ['membershipId'] },
  },
  recurringServiceEvents: {
    feed: 'memberships.export.locationRecurringServiceEvents',
    list: 'memberships.locationRecurringServiceEvents.getList',
    by: 'feed',
    owner: { resource: 'memberships', path: ['membershipId'] },
  },

  // What an opportunity is made of. Read after what belongs to them, so that each is built once.
  jobs: {
    feed: 'jpm.export.jobs',
    list: 'jpm.jobs.getList',
    by: 'feed',
    customer: ['customerId'],
    location: ['locationId'],
  },
  memberships: {
    feed: 'memberships.export.memberships',
    list: 'memberships.customerMemberships.getList',
    by: 'feed',
    customer: ['customerId'],
    location: ['locationId'],
  },
  calls: {
    feed: 'telecom.export.calls',
    by: 'feed',
    customer: ['customer', 'id'],
    location: ['location', 'id'],
    serial: true,
  },
} as const satisfies Record<
  string,
  Omit<Resource, 'owner'> & { owner?: { resource: string; path: readonly string[] } }
>;

export const resources: Readonly<Record<ResourceKey, Resource>> = table;
