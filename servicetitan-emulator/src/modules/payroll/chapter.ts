/** Payroll of the demo company: every two weeks one for each person; hours by the week, commission for installations. */

import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import { amountOf, cents } from '../../json/money.ts';
import type { Doc, Id } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import {
  adjustments,
  GROSS_PAY_ITEM,
  grossPayItems,
  jobSplits,
  jobTimesheets,
  locationRates,
  nonJobTimesheets,
  payrolls,
} from './collections.ts';
import { type Codes, loadCodes, loadPeople, type Person } from './demo-people.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 14;

/** What is kept of the two weeks that run: a payroll id per person, hours and commission so far. */
interface Period {
  start: number;
  ids: Map<Id, Id>;
  hours: Map<Id, number>;
}

export const chapter: Chapter = {
  name: 'payroll',
  begin(company) {
    const codes = loadCodes(company);
    const people = loadPeople(company);
    const paid = new Set(people.map(({ id }) => id));
    let period: Period | undefined;
    let days = 0;
    let households = 0;
    return {
      household({ locationId }, createdOn) {
        // By count, so that the smallest company has one too.
        households += 1;
        if (households % 80 === 20) addRate(company, locationId, createdOn);
      },
      day(midnight) {
        if (midnight > company.now) return;
        if (days % DAYS === 0) {
          if (period) closePeriod(company, codes, people, period);
          period = {
            start: midnight,
            ids: new Map(people.map(({ id }) => [id, company.store.newId()])),
            hours: new Map(),
          };
        }
        days += 1;
        if (midnight > company.now - 30 * DAY) addBreaks(company, codes, people, midnight);
      },
      job(job) {
        addTimes(company, job);
        const { technician, facts } = job;
        if (job.status !== 'Done' || !period || !paid.has(technician.id)) return;
        period.hours.set(technician.id, (period.hours.get(technician.id) ?? 0) + facts.hours + 0.5);
        if (facts.division === 'Install') addCommission(company, codes, job, period);
      },
      close() {
        if (period) closePeriod(company, codes, people, period);
      },
    };
  },
};

/** The two weeks are over, or the present ends them: payrolls, hours, now and then an adjustment. */
function closePeriod(company: Company, codes: Codes, people: readonly Person[], period: Period): void {
  const { store, random, now } = company;
  const end = period.start + DAYS * DAY;
  const age = now - end;
  const status = age > 7 * DAY ? 'Paid' : age > 2 * DAY ? 'Approved' : 'Pending';
  const createdOn = wireTime(Math.min(period.start + HOUR, now), 31);
  const modifiedOn = wireTime(Math.min(end + 2 * DAY, now), 31);
  for (const { id, type, rate } of people) {
    const payrollId = period.ids.get(id) ?? store.newId();
    store.insertPast(payrolls, {
      id: payrollId,
      createdOn,
      modifiedOn,
      startedOn: wireTime(period.start),
      endedOn: wireTime(end),
      employeeId: id,
      employeeType: type,
      status,
      burdenRate: 0.12,
      managerApprovedOn: status === 'Pending' ? null : modifiedOn,
    });
    const worked = Math.min(period.hours.get(id) ?? (type === 'Employee' ? 80 : 0), 110);
    const hours = { REG: Math.min(worked, 80), OT: Math.max(0, worked - 80) };
    for (const code of ['REG', 'OT'] as const) {
      if (hours[code] === 0) continue;
      const factor = code === 'OT' ? 1.5 : 1;
      store.insertPast(grossPayItems, {
        ...itemOf(codes, code),
        createdOn: modifiedOn,
        payrollId,
        employeeId: id,
        employeeType: type,
        date: wireTime(Math.min(end - DAY, now)),
        amount: amountOf(Math.round(hours[code] * rate * factor)),
        grossPayItemType: 'TimesheetTime',
        startedOn: wireTime(period.start),
        endedOn: wireTime(Math.min(end, now)),
        paidDurationHours: hours[code],
        paidTimeType: code === 'OT' ? 'Overtime' : 'Regular',
      });
    }
    if (random.chance(0.05)) {
      store.insertPast(adjustments, {
        createdOn: modifiedOn,
        employeeId: id,
        employeeType: type,
        postedOn: modifiedOn,
        amount: random.between(2, 20) * 10,
        memo: 'Thanks from a customer',
        activityCodeId: codes.activity.get('SPIFF')?.id ?? null,
        type: 'Direct',
      });
    }
  }
}

