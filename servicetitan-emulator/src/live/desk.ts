/** The telephones of the company: calls come in, some become jobs, customers call off or put off what they booked. */
import { workDay } from '../company/calendar.ts';
import { FIRST_NAMES, LAST_NAMES, PLACES, STREETS, strangerPhone } from '../company/people-names.ts';
import { type Doc, type Id, idAt, idsAt } from '../json/value.ts';
import { bookingProviders, locations } from '../modules/crm/collections.ts';
import { assignments } from '../modules/dispatch/collections.ts';
import { callReasons } from '../modules/jbce/collections.ts';
import { appointments, cancelReasons, jobs, jobTypes } from '../modules/jpm/collections.ts';
import { campaigns } from '../modules/marketing/collections.ts';
import { businessUnits, employees, technicians } from '../modules/settings/collections.ts';
import { callOf } from '../modules/telecom/calls.ts';
import { calls } from '../modules/telecom/collections.ts';
import type { Tenant } from '../operations/call.ts';
import type { Random } from '../random.ts';
import { instantOf, wireTime } from '../wire/time.ts';
import { attempt } from './office.ts';
import { pickWhere } from './pick.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Hours at which arrival windows begin. */
const STARTS = [8, 10, 12, 14];
const BOOKING = 0.55;
const KNOWN_CUSTOMER = 0.6;
const OTHERS = ['Unbooked', 'Excused', 'NotLead', 'Abandoned'] as const;

/** One of a catalogue that the company has. */
function oneOf(
  tenant: Tenant,
  random: Random,
  collection: Parameters<Tenant['store']['find']>[0],
): Doc | undefined {
  const all = tenant.store.find(collection, 'active', 1);
  return all.length === 0 ? undefined : random.pick(all);
}

/** A call comes in and ends; whoever takes it writes down what became of it. */
export function takeCall(tenant: Tenant, random: Random, now: number): Doc {
  const { store } = tenant;
  const agent = oneOf(tenant, random, employees);
  const campaign = oneOf(tenant, random, campaigns);
  const from = strangerPhone(random);
  const job = random.chance(BOOKING) ? book(tenant, random, now, from, campaign) : undefined;
  const type = job ? 'Booked' : random.pick(OTHERS);
  const abandoned = type === 'Abandoned';
  const call = store.insert(
    calls,
    callOf(store, {
      from,
      to: '3035550100',
      seconds: abandoned ? random.between(4, 40) : random.between(60, 540),
      type,
      job,
      customerId: job && idAt(job, 'customerId'),
      locationId: job && idAt(job, 'locationId'),
      campaignId: campaign && idAt(campaign, 'id'),
      agentId: agent && !abandoned ? idAt(agent, 'id') : undefined,
      reasonId: job ? undefined : idAt(oneOf(tenant, random, callReasons) ?? {}, 'id'),
      voicemail: abandoned && random.chance(0.3),
    }),
  );
  const latest = store.get(jobs, job && idAt(job, 'id'));
  if (latest) store.amend(jobs, latest, { leadCallId: call.id ?? null });
  return call;
}

/** The place of the work: one the company knows, or a new customer's. */
function placeOf(tenant: Tenant, random: Random, phone: string): Doc | undefined {
  const known = random.chance(KNOWN_CUSTOMER) ? pickWhere(tenant.store, random, locations, '1') : undefined;
  if (known) return known;
  const [city, zip] = random.pick(PLACES);
  const street = `${random.between(100, 9899)} ${random.pick(STREETS)}`;
  const address = { street, unit: null, city, state: 'CO', zip, country: 'USA' };
  const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  const contacts = [{ type: 'MobilePhone', value: phone, memo: null }];
  const body = { name, type: 'Residential', address, contacts, locations: [{ name, address }] };
  const customer = attempt(tenant, 'crm.customers.create', { body });
  const [location] = (customer?.locations ?? []) as Doc[];
  return location;
}

function book(
  tenant: Tenant,
  random: Random,
  now: number,
  phone: string,
  campaign: Doc | undefined,
): Doc | undefined {
  const type = oneOf(tenant, random, jobTypes);
  const place = placeOf(tenant, random, phone);
  const [unitId] = type ? idsAt(type, 'businessUnitIds') : [];
  if (!type || !place || unitId === undefined || !campaign) return undefined;
  const visit = visitFor(tenant, random, now, type, unitId);
  if (!visit) return undefined;
  return attempt(tenant, 'jpm.jobs.create', {
    body: {
      customerId: place.customerId ?? null,
      locationId: place.id ?? null,
      businessUnitId: unitId,
      jobTypeId: type.id ?? null,
      campaignId: campaign.id ?? null,
      priority: type.priority ?? 'Normal',
      summary: `${String(type.name)}. Called in.`,
      appointments: [visit],
    },
  });
}

