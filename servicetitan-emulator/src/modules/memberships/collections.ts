/** Collections of the memberships API (reference: "Memberships"). */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const membershipTypes: Collection = {
  name: 'membershipTypes',
  noun: 'Membership type',
  schema: 'Memberships.V2.MembershipTypeResponse',
  columns: { durations: { kind: 'list' }, frequencies: { kind: 'list' } },
};

export const MEMBERSHIP_TYPE: Doc = {
  displayName: null,
  discountMode: 'Basic',
  locationTarget: 'SingleLocation',
  revenueRecognitionMode: 'PointOfSale',
  autoCalculateInvoiceTemplates: false,
  useMembershipPricingTable: true,
  showMembershipSavings: true,
  discount: 0,
  tagTypeIds: [],
};

/** What a membership type costs for each duration, as a record of its own. */
export const durationBillings: Collection = {
  name: 'membershipDurationBillings',
  noun: 'Duration billing item',
  schema: 'Memberships.V2.MembershipTypeDurationBillingItemResponse',
  columns: { membershipTypeId: { kind: 'id', index: true } },
};

export const typeDiscounts: Collection = {
  name: 'membershipTypeDiscounts',
  noun: 'Discount',
  schema: 'Memberships.V2.MembershipTypeDiscountItemResponse',
  columns: { membershipTypeId: { kind: 'id', index: true } },
};

/** Which recurring services come with a membership type. */
export const typeServices: Collection = {
  name: 'membershipTypeServices',
  noun: 'Recurring service item',
  schema: 'Memberships.V2.MembershipTypeRecurringServiceItemResponse',
  columns: { membershipTypeId: { kind: 'id', index: true }, recurringServiceTypeId: { kind: 'id' } },
};

export const recurringServiceTypes: Collection = {
  name: 'recurringServiceTypes',
  noun: 'Recurring service type',
  schema: 'Memberships.V2.RecurringServiceTypeResponse',
  columns: { name: { kind: 'search' }, recurrenceType: { kind: 'text' }, durationType: { kind: 'text' } },
};

export const memberships: Collection = {
  name: 'memberships',
  noun: 'Membership',
  schema: 'Memberships.V2.CustomerMembershipResponse',
  columns: {
    customerId: { kind: 'id', index: true },
    status: { kind: 'text' },
    duration: { kind: 'number' },
    billingFrequency: { kind: 'text' },
    to: { kind: 'time', index: true },
  },
};

export const MEMBERSHIP: Doc = {
  status: 'Active',
  followUpStatus: 'NotAttempted',
  initialDeferredRevenue: 0,
  customFields: [],
};

export const membershipFieldTypes: Collection = {
  name: 'membershipCustomFieldTypes',
  noun: 'Custom field type',
  schema: 'Memberships.V2.CustomFieldTypeResponse',
  columns: {},
};

export const statusChanges: Collection = {
  name: 'membershipStatusChanges',
  noun: 'Status change',
  schema: 'Memberships.V2.CustomerMembershipStatusChangeItemResponse',
  wide: 'Memberships.V2.ExportCustomerMembershipStatusChangesResponse',
  columns: { membershipId: { kind: 'id', index: true } },
};

export const recurringServices: Collection = {
  name: 'recurringServices',
  noun: 'Recurring service',
  schema: 'Memberships.V2.LocationRecurringServiceResponse',
  columns: { membershipId: { kind: 'id', index: true }, locationId: { kind: 'id', index: true } },
};

export const RECURRING_SERVICE: Doc = {
  durationType: 'NumberOfVisits',
  durationLength: 1,
  firstVisitComplete: false,
  allocation: 0,
  priority: 'Normal',
  recurrenceType: 'Seasonal',
  recurrenceInterval: 1,
  recurrenceMonths: [],
  recurrenceDaysOfWeek: [],
  recurrenceWeek: 'None',
  recurrenceDaysOfMonth: [],
  preferredTechnicianIds: [],
  tagTypeIds: [],
};

export const recurringEvents: Collection = {
  name: 'recurringServiceEvents',
  noun: 'Recurring service event',
  schema: 'Memberships.V2.LocationRecurringServiceEventResponse',
  wide: 'Memberships.V2.ExportLocationRecurringServiceEventResponse',
  columns: {
    locationRecurringServiceId: { kind: 'id', index: true },
    locationId: { kind: 'id', index: true },
    jobId: { kind: 'id', index: true },
    status: { kind: 'text' },
  },
};

export const invoiceTemplates: Collection = {
  name: 'invoiceTemplates',
  noun: 'Invoice template',
  schema: 'Memberships.V2.InvoiceTemplateResponse',
  columns: {},
};
