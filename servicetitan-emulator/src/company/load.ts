/**
 * Loads a demo company: a plumbing, HVAC and electrical contractor near Denver with three years behind it. Rows are made
 * one by one, day by day, and never held: what stays in memory is a pair of ids per customer and location.
 */

import type { Id } from '../json/value.ts';
import { BOOKING, bookingContacts, bookings } from '../modules/crm/collections.ts';
import type { CompanySize } from '../options.ts';
import { Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import { wireTime } from '../wire/time.ts';
import { demand, loadOf, type WorkDay, workDay } from './calendar.ts';
import type { Chapter, Stages } from './chapter.ts';
import { type Household, loadHousehold, type Town } from './households.ts';
import { FIRST_NAMES, LAST_NAMES, PLACES, STREETS } from './people-names.ts';
import { loadStructure, type Structure } from './structure.ts';
import { loadJob } from './work.ts';

interface CompanyOrder {
  size: CompanySize;
  seed: number;
  /** Milliseconds since 1970 by the emulator's clock. */
  now: number;
}

/** Technicians, jobs, and the share of jobs that bring a new customer. */
const SIZES = {
  small: { technicians: 5, jobs: 2_000, fresh: 0.43 },
  medium: { technicians: 25, jobs: 18_000, fresh: 0.43 },
  large: { technicians: 600, jobs: 500_000, fresh: 0.4 },
} as const;

const DAYS_BACK = 1095;
const DAYS_AHEAD = 14;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Loads the company once: a store that has records already is left as it is. */
export function loadCompany(store: Store, chapters: readonly Chapter[], order: CompanyOrder): void {
  const { size, seed, now } = order;
  if (store.fresh && size !== 'empty') {
    store.write(() => {
      const random = new Random(`company ${seed}`);
      const { technicians: technicianCount, jobs, fresh } = SIZES[size];
      const founded = now - (DAYS_BACK + 30) * DAY;
      const structure = loadStructure({ store, random, founded, now, technicianCount });
      const stages = chapters.map(({ name, begin }) =>
        begin({ store, random: new Random(`${name} ${seed}`), structure, founded, now }),
      );
      loadYears({ store, random, structure, stages, now, jobs, fresh });
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
  jobs: number;
  fresh: number;
}

function loadYears({ store, random, structure, stages, now, jobs, fresh }: Years): void {
  const town: Town = { store, random, zoneOf: structure.zoneOf, tagIds: structure.tagIds };
  const days = Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_unused, at) =>
    workDay(now, at - DAYS_BACK),
  );
  const share = jobs / days.reduce((sum, day) => sum + loadOf(day), 0);
  const known: Household[] = [];
  let owed = 0;
  for (const day of days) {
    for (const stage of stages) stage.day?.(day.midnight);
    owed += loadOf(day) * share * (0.85 + random.next() * 0.3);
    const board = new DayBoard(structure, day, random);
    for (; owed >= 1; owed -= 1) {
      const visit = board.next();
      if (!visit) continue;
      const booked = Math.min(
        now - random.between(5 * MINUTE, 10 * HOUR),
        visit.start - leadTime(random, visit.urgent),
      );
      const isFresh = known.length < 20 || random.chance(fresh);
      const household = isFresh ? undefined : random.pick(known);
      const met = booked - 120_000;
      const made = household ? [] : loadHousehold(town, wireTime(met, random.between(1, 9999)));
      known.push(...made);
      for (const stage of stages) for (const one of made) stage.household?.(one, met);
      const at = household ?? made[0];
      if (at) loadJob(store, random, structure, stages, { ...visit, household: at, booked, now });
    }
  }
}

/** Urgent work is booked hours ahead, other work days. */
const leadTime = (random: Random, urgent: boolean): number =>
  urgent ? random.between(HOUR, 6 * HOUR) : random.between(2 * HOUR, 9 * DAY);

/** Who is free when on one day: each job goes to the technician of its trade with the least to do. */
class DayBoard {
  readonly #structure: Structure;
  readonly #day: WorkDay;
  readonly #random: Random;
  readonly #weights: number[];
  readonly #hours = new Map<Id, number>();

  constructor(structure: Structure, day: WorkDay, random: Random) {
    this.#structure = structure;
    this.#day = day;
    this.#random = random;
    this.#weights = structure.jobTypes.map(({ facts }) => facts.weight * demand(facts.season, day.month));
  }

  /** Undefined when nobody has the time. */
  next() {
    const wanted = this.#structure.jobTypes[this.#random.weighted(this.#weights)];
    if (!wanted) return undefined;
    const { facts, id: jobTypeId, unitId } = wanted;
    let technician: Structure['technicians'][number] | undefined;
    let least = 10;
    for (const candidate of this.#structure.technicians) {
      const hours = this.#hours.get(candidate.id) ?? 0;
      if (candidate.trade === facts.trade && hours < least && (hours === 0 || hours + facts.hours <= 10)) {
        [technician, least] = [candidate, hours];
      }
    }
    if (!technician) return undefined;
    const from = Math.ceil(least * 2) / 2;
    this.#hours.set(technician.id, from + facts.hours + 0.5);
    const start = this.#day.midnight + (8 + from) * HOUR;
    return { jobTypeId, unitId, facts, technician, start, urgent: facts.priority === 'Urgent' };
  }
}

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
    const value = `${random.pick(['303', '720'])}55501${String(random.between(0, 99)).padStart(2, '0')}`;
    store.insertPast(bookingContacts, { createdOn, type: 'MobilePhone', value, memo: '', bookingId: id });
  }
}