/** The next window in which a technician of the unit's trade is free; undefined when the coming days are full. */
function visitFor(tenant: Tenant, random: Random, now: number, type: Doc, unitId: Id): Doc | undefined {
  const people = peopleFor(tenant, unitId);
  const lasts = Math.max(1, Number(type.duration ?? 7200) / 3600) * HOUR;
  const first = type.priority === 'Urgent' ? 0 : 1;
  for (let ahead = first; ahead < first + 6; ahead += 1) {
    const day = workDay(now, ahead);
    if (day.weekday === 0) continue;
    for (const hour of STARTS.slice(random.between(0, 1))) {
      const start = day.midnight + hour * HOUR;
      if (start < now + 30 * MINUTE) continue;
      const free = people.find((id) => isFree(tenant, id, start, start + lasts));
      if (free === undefined) continue;
      return {
        start: wireTime(start),
        end: wireTime(start + lasts),
        arrivalWindowStart: wireTime(start),
        arrivalWindowEnd: wireTime(start + 2 * HOUR),
        technicianIds: [free],
      };
    }
  }
  return undefined;
}

/** Technicians whose own unit is of the same trade as the unit. */
function peopleFor({ store }: Tenant, unitId: Id): Id[] {
  const tradeOf = (id: Id | undefined): unknown =>
    (store.get(businessUnits, id)?.trade as Doc | null | undefined)?.id;
  const trade = tradeOf(unitId);
  return store
    .find(technicians, 'active', 1)
    .filter((technician) => tradeOf(idAt(technician, 'businessUnitId')) === trade)
    .map(({ id }) => id as Id);
}

function isFree({ store }: Tenant, technicianId: Id, start: number, end: number): boolean {
  const clash = store.database.one(
    `SELECT 1 FROM "${appointments.name}" a JOIN "${assignments.name}" t ON t."appointmentId" = a.id AND t.active = 1
      WHERE t."technicianId" = ? AND a.active = 1 AND a.status <> 'Canceled' AND a."start" < ? AND a."end" > ? LIMIT 1`,
    technicianId,
    instantOf(wireTime(end)),
    instantOf(wireTime(start)),
  );
  return clash === undefined;
}

/** An appointment that is still to come. */
const toCome = (tenant: Tenant, random: Random, now: number): Doc | undefined =>
  pickWhere(tenant.store, random, appointments, `status = 'Scheduled' AND "start" > ?`, [
    instantOf(wireTime(now + 2 * HOUR)),
  ]);

/** A customer calls off a job. */
export function callOff(tenant: Tenant, random: Random, now: number): void {
  const id = idAt(toCome(tenant, random, now) ?? {}, 'jobId');
  const reasonId = oneOf(tenant, random, cancelReasons)?.id ?? null;
  if (id !== undefined)
    attempt(tenant, 'jpm.jobs.cancel', { params: { id }, body: { reasonId, memo: 'Called off.' } });
}

/** A customer puts off an appointment by one to three days. */
export function putOff(tenant: Tenant, random: Random, now: number): void {
  const appointment = toCome(tenant, random, now);
  const id = appointment && idAt(appointment, 'id');
  if (!appointment || id === undefined) return;
  const days = random.between(1, 3) * 24 * HOUR;
  const later = (name: string): string => wireTime(Date.parse(String(appointment[name])) + days);
  const body: Doc = { start: later('start'), end: later('end') };
  if (appointment.arrivalWindowStart && appointment.arrivalWindowEnd) {
    body.arrivalWindowStart = later('arrivalWindowStart');
    body.arrivalWindowEnd = later('arrivalWindowEnd');
  }
  attempt(tenant, 'jpm.appointments.reschedule', { params: { id }, body });
}

/** Somebody asks for work through a booking provider. */
export function bookOnline(tenant: Tenant, random: Random): Doc | undefined {
  const provider = oneOf(tenant, random, bookingProviders);
  const id = provider && idAt(provider, 'id');
  if (id === undefined) return undefined;
  const [city, zip] = random.pick(PLACES);
  const type = oneOf(tenant, random, jobTypes);
  const body: Doc = {
    source: 'Online Booking',
    name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    summary: `${String(type?.name ?? 'Work')}, please call back.`,
    isFirstTimeClient: random.chance(0.7),
    externalId: `live-${random.token(12)}`,
    jobTypeId: type?.id ?? null,
    address: {
      street: `${random.between(100, 9899)} ${random.pick(STREETS)}`,
      unit: null,
      city,
      state: 'CO',
      zip,
      country: 'USA',
    },
    contacts: [{ type: 'MobilePhone', value: strangerPhone(random), memo: null }],
  };
  return attempt(tenant, 'crm.bookings.create', { params: { booking_provider: id }, body });
}
