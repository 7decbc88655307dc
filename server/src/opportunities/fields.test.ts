import { describe, expect, it } from 'vitest';
import { FIELDS } from './fields.ts';

/** The two field tables of the acceptance list, path by path. */
const JOB = `
  id jobNumber jobStatus summary priority completedOn createdOn createdById modifiedOn customerId locationId businessUnitId jobTypeId campaignId
  appointmentCount firstAppointmentId lastAppointmentId recallForId warrantyId jobGeneratedLeadSource:jobId jobGeneratedLeadSource:employeeId noCharge
  notificationsEnabled tagTypeIds leadCallId bookingId soldById customFields:#:typeId customFields:#:name customFields:#:value
  customer:id customer:active customer:name customer:type customer:address:street customer:address:unit customer:address:city customer:address:state
  customer:address:zip customer:address:country customer:address:latitude customer:address:longitude customer:balance customer:doNotMail
  customer:doNotService customer:mergedToId customer:createdOn customer:modifiedOn customer:customFields:#:name customer:customFields:#:value
  customer:contacts:#:type customer:contacts:#:value customer:contacts:#:memo customer:contacts:#:modifiedOn customer:contacts:#:phoneSettings:phoneNumber
  customer:contacts:#:phoneSettings:doNotText
  location:id location:name location:active location:address:street location:taxZoneId location:mergedToId location:customFields:#:name
  location:contacts:#:type location:contacts:#:value location:contacts:#:memo location:createdOn location:modifiedOn
  businessUnit:id businessUnit:name businessUnit:officialName businessUnit:email businessUnit:phoneNumber businessUnit:address:street jobType:id jobType:name
  estimates:#:id estimates:#:name estimates:#:jobNumber estimates:#:projectId estimates:#:status:value estimates:#:status:name estimates:#:summary
  estimates:#:soldOn estimates:#:soldBy estimates:#:active estimates:#:modifiedOn estimates:#:items:#:id estimates:#:items:#:description estimates:#:items:#:qty
  estimates:#:items:#:unitRate estimates:#:items:#:total estimates:#:items:#:itemGroupName estimates:#:items:#:sku:id estimates:#:items:#:sku:name
  estimates:#:items:#:sku:displayName estimates:#:items:#:sku:type estimates:#:items:#:sku:soldHours estimates:#:externalLinks:#:name estimates:#:total
  appointments:#:id appointments:#:appointmentNumber appointments:#:start appointments:#:end appointments:#:arrivalWindowStart appointments:#:arrivalWindowEnd
  appointments:#:status appointments:#:specialInstructions appointments:#:createdOn appointments:#:modifiedOn
  appointments:#:assignments:#:id appointments:#:assignments:#:technicianId appointments:#:assignments:#:technicianName appointments:#:assignments:#:assignedById
  appointments:#:assignments:#:assignedOn appointments:#:assignments:#:status appointments:#:assignments:#:isPaused appointmentAssignments:#:technicianName
  cancelReason:reasonId cancelReason:name cancelReason:text holdReason:name tags:#:id tags:#:name tags:#:active
  campaign:id campaign:name campaign:active campaign:category:id campaign:category:name zone:id zone:name zone:active
  soldBy:id soldBy:name soldBy:email soldBy:phoneNumber soldBy:role soldBy:businessUnitId soldBy:active createdBy:name
  invoices:#:id invoices:#:referenceNumber invoices:#:invoiceDate invoices:#:dueDate invoices:#:subTotal invoices:#:salesTax invoices:#:total invoices:#:balance
  invoices:#:summary invoices:#:termName invoices:#:syncStatus invoices:#:adjustmentToId invoices:#:modifiedOn invoices:#:businessUnit:name invoices:#:job:number
  invoices:#:job:type invoices:#:items:#:displayName invoices:#:items:#:description invoices:#:items:#:quantity invoices:#:items:#:price invoices:#:items:#:total
  invoices:#:items:#:type invoices:#:items:#:skuName invoices:#:items:#:serviceDate invoices:#:customFields:#:name`;
const MEMBERSHIP = `
  id createdOn modifiedOn status active from to nextScheduledBillDate cancellationDate followUpOn followUpStatus followUpCustomStatusId billingFrequency
  renewalBillingFrequency duration renewalDuration initialDeferredRevenue businessUnitId customerId membershipTypeId locationId recurringLocationId soldById
  activatedById renewedById paymentMethodId paymentTypeId billingTemplateId cancellationInvoiceId customerPo memo importId
  customer:name location:name businessUnit:name membershipType:name membershipType:active membershipType:discountMode membershipType:locationTarget
  recurringServices:#:name recurringServices:#:from recurringServices:#:to recurringServices:#:active recurringServices:#:recurrenceType
  recurringServices:#:jobTypeId recurringServiceEvents:#:date recurringServiceEvents:#:status recurringServiceEvents:#:locationRecurringServiceName
  recurringServiceEvents:#:createdOn recurringServiceType:name paymentType:name soldBy:name`;
const CALL = `id type from to direction duration createdOn modifiedOn customer:id customer:name customer:contacts:#:value campaign:name agent:name`;

describe('the catalogue of fields (H44, H46)', () => {
  it.each([
    ['job', JOB],
    ['membership', MEMBERSHIP],
    ['call', CALL],
  ] as const)('has every path of the field table: %s', (model, table) => {
    const known = new Set(FIELDS[model].map(({ path }) => path));
    expect(
      table
        .trim()
        .split(/\s+/)
        .filter((path) => !known.has(path)),
    ).toEqual([]);
  });

  it.each([
    ['invoices:#:total', 'number'],
    ['estimates:#:total', 'number'],
    ['completedOn', 'date'],
    ['noCharge', 'boolean'],
    ['customerId', 'text'],
    ['tagTypeIds', 'list'],
    ['jobStatus', 'text'],
    ['appointmentCount', 'number'],
    ['appointments:#:status', 'text'],
  ])('knows their types: %s', (path, type) => {
    expect(FIELDS.job.find((field) => field.path === path)?.type).toBe(type);
  });

  it('H54: offers nothing of a job’s follow-up, which ServiceTitan does not give; of memberships it does', () => {
    expect(FIELDS.job.filter(({ path }) => /followUp/i.test(path))).toEqual([]);
    expect(FIELDS.membership.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['followUpOn', 'followUpStatus']),
    );
  });

  it('names each path once', () => {
    for (const fields of Object.values(FIELDS))
      expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
  });
});
