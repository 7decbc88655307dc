/** Booking pages of the demo company: some jobs are booked there, more visitors give up on the way. */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import { type Doc, docAt, type Id } from '../../json/value.ts';
import { guidOf } from '../../wire/guid.ts';
import { msOf, wireTime } from '../../wire/time.ts';
import { customers } from '../crm/collections.ts';
import { STEPS, schedulers, sessions } from './collections.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Where visitors give up; whoever books comes to the last step. */
const GIVEN_UP = STEPS.slice(0, -1);
const GIVEN_UP_WEIGHTS = [8, 5, 4, 3, 3, 2, 1];
const BROWSERS = ['Chrome', 'Safari', 'Firefox'];
const NOWHERE: Doc = { street: null, unit: null, city: null, state: null, zip: null, country: null };

export const chapter: Chapter = {
  name: 'schedulingpro',
  begin(company) {
    const { random } = company;
    const ids = [
      load(company, 'Website', 'Standard', true),
      load(company, 'Call center', 'Call_Center', false),
    ];
    return {
      job(job) {
        if (random.chance(0.06)) book(company, random.pick(ids), job);
        if (random.chance(0.08)) giveUp(company, ids[0] ?? 0, job);
      },
    };
  },
};

function load({ store, random, founded }: Company, name: string, mode: string, isDefault: boolean): Id {
  const id = store.newId();
  store.insertPast(schedulers, {
    id,
    createdOn: wireTime(founded, 51),
    name,
    companyName: 'Demo Home Services',
    schedulerStatus: 'Active',
    dataApiKey: random.token(24),
    isDefault,
    mode,
    quickLaunchLink: `https://book.example.com/${guidOf(id)}`,
  });
  return id;
}

/** What is known of a visitor before anything was typed in. */
const visitor = ({ random }: Company): Doc => ({
  isNewCustomer: true,
  isNewLocation: true,
  address: NOWHERE,
  browserName: random.pick(BROWSERS),
  deviceType: random.chance(0.6) ? 'mobile' : 'desktop',
  isBot: false,
});

function write(company: Company, schedulerId: Id, began: number, session: Doc): void {
  const { store, random, now } = company;
  const ended = Math.min(now, began + random.between(1, 9) * MINUTE);
  store.insertPast(sessions, {
    createdOn: wireTime(Math.min(began, ended), random.between(1, 9999)),
    modifiedOn: wireTime(ended, random.between(1, 9999)),
    lastCheckinDate: wireTime(ended),
    ofScheduler: schedulerId,
    customerResponses: [],
    sourceTracking: { bookedFrom: 'Website', isRWGSession: false },
    isLocationTakeover: false,
    paymentInfoCaptured: false,
    ...session,
  });
}

function book(company: Company, schedulerId: Id, job: PastJob): void {
  const { store, random } = company;
  const customer = store.get(customers, job.household.customerId) ?? {};
  const [firstName = '', ...rest] = String(customer.name ?? '').split(' ');
  const isNew = job.booked - msOf(String(customer.createdOn ?? '')) < 5 * MINUTE;
  write(company, schedulerId, job.booked - 5 * MINUTE, {
    sessionOutcome: 'Booked',
    lastStep: 'booked',
    jobId: job.jobId,
    jobTypeId: job.jobTypeId,
    businessUnitId: job.unitId,
    category: job.facts.trade,
    campaignName: job.campaign?.name ?? null,
    timeslotStart: wireTime(job.start),
    timeslotEnd: wireTime(job.start + 2 * HOUR),
    mobileNotificationOptIn: true,
    marketingOptIn: random.chance(0.4),
    membershipInterest: random.chance(0.15) ? 'Interested' : null,
    customer: {
      ...visitor(company),
      isNewCustomer: isNew,
      isNewLocation: isNew,
      id: job.household.customerId,
      locationId: job.household.locationId,
      firstName,
      lastName: rest.join(' '),
      address: addressOf(customer),
    },
  });
}

function addressOf(customer: Doc): Doc {
  const {
    street = null,
    unit = null,
    city = null,
    state = null,
    zip = null,
    country = null,
  } = docAt(customer, 'address') ?? {};
  return { street, unit, city, state, zip, country };
}

function giveUp(company: Company, schedulerId: Id, job: PastJob): void {
  const { random } = company;
  write(company, schedulerId, job.booked - random.between(10, 300) * MINUTE, {
    sessionOutcome: 'Abandoned',
    lastStep: GIVEN_UP[random.weighted(GIVEN_UP_WEIGHTS)] ?? 'opened',
    customer: visitor(company),
  });
}
