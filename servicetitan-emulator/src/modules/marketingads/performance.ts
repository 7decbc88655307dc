/** What ads cost and brought, by campaign, ad group or keyword (reference: "Marketing ads"). */

import { decodeDoc } from '../../json/codec.ts';
import { amountOf, cents } from '../../json/money.ts';
import { type Doc, docAt, idAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import type { Store } from '../../store/store.ts';
import { invalid } from '../../wire/problem.ts';
import { instantOf, wireTime } from '../../wire/time.ts';
import { appointments, jobs } from '../jpm/collections.ts';
import { campaigns } from '../marketing/collections.ts';
import { technicians } from '../settings/collections.ts';
import { adDays, attributedLeads } from './collections.ts';

/** Records of a collection whose time is in the range, the end excluded. */
function within(store: Store, collection: { name: string }, column: string, from: string, to: string): Doc[] {
  return store.database
    .all<{ text: string }>(
      `SELECT json || rest || hidden AS text FROM "${collection.name}" WHERE "${column}" >= ? AND "${column}" < ? ORDER BY id`,
      from,
      to,
    )
    .map(({ text }) => decodeDoc(`${text}}`));
}

const SEGMENTS: Readonly<Record<string, readonly string[]>> = {
  Campaign: ['campaignId'],
  AdGroup: ['campaignId', 'adGroupId'],
  Keyword: ['campaignId', 'adGroupId', 'keywordId'],
};

const ratio = (some: number, all: number): number | null => (all === 0 ? null : some / all);

export function performance(call: Call): Answer {
  const { query, store } = call;
  const [from, to] = [String(query.fromUtc), String(query.toUtc)];
  if (from >= to) throw invalid({ toUtc: ['toUtc must be after fromUtc.'] });
  const keys = SEGMENTS[String(query.performanceSegmentationType)] ?? ['campaignId'];
  const keyOf = (doc: Doc): string => keys.map((key) => String(doc[key])).join('/');
  const days = Map.groupBy(within(store, adDays, 'date', from, to), keyOf);
  const leads = Map.groupBy(within(store, attributedLeads, 'dateTime', from, to), (lead) => {
    const attribution = docAt(lead, 'attribution') ?? {};
    return keyOf({ ...attribution, campaignId: attribution.stCampaignId ?? null });
  });
  const rows = [...days].map(([key, group]) => rowOf(store, group, leads.get(key) ?? []));
  const page = Number(query.page ?? 1);
  const pageSize = Number(query.pageSize ?? 50);
  if (page < 1 || pageSize < 1) throw invalid({ page: ['page and pageSize must be 1 or more.'] });
  const data = rows.slice((page - 1) * pageSize, page * pageSize);
  const totalCount = query.includeTotal === true ? rows.length : null;
  return { value: { page, pageSize, hasMore: page * pageSize < rows.length, totalCount, data } };
}

function rowOf(store: Store, days: readonly Doc[], leads: readonly Doc[]): Doc {
  const [first = {}] = days;
  const campaign = store.get(campaigns, idAt(first, 'campaignId'));
  const sum = (name: string): number => days.reduce((total, day) => total + Number(day[name] ?? 0), 0);
  const spent = days.reduce((total, day) => total + cents(day.cost), 0);
  const [impressions, clicks] = [sum('impressions'), sum('clicks')];
  const leadJobs = leads
    .map((lead) => store.get(jobs, idAt(docAt(lead, 'job') ?? {}, 'id')))
    .filter((job) => job !== undefined);
  const done = leadJobs.filter(({ jobStatus }) => jobStatus === 'Completed');
  const revenue = done.reduce((total, job) => total + cents(job.total), 0);
  const ofType = (type: number): number => leads.filter(({ leadType }) => leadType === type).length;
  return {
    campaign: {
      id: campaign?.id ?? null,
      externalId: null,
      name: campaign?.name ?? '',
      category: docAt(campaign ?? {}, 'category')?.name ?? '',
      launchDate: textAt(campaign ?? {}, 'createdOn')?.slice(0, 10) ?? '',
      status: campaign?.active === false ? 'Stopped' : 'Live',
    },
    adGroup: { id: first.adGroupId ?? '', name: first.adGroupName ?? '', status: 'Live' },
    keyword: { id: first.keywordId ?? '', name: first.keywordName ?? '', status: 'Live' },
    digitalStats: {
      impressionShare: null,
      impressions,
      clicks,
      averageCPC: clicks === 0 ? 0 : spent / 100 / clicks,
      conversions: leads.length,
      allConversions: leads.length,
      cost: amountOf(spent),
      clickRate: ratio(clicks, impressions),
      costPerConversion: ratio(spent / 100, leads.length),
      conversionRate: ratio(leads.length, clicks),
    },
    leadStats: {
      leads: leads.length,
      leadCalls: ofType(1),
      onlineBooking: ofType(2),
      manualBooking: ofType(4),
      bookedJobs: leadJobs.length,
      ranJobs: done.length,
      soldJobs: done.filter(({ soldById }) => soldById != null).length,
      revenue: amountOf(revenue),
      potentialRevenue: 0,
      bookingRate: ratio(leadJobs.length, leads.length),
      avgTicket: ratio(revenue / 100, done.length),
    },
    returnOnInvestment: spent === 0 ? null : amountOf(Math.round(((revenue - spent) / spent) * 100)),
  };
}

const DAY = 86_400_000;
const [LOOKAHEAD_DAYS, THRESHOLD, JOBS_A_DAY] = [3, 50, 4];

/** Campaigns that bring work faster than it can be done: more than half of the coming days is booked already. */
export function capacityWarnings(call: Call): Answer {
  const { store, tenant } = call;
  const now = tenant.now();
  const until = wireTime(now + LOOKAHEAD_DAYS * DAY);
  const booked = within(store, appointments, 'start', instantOf(wireTime(now)), instantOf(until)).filter(
    ({ status }) => status === 'Scheduled' || status === 'Dispatched',
  ).length;
  const room = store.count(technicians, [{ sql: 'active = 1', params: [] }]) * LOOKAHEAD_DAYS * JOBS_A_DAY;
  const full = room > 0 && (booked / room) * 100 >= THRESHOLD;
  const data = full
    ? store.find(campaigns, 'active', 1).map(({ name, businessUnit }) => ({
        campaignName: name ?? '',
        warningType: 'CapacityExceeded',
        businessUnits: typeof businessUnit === 'string' ? [businessUnit] : [],
        lookaheadWindow: LOOKAHEAD_DAYS,
        thresholdValue: THRESHOLD,
      }))
    : [];
  return {
    value: { tenantId: tenant.id, tenantName: 'Juniper Home Services', totalCount: data.length, data },
  };
}
