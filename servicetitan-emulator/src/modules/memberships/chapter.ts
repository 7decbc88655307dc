/**
 * Memberships of the demo company: about a fifth of the households buys a plan, most renew it, some let it run out or
 * cancel. Visits that belong to a plan are linked to the jobs that were done for them; those to come are open.
 */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import type { Household } from '../../company/households.ts';
import type { Doc, Id } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { MEMBERSHIP, memberships, recurringEvents, recurringServices, statusChanges } from './collections.ts';
import { nextBill } from './memberships.ts';
import { loadPlans, type Plan } from './plans.ts';
import { addMonths, dueDates } from './recurrence.ts';
import { eventOf, serviceOf } from './recurring-services.ts';

const DAY = 86_400_000;
/** Share of the households that buy a plan, of members that renew, cancel within a year, or pause. */
const [BUYING, RENEWING, CANCELING, PAUSING] = [0.22, 0.72, 0.06, 0.02];

/** A member as later jobs need it: one entry per membership, not per job. */
interface Member {
  membershipId: Id;
  planName: Doc[string];
  /** Milliseconds since 1970 in which the membership counts. */
  from: number;
  until: number;
  open: boolean;
  services: { trade: string; record: Doc }[];
}

export const chapter: Chapter = {
  name: 'memberships',
  begin(company) {
    const plans = loadPlans(company);
    const members = new Map<Id, Member>();
    return {
      household(household, createdOn) {
        const member = company.random.chance(BUYING) ? buy(company, plans, household, createdOn) : undefined;
        if (member) members.set(household.locationId, member);
      },
      job(job) {
        const member = members.get(job.household.locationId);
        if (!member || job.booked < member.from || job.booked > member.until) return;
        job.draft.membershipId = member.membershipId;
        visit(company, member, job);
      },
      close() {
        for (const member of members.values()) if (member.open) plan(company, member);
      },
    };
  },
};

/** Undefined when the household would buy only after the present. */
function buy(
  { store, random, structure, now }: Company,
  plans: readonly Plan[],
  { customerId, locationId }: Household,
  createdOn: number,
): Member | undefined {
  const bought = createdOn + random.between(1, 240) * DAY + random.between(0, 9 * 3_600_000);
  const sold = plans[random.weighted(plans.map(({ facts }) => facts.weight))];
  if (bought > now || !sold) return undefined;
  const [months, frequency] = random.pick(sold.facts.terms);
  const soldById = random.pick(structure.technicians).id;
  const life = lifeOf();
  const membership = store.insertPast(memberships, {
    ...MEMBERSHIP,
    createdOn: wireTime(bought, random.between(1, 9999)),
    modifiedOn: wireTime(life.changed, random.between(1, 9999)),
    createdById: random.pick(structure.officeIds),
    customerId,
    locationId,
    recurringLocationId: locationId,
    businessUnitId: sold.services[0]?.type.businessUnitId ?? null,
    membershipTypeId: sold.type.id ?? null,
    billingTemplateId: sold.type.billingTemplateId ?? null,
    status: life.status,
    from: wireTime(bought),
    to: life.to === undefined ? null : wireTime(life.to),
    followUpOn: wireTime(life.to ?? addMonths(bought, 12)),
    followUpStatus: life.renewed ? 'Won' : 'NotAttempted',
    cancellationDate: life.status === 'Canceled' ? wireTime(life.changed) : null,
    duration: months,
    renewalDuration: months,
    billingFrequency: frequency,
    renewalBillingFrequency: frequency,
    nextScheduledBillDate: life.open ? nextBill(frequency, now) : null,
    soldById,
    activatedById: soldById,
  });
  if (life.status !== 'Active') {
    store.insertPast(statusChanges, {
      createdOn: wireTime(life.changed, random.between(1, 9999)),
      createdById: random.pick(structure.officeIds),
      membershipId: membership.id ?? null,
      oldStatus: 'Active',
      newStatus: life.status,
      note: life.status === 'Canceled' ? 'Moved away.' : null,
    });
  }
  const services = sold.services.map(({ facts, type }) => ({
    trade: facts.trade,
    record: store.insertPast(recurringServices, {
      ...serviceOf(type, membership, locationId, wireTime(bought)),
      createdOn: membership.createdOn ?? null,
      createdById: membership.createdById ?? null,
      active: life.open,
      preferredTechnicianIds: random.chance(0.2) ? [soldById] : [],
    }),
  }));
  return {
    membershipId: membership.id as Id,
    planName: sold.type.name ?? null,
    from: bought,
    until: life.open ? (life.to ?? Number.POSITIVE_INFINITY) : life.changed,
    open: life.open,
    services,
  };

  /** How the membership went until today. */
  function lifeOf() {
    let to = months === null ? undefined : addMonths(bought, months);
    let renewed = false;
    const canceled = bought + random.between(30, 330) * DAY;
    if (random.chance(CANCELING) && canceled < now)
      return { status: 'Canceled', to, changed: canceled, open: false, renewed };
    while (to !== undefined && months !== null && to < now) {
      if (!random.chance(RENEWING)) return { status: 'Expired', to, changed: to, open: false, renewed };
      to = addMonths(to, months);
      renewed = true;
    }
    if (random.chance(PAUSING))
      return { status: 'Suspended', to, changed: Math.max(bought, now - 9 * DAY), open: true, renewed };
    return { status: 'Active', to, changed: bought, open: true, renewed };
  }
}

/** A maintenance job at a member's home is the visit of a plan. */
function visit({ store }: Company, member: Member, job: PastJob): void {
  if (job.facts.division !== 'Maintenance' || job.status === 'Canceled') return;
  const service = member.services.find(({ trade }) => trade === job.facts.trade);
  if (!service) return;
  store.insertPast(recurringEvents, {
    ...eventOf(service.record, member.planName, wireTime(Math.floor(job.start / DAY) * DAY)),
    createdOn: wireTime(job.booked, 77),
    modifiedOn: wireTime(job.changed, 77),
    jobId: job.jobId,
    status: 'Won',
  });
}

/** The visits of the year to come, and now and then one that nobody has called about yet. */
function plan({ store, random, now }: Company, member: Member): void {
  for (const { record } of member.services) {
    const late = random.chance(0.3) ? 2 : 0;
    const from = wireTime(addMonths(now, -late));
    const until = Number.isFinite(member.until) ? wireTime(member.until) : undefined;
    for (const date of dueDates({ ...record, from }, until)) {
      store.insertPast(recurringEvents, {
        ...eventOf(record, member.planName, date),
        createdOn: record.createdOn ?? null,
        status: random.chance(0.1) ? 'Contacted' : 'NotAttempted',
      });
    }
  }
}
