/**
 * Loads a demo company: a plumbing, HVAC and electrical contractor near Denver with one to four years behind it. Rows are made
 * one by one, day by day, and never held: what stays in memory is a pair of ids per customer and location.
 */
import { BOOKING, bookingContacts, bookings } from '../modules/crm/collections.ts';
import type { CompanyPlan, CompanySize } from '../options.ts';
import { Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import { wireTime } from '../wire/time.ts';
import { loadOf, type WorkDay, workDay } from './calendar.ts';
import type { JobTypeFacts } from './catalogue.ts';
import type { Chapter, Stages } from './chapter.ts';
import { DayBoard } from './day-board.ts';
import { type Household, loadHousehold, type Town } from './households.ts';
import { FIRST_NAMES, LAST_NAMES, PLACES, STREETS, strangerPhone } from './people-names.ts';
import { loadStructure, type Structure } from './structure.ts';
import { loadJob } from './work.ts';

interface CompanyOrder {
  size: CompanySize | CompanyPlan;
  seed: number;
  /** Milliseconds since 1970 by the emulator's clock. */
  now: number;
}

/**
 * A large company does three jobs a day with each technician. A small one is there in a moment, for tests: its last weeks
 * are as busy as five technicians are, of the year before there is a sample.
 */
const PLANS: Readonly<Record<CompanySize, CompanyPlan | undefined>> = {
  empty: undefined,
  small: { technicians: 5, jobs: 200, days: 395, fresh: 0.45, recently: 6 },
  medium: { technicians: 25, jobs: 18_000, days: 730, fresh: 0.43 },
  large: { technicians: 150, jobs: 500_000, days: 1_400 },
};

/** Companies with more jobs than this would take gigabytes of memory; they are kept in a file. */
const MOST_IN_MEMORY = 100_000;

/** What a company is made by; undefined for an empty one. */
function planOf(size: CompanySize | CompanyPlan): CompanyPlan | undefined {
  if (typeof size === 'string') return PLANS[size];
  const { technicians, jobs, days } = size;
  if (![technicians, jobs, days].every((count) => Number.isSafeInteger(count) && count > 0))
    throw new RangeError('A company needs whole numbers above 0 of technicians, jobs and days.');
  return size;
}

export const fitsMemory = (size: CompanySize | CompanyPlan): boolean =>
  (planOf(size)?.jobs ?? 0) <= MOST_IN_MEMORY;

const DAYS_AHEAD = 14;
const RECENT_DAYS = 28;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Loads the company once: a store that has records already is left as it is. */
export function loadCompany(store: Store, chapters: readonly Chapter[], order: CompanyOrder): void {
  const { size, seed, now } = order;
  const plan = planOf(size);
  if (store.fresh && plan) {
    store.fill(() => {
      const random = new Random(`company ${seed}`);
      const { technicians: technicianCount, days } = plan;
      const founded = now - (days + 30) * DAY;
      const structure = loadStructure({ store, random, founded, now, technicianCount });
      const { recently = 1 } = plan;
      const sample = (at: number): number => (at > now - RECENT_DAYS * DAY ? 1 : 1 / recently);
      const stages = chapters.map(({ name, begin }) =>
        begin({ store, random: new Random(`${name} ${seed}`), structure, founded, now, sample }),
      );
      loadYears({ store, random, structure, stages, now, plan });
      loadBookings(store, random, structure, now);
      for (const stage of stages) stage.close?.();
    });
  }
  store.index();
}

interface Years {
  store: Store;
  random: Random;
  structure: Structure;
  stages: readonly Stages[];
  now: number;
  plan: CompanyPlan;
}

function loadYears({ store, random, structure, stages, now, plan }: Years): void {
  const town: Town = { store, random, zoneOf: structure.zoneOf, tagIds: structure.tagIds };
  const days = Array.from({ length: plan.days + DAYS_AHEAD + 1 }, (_unused, at) =>
    workDay(now, at - plan.days),
  );
  const { fresh = 0.4, recently = 1 } = plan;
  const busy = (day: WorkDay): number => loadOf(day) * (day.ahead > -RECENT_DAYS ? recently : 1);
  const share = plan.jobs / days.reduce((sum, day) => sum + busy(day), 0);
  const known: Household[] = [];
  let owed = 0;
  for (const day of days) {
    for (const stage of stages) stage.day?.(day.midnight);
    owed += busy(day) * share * (0.85 + random.next() * 0.3);
    const board = new DayBoard(structure, day, random);
    let postponed = 0;
    for (; owed >= 1; owed -= 1) {
      const visit = board.next();
      if (!visit) {
        postponed += 1;
        continue;
      }
      const booked = Math.min(
        now - random.between(5 * MINUTE, 10 * HOUR),
        visit.start - leadTime(random, visit.facts),
      );
      const isFresh = known.length < 20 || random.chance(fresh);
      const household = isFresh ? undefined : comingBack(random, known);
      const met = booked - 120_000;
      const made = household ? [] : loadHousehold(town, wireTime(met, random.between(1, 9999)));
      known.push(...made);
      for (const stage of stages) for (const one of made) stage.household?.(one, met);
      const at = household ?? made[0];
      if (at) loadJob(store, random, structure, stages, { ...visit, household: at, booked, now });
    }
    // What cannot be done in time is asked for elsewhere.
    owed += Math.min(postponed, plan.technicians);
  }
}

/** Who has become a customer lately comes back sooner, or the first ones would have had a visit every month. */
const comingBack = (random: Random, known: readonly Household[]): Household | undefined =>
  known[Math.floor(Math.sqrt(random.next()) * known.length)];

/** Urgent work is booked hours ahead, other work days. */
const leadTime = (random: Random, { priority }: JobTypeFacts): number =>
  priority === 'Urgent' ? random.between(HOUR, 6 * HOUR) : random.between(2 * HOUR, 9 * DAY);

/** Requests of the last days that came in through providers and wait for someone in the office. */
function loadBookings(store: Store, random: Random, structure: Structure, now: number): void {
  for (let at = 0; at < 30; at += 1) {
    const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
    const [city, zip] = random.pick(PLACES);
    const wanted = random.pick(structure.jobTypes);
    const createdOn = wireTime(now - random.between(HOUR, 10 * DAY), random.between(1, 9999));
    const dismissed = at % 3 === 0;
    const { id = null } = store.insertPast(bookings, {
      ...BOOKING,
      createdOn,
      source: 'Online Booking',
      name: `${first} ${last}`,
      address: {
        street: `${random.between(100, 9899)} ${random.pick(STREETS)}`,
        unit: null,
        city,
        state: 'CO',
        zip,
        country: 'USA',
      },
      customerType: 'Residential',
      isFirstTimeClient: random.chance(0.7),
      status: dismissed ? 'Dismissed' : 'New',
      dismissingReasonId: dismissed ? random.pick(structure.callReasonIds) : null,
      externalId: `web-${1000 + at}`,
      jobTypeId: wanted.id,
      bookingProviderId: structure.providerIds[0] ?? null,
      summary: `${wanted.facts.name}, please call back.`,
    });
    const value = strangerPhone(random);
    store.insertPast(bookingContacts, { createdOn, type: 'MobilePhone', value, memo: '', bookingId: id });
  }
}
