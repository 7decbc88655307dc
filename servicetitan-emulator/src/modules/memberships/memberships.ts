/** Memberships of customers: sale, changes, and how they end (reference: "Customer memberships"). */
import { type Doc, type Id, idAt, textAt, toId } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { invalid } from '../../wire/problem.ts';
import { instantOf, msOf, wireTime } from '../../wire/time.ts';
import { customers, locations } from '../crm/collections.ts';
import { businessUnits } from '../settings/collections.ts';
import {
  durationBillings,
  invoiceTemplates,
  MEMBERSHIP,
  memberships,
  membershipTypes,
  recurringServices,
  statusChanges,
  typeServices,
} from './collections.ts';
import { addMonths } from './recurrence.ts';
import { addServices, endServices, moveEnd } from './recurring-services.ts';

/** Months from one bill to the next; a membership that is paid once has no next bill. */
const BILLING_MONTHS: Readonly<Record<string, number>> = {
  Monthly: 1,
  EveryOtherMonth: 2,
  Quarterly: 3,
  BiAnnual: 6,
  Annual: 12,
};

/** When the next bill is due for a membership that began at `from`; null when it is paid once. */
export function nextBill(frequency: Doc[string] | undefined, from: number): string | null {
  const months = BILLING_MONTHS[String(frequency)];
  return months === undefined ? null : wireTime(addMonths(from, months));
}

/** Places where the recurring services of a membership are done. */
function servicePlaces(call: Call, body: Doc): Id[] {
  const single = idAt(body, 'recurringLocationId');
  if (body.recurringServiceAction === 'All')
    return call.store.find(locations, 'customerId', idAt(body, 'customerId') ?? 0).map(({ id }) => id as Id);
  if (body.recurringServiceAction !== 'Single') return [];
  if (single === undefined)
    throw invalid({ recurringLocationId: ['Required when recurringServiceAction is Single.'] });
  return [single];
}

/** The customer's own place, or 400. */
function checkPlaces(call: Call, customerId: Id | undefined, body: Doc): void {
  for (const member of ['locationId', 'recurringLocationId']) {
    const place = call.store.get(locations, idAt(body, member));
    if (place && place.customerId !== customerId)
      throw invalid({ [member]: ['The location belongs to another customer.'] });
  }
}

/**
 * Sells a membership: it begins now, its invoice gets a number, and the recurring services of its type begin at the
 * places asked for, with their visits.
 */
export function sell(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  checkReferences(call, body, {
    customerId: customers,
    businessUnitId: businessUnits,
    durationBillingId: durationBillings,
    locationId: locations,
    recurringLocationId: locations,
  });
  checkPlaces(call, idAt(body, 'customerId'), body);
  const places = servicePlaces(call, body);
  const billing = store.get(durationBillings, idAt(body, 'durationBillingId')) ?? {};
  const type = store.get(membershipTypes, idAt(billing, 'membershipTypeId'));
  if (!type || type.active === false)
    throw invalid({ durationBillingId: ['Its membership type is not sold any more.'] });
  const months = typeof billing.duration === 'number' ? billing.duration : null;
  const now = call.tenant.now();
  const from = wireTime(now);
  const membership = store.insert(memberships, {
    ...MEMBERSHIP,
    createdById: INTEGRATION_USER,
    customerId: body.customerId ?? null,
    businessUnitId: body.businessUnitId ?? null,
    membershipTypeId: type.id ?? null,
    billingTemplateId: type.billingTemplateId ?? null,
    locationId: body.locationId ?? body.recurringLocationId ?? null,
    recurringLocationId: body.recurringLocationId ?? null,
    from,
    to: months === null ? null : wireTime(addMonths(now, months)),
    followUpOn: months === null ? from : wireTime(addMonths(now, months)),
    duration: months,
    renewalDuration: months,
    billingFrequency: billing.billingFrequency ?? 'OneTime',
    renewalBillingFrequency: billing.billingFrequency ?? null,
    nextScheduledBillDate: nextBill(billing.billingFrequency, now),
    activatedById: INTEGRATION_USER,
    saleInvoiceId: store.newId(),
    saleTaskId: body.saleTaskId ?? null,
    salePrice: billing.salePrice ?? 0,
  });
  const items = store.find(typeServices, 'membershipTypeId', type.id as Id);
  for (const place of places) addServices(store, membership, items, place);
  return {
    value: { invoiceId: membership.saleInvoiceId ?? null, customerMembershipId: membership.id ?? null },
  };
}

