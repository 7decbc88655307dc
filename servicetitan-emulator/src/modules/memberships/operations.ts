/** The memberships API: one row per operation. */
import type { Row, Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { equals, includes, linked } from '../../operations/filter.ts';
import { every, list } from '../../operations/list.ts';
import { act, answer, create, found, get, update } from '../../operations/record.ts';
import {
  durationBillings,
  invoiceTemplates,
  membershipFieldTypes,
  membershipTypes,
  memberships as records,
  recurringEvents,
  recurringServices,
  recurringServiceTypes,
  statusChanges,
  typeDiscounts,
  typeServices,
} from './collections.ts';
import { templateMembers } from './invoice-templates.ts';
import { sell, updateMembership } from './memberships.ts';
import { updateService } from './recurring-services.ts';
import { markComplete, markIncomplete } from './visits.ts';

/** Members that are null unless a parameter asks for them (reference: "Membership types"). */
const TYPE_MEMBERS = {
  durationBilling: 'includeDurationBilling',
  discounts: 'includeDiscounts',
  recurringServices: 'includeRecurringServices',
  tagTypeIds: 'includeTags',
};
const TECHNICIANS = { preferredTechnicianIds: 'includeTechnicians' };

const ofType = { collection: membershipTypes, param: 'id', column: 'membershipTypeId' };

/** Its members that a list shows only when asked are not shown here, where nothing can ask for them. */
const membershipType: Row = act((call) => {
  const unasked = Object.keys(TYPE_MEMBERS).map((member) => [member, null]);
  return answer(call, membershipTypes, { ...found(call, membershipTypes), ...Object.fromEntries(unasked) });
});

const service: Row = act((call) =>
  answer(call, recurringServices, { ...found(call, recurringServices), preferredTechnicianIds: null }),
);

export const memberships: Rows = {
  'memberships.customerMemberships.getList': list(records),
  'memberships.customerMemberships.get': get(records),
  'memberships.customerMemberships.create': act(sell),
  'memberships.customerMemberships.update': act(updateMembership),
  'memberships.customerMemberships.getStatusChanges': every(statusChanges, {
    collection: records,
    param: 'id',
    column: 'membershipId',
  }),
  'memberships.customerMemberships.getCustomFields': list(membershipFieldTypes),
  'memberships.membershipTypes.getList': list(membershipTypes, {
    onlyIf: TYPE_MEMBERS,
    filters: { duration: includes('durations'), billingFrequency: includes('frequencies') },
  }),
  'memberships.membershipTypes.get': membershipType,
  'memberships.membershipTypes.getDiscountsList': every(typeDiscounts, ofType),
  'memberships.membershipTypes.getDurationBillingList': every(durationBillings, ofType),
  'memberships.membershipTypes.getRecurringServiceItems': every(typeServices, ofType),
  'memberships.recurringServiceTypes.getList': list(recurringServiceTypes, {
    filters: {
      membershipTypeId: linked(typeServices, 'recurringServiceTypeId', equals('membershipTypeId')),
    },
  }),
  'memberships.recurringServiceTypes.get': get(recurringServiceTypes),
  'memberships.locationRecurringServices.getList': list(recurringServices, { onlyIf: TECHNICIANS }),
  'memberships.locationRecurringServices.get': service,
  'memberships.locationRecurringServices.update': act(updateService),
  'memberships.locationRecurringServiceEvents.getList': list(recurringEvents),
  'memberships.locationRecurringServiceEvents.markComplete': act(markComplete),
  'memberships.locationRecurringServiceEvents.markIncomplete': act(markIncomplete),
  'memberships.invoiceTemplates.getList': list(invoiceTemplates, { active: 'Any' }),
  'memberships.invoiceTemplates.get': get(invoiceTemplates),
  'memberships.invoiceTemplates.create': create(
    invoiceTemplates,
    { items: [], total: 0, isSettingsTemplate: false },
    { make: templateMembers },
  ),
  'memberships.invoiceTemplates.update': update(invoiceTemplates, { make: templateMembers }),
  'memberships.export.invoiceTemplates': feed(invoiceTemplates),
  'memberships.export.locationRecurringServiceEvents': feed(recurringEvents),
  'memberships.export.locationRecurringServices': feed(recurringServices),
  'memberships.export.membershipStatusChanges': feed(statusChanges),
  'memberships.export.membershipTypes': feed(membershipTypes),
  'memberships.export.memberships': feed(records),
  'memberships.export.recurringServiceTypes': feed(recurringServiceTypes),
};