function itemOf(codes: Codes, code: string): Doc {
  const activity = codes.activity.get(code);
  return {
    ...GROSS_PAY_ITEM,
    activity: activity?.name ?? null,
    activityCode: code,
    activityCodeId: activity?.id ?? null,
  };
}

/** Three percent of what an installation brought. */
function addCommission({ store }: Company, codes: Codes, job: PastJob, period: Period): void {
  const { technician, draft, household } = job;
  const payrollId = period.ids.get(technician.id);
  if (payrollId === undefined) return;
  const createdOn = wireTime(job.changed, 32);
  store.insertPast(grossPayItems, {
    ...itemOf(codes, 'COMM'),
    createdOn,
    payrollId,
    employeeId: technician.id,
    employeeType: 'Technician',
    date: createdOn,
    amount: amountOf(Math.round(cents(draft.total) * 0.03)),
    grossPayItemType: 'InvoiceRelatedBonus',
    jobId: job.jobId,
    jobNumber: job.jobNumber,
    jobTypeName: job.facts.name,
    invoiceId: draft.invoiceId ?? null,
    invoiceNumber: job.jobNumber,
    customerId: household.customerId,
    locationId: household.locationId,
  });
}

/** The company has kept time on its jobs for half a year. */
const KEEPING_TIME = 183 * DAY;

/** The time sheet of a visit that was begun, and the technician's part in one that is done. */
function addTimes({ store, now }: Company, job: PastJob): void {
  const { status, jobId, appointmentId, technician, start, end, changed } = job;
  if (start < now - KEEPING_TIME || (status !== 'Done' && status !== 'Working')) return;
  const done = status === 'Done';
  const createdOn = wireTime(Math.min(start - 1_500_000, now), 33);
  const modifiedOn = wireTime(done ? Math.min(changed, now) : Math.min(start, now), 33);
  const stamps = { createdOn, modifiedOn, active: true };
  store.loadPast(jobTimesheets, {
    ...stamps,
    id: store.newId(),
    jobId,
    appointmentId,
    technicianId: technician.id,
    dispatchedOn: createdOn,
    arrivedOn: wireTime(Math.min(start, now)),
    canceledOn: null,
    doneOn: done ? wireTime(Math.min(end, now)) : null,
  });
  if (done)
    store.loadPast(jobSplits, {
      id: store.newId(),
      active: true,
      createdOn: modifiedOn,
      modifiedOn,
      jobId,
      technicianId: technician.id,
      split: 100,
    });
}

function addBreaks(
  { store, random, now }: Company,
  codes: Codes,
  people: readonly Person[],
  midnight: number,
): void {
  for (const { id, type } of people) {
    const start = midnight + 12 * HOUR + random.between(0, 60) * 60_000;
    if (start + HOUR > now || random.chance(0.4)) continue;
    const createdOn = wireTime(start, 34);
    store.insertPast(nonJobTimesheets, {
      createdOn,
      modifiedOn: wireTime(start + HOUR / 2, 34),
      employeeId: id,
      employeeType: type,
      timesheetCodeId: codes.sheet.get(random.chance(0.8) ? 'MEAL' : 'SHOP') ?? 0,
      startedOn: createdOn,
      endedOn: wireTime(start + HOUR / 2, 34),
    });
  }
}

function addRate({ store, random }: Company, locationId: Id, createdOn: number): void {
  store.insertPast(locationRates, {
    createdOn: wireTime(createdOn, 35),
    locationId,
    hourlyRate: amountOf(random.between(4200, 7800)),
    laborTypeName: 'Journeyman',
    laborTypeCode: 'JOURNEY',
  });
}