/** Where a membership may go from each status: what was deleted stays so, and only what runs can be suspended or expire. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  Active: ['Suspended', 'Expired', 'Canceled', 'Deleted'],
  Suspended: ['Active', 'Expired', 'Canceled', 'Deleted'],
  Expired: ['Active', 'Canceled', 'Deleted'],
  Canceled: ['Active', 'Deleted'],
  Deleted: [],
};

const isOver = (status: unknown): boolean =>
  status === 'Expired' || status === 'Canceled' || status === 'Deleted';

/** Writes down that a membership went from one status to another. */
function recordStatus(store: Store, membership: Doc, status: string, note: string | null = null): void {
  store.insert(statusChanges, {
    membershipId: membership.id ?? null,
    oldStatus: membership.status ?? null,
    newStatus: status,
    note,
    createdById: INTEGRATION_USER,
  });
}

/** Members that follow from a change of status. */
function statusMembers(store: Store, membership: Doc, status: string): Doc {
  if (!MOVES[String(membership.status)]?.includes(status))
    throw invalid({ status: [`A membership that is ${String(membership.status)} cannot become ${status}.`] });
  recordStatus(store, membership, status);
  if (isOver(status)) endServices(store, membership.id as Id);
  if (status === 'Canceled') return { cancellationDate: store.stamp(), nextScheduledBillDate: null };
  if (status === 'Deleted') return { active: false, nextScheduledBillDate: null };
  return status === 'Active' ? { cancellationDate: null } : {};
}

/** Changes what the body names. */
export function updateMembership(call: Call): Answer {
  const membership = found(call, memberships);
  const body = bodyDoc(call);
  const { store } = call;
  checkReferences(call, body, {
    businessUnitId: businessUnits,
    billingTemplateId: invoiceTemplates,
    locationId: locations,
    recurringLocationId: locations,
  });
  checkPlaces(call, idAt(membership, 'customerId'), body);
  checkMembers(membership, body);
  const { status, recurringServiceAction: _action, ...members } = body;
  const moved = typeof status === 'string' && status !== membership.status;
  const changed = store.update(memberships, membership, {
    ...members,
    ...(idAt(body, 'paymentMethodId') !== undefined && { paymentTypeId: null }),
    ...(idAt(body, 'paymentTypeId') !== undefined && { paymentMethodId: null }),
    ...(moved && { status, ...statusMembers(store, membership, status) }),
  });
  if (changed.to !== membership.to && !isOver(changed.status))
    moveEnd(store, changed, textAt(membership, 'to'));
  startServices(call, membership, changed, body);
  return answer(call, memberships, changed);
}

/** Memberships that were to end by now have expired; somebody must have renewed them before. */
export function expireDue(store: Store): void {
  const due = store.database.integers(
    `SELECT id FROM "${memberships.name}" WHERE "to" <= ? AND status IN ('Active', 'Suspended') AND active = 1 ORDER BY id`,
    instantOf(store.stamp()),
  );
  for (const id of due) {
    const membership = store.get(memberships, toId(id));
    if (!membership) continue;
    const status = 'Expired';
    const follows = statusMembers(store, membership, status);
    store.update(memberships, membership, { status, nextScheduledBillDate: null, ...follows });
  }
}

function checkMembers(membership: Doc, body: Doc): void {
  if (idAt(body, 'paymentMethodId') !== undefined && idAt(body, 'paymentTypeId') !== undefined)
    throw invalid({ paymentTypeId: ['A membership has a payment method or a payment type, not both.'] });
  if (idAt(body, 'recurringLocationId') !== undefined && body.recurringServiceAction === undefined)
    throw invalid({ recurringServiceAction: ['Required with recurringLocationId.'] });
  const times = { ...membership, ...body };
  const [from, to] = [textAt(times, 'from'), textAt(times, 'to')];
  if (from !== undefined && to !== undefined && msOf(from) >= msOf(to))
    throw invalid({ to: ['to must be after from.'] });
}

/** Services begin at the places asked for, and again when a membership that was over runs anew. */
function startServices(call: Call, before: Doc, membership: Doc, body: Doc): void {
  const { store } = call;
  const restarted = isOver(before.status) && membership.status === 'Active';
  const place = idAt(membership, 'recurringLocationId') ?? idAt(membership, 'locationId');
  const places = restarted && place !== undefined ? [place] : servicePlaces(call, { ...membership, ...body });
  if (body.recurringServiceAction === undefined && !restarted) return;
  const items = store.find(typeServices, 'membershipTypeId', idAt(membership, 'membershipTypeId') ?? 0);
  const served = store
    .find(recurringServices, 'membershipId', membership.id as Id)
    .map((one) => one.locationId);
  for (const one of places) {
    if (!served.includes(one)) addServices(store, membership, items, one);
  }
}
