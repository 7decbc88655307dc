import type { Booking, BookingForm, CustomerMatch, PRIORITIES } from '../../api/entities.ts';
import { wallAfter, wallAt } from '../../time/zone.ts';
import { sameAddress } from '../address.ts';

/** The choice of making a new customer or location instead of taking one that ServiceTitan has. */
export const CREATE = 'new';

/** What the booking form holds while one edits it. Empty text and null mean "not chosen yet". */
export interface AcceptDraft {
  /** A customer's id, {@link CREATE}, or empty. */
  customerId: string;
  name: string;
  phone: string;
  email: string;
  /** A location's id, {@link CREATE}, or empty. */
  locationId: string;
  street: string;
  unit: string;
  city: string;
  state: string;
  zip: string;
  jobTypeId: string | null;
  businessUnitId: string | null;
  campaignId: string | null;
  /** Day `YYYY-MM-DD` and times `HH:mm` on the clocks of the workspace. */
  date: string | null;
  start: string;
  end: string;
  /** A person has set the end: then neither the start nor the job type moves it. */
  endSet: boolean;
  priority: (typeof PRIORITIES)[number];
  summary: string;
}

const DAY = 24 * 60;

/**
 * The form as it opens. Job type and business unit come pre-filled only as the server says: when exactly one of each
 * is mapped (L9, GL-3). The campaign is always a person's choice (L57); a suggested one only stands first. A customer is chosen already only when a single one has the caller's phone number.
 */
export function openingDraft(booking: Booking, form: BookingForm, zone: string): AcceptDraft {
  const customer = soleMatchByPhone(form.customers);
  const customerId = customer?.id ?? (form.customers.length === 0 ? CREATE : '');
  return {
    customerId,
    name: booking.customer.name,
    phone: booking.customer.phoneDisplay ?? booking.customer.phone ?? '',
    email: booking.customer.email ?? '',
    locationId: locationFor(booking, customerId, form.customers),
    street: booking.address?.street ?? '',
    unit: booking.address?.unit ?? '',
    city: booking.address?.city ?? '',
    state: booking.address?.state ?? '',
    zip: booking.address?.zip ?? '',
    jobTypeId: form.jobTypeId,
    businessUnitId: form.businessUnitId,
    campaignId: null,
    ...openingTimes(form, zone),
    endSet: false,
    priority: 'Normal',
    summary: form.summary,
  };
}

function soleMatchByPhone(customers: CustomerMatch[]): CustomerMatch | undefined {
  const byPhone = customers.filter((customer) => customer.reason === 'phone');
  return byPhone.length === 1 ? byPhone[0] : undefined;
}

/** Which location a choice of customer suggests: the one at the requested address, or a new one there. */
export function locationFor(booking: Booking, customerId: string, customers: CustomerMatch[]): string {
  if (customerId === '') return '';
  if (customerId === CREATE) return CREATE;
  const locations = customers.find((customer) => customer.id === customerId)?.locations ?? [];
  const there = locations.find((location) => sameAddress(location.address, booking.address));
  if (there) return there.id;
  if (booking.address !== null || locations.length === 0) return CREATE;
  return locations.length === 1 ? (locations[0]?.id ?? '') : '';
}

function openingTimes(form: BookingForm, zone: string): Pick<AcceptDraft, 'date' | 'start' | 'end'> {
  if (form.start === null) return { date: null, start: '', end: '' };
  const start = wallAt(form.start, zone);
  const requested = form.end === null ? null : minutesBetween(start, wallAt(form.end, zone));
  // "Any time this week" is no appointment: then the job type says how long it takes.
  const length =
    requested !== null && requested > 0 && requested < DAY ? requested : durationOf(form, form.jobTypeId);
  const end = length === null ? '' : wallAfter(start, length).slice(11);
  return { date: start.slice(0, 10), start: start.slice(11), end };
}

/** Minutes that a job of a type usually takes, or null when the type does not say. */
export function durationOf(form: BookingForm, jobTypeId: string | null): number | null {
  return form.jobTypes.find((jobType) => jobType.id === jobTypeId)?.durationMinutes ?? null;
}

/** End time `HH:mm` of a job that starts at `HH:mm`; past midnight it is a time of the next day. */
export function endAfter(start: string, minutes: number): string {
  return wallAfter(`2000-01-01T${start}`, minutes).slice(11);
}

/** Length in minutes of an appointment from `HH:mm` to `HH:mm`, which ends on the next day when it does not end later. */
export function lengthOf(start: string, end: string): number {
  const minutes = minutesBetween(`2000-01-01T${start}`, `2000-01-01T${end}`);
  return minutes > 0 ? minutes : minutes + DAY;
}

function minutesBetween(from: string, to: string): number {
  return (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 60_000;
}
