/** The reports there are. Each reads the company as it is now; days are those of the company's own time zone. */
import { decodeDoc } from '../../json/codec.ts';
import { type Doc, type Id, idAt, type Json, toId } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import type { SqlValue } from '../../store/database.ts';
import { selectPage } from '../../store/select.ts';
import type { Store } from '../../store/store.ts';
import { assignments } from '../dispatch/collections.ts';
import { appointments, jobs, jobTypes } from '../jpm/collections.ts';
import { campaigns } from '../marketing/collections.ts';
import { businessUnits, technicians } from '../settings/collections.ts';

/** What a report is asked for: instants (`from` included, `to` excluded) and business units, all when there are none. */
export interface Wish {
  from: string;
  to: string;
  unitIds: readonly Id[];
}

export interface Report {
  id: number;
  category: string;
  name: string;
  description: string;
  fields: readonly (readonly [name: string, label: string, dataType: 'String' | 'Number' | 'Date'])[];
  rows(store: Store, wish: Wish): Json[][];
}

export const CATEGORIES: readonly (readonly [id: string, name: string])[] = [
  ['operations', 'Operations'],
  ['marketing', 'Marketing'],
  ['technician', 'Technician'],
];

const units = ({ unitIds }: Wish, column: string): { sql: string; params: SqlValue[] } =>
  unitIds.length === 0
    ? { sql: '1', params: [] }
    : { sql: `"${column}" IN (${unitIds.map(() => '?').join(', ')})`, params: [...unitIds] };

const nameOf = (store: Store, collection: Collection, id: Id | undefined): Json =>
  store.get(collection, id)?.name ?? null;

/** A name looked up once for each id. */
function namesOf(store: Store, collection: Collection): (id: Id | undefined) => Json {
  const known = new Map<Id | undefined, Json>();
  return (id) => {
    const name = known.get(id) ?? nameOf(store, collection, id);
    known.set(id, name);
    return name;
  };
}

function completedJobs(store: Store, wish: Wish): Json[][] {
  const where = [
    { sql: '"completedOn" >= ? AND "completedOn" < ?', params: [wish.from, wish.to], stretch: true },
    units(wish, 'businessUnitId'),
  ];
  const selection = {
    where,
    active: true,
    sort: 'completedOn',
    descending: false,
    offset: 0,
    limit: 1_000_000,
  };
  const [unit, type] = [namesOf(store, businessUnits), namesOf(store, jobTypes)];
  return selectPage(store, jobs, selection, 'json || rest || hidden').map(({ json }) => {
    const job: Doc = decodeDoc(`${json}}`);
    const { jobNumber = null, completedOn = null, total = null } = job;
    return [jobNumber, completedOn, unit(idAt(job, 'businessUnitId')), type(idAt(job, 'jobTypeId')), total];
  });
}

function jobsByCampaign(store: Store, wish: Wish): Json[][] {
  const { sql, params } = units(wish, 'businessUnitId');
  return store.database
    .all<{ id: bigint | null; booked: bigint; completed: bigint; canceled: bigint }>(
      `SELECT "campaignId" AS id, count(*) AS booked, total("jobStatus" = 'Completed') AS completed,
        total("jobStatus" = 'Canceled') AS canceled FROM "${jobs.name}"
        WHERE "createdOn" >= ? AND "createdOn" < ? AND +active = 1 AND ${sql} GROUP BY 1 ORDER BY 1`,
      wish.from,
      wish.to,
      ...params,
    )
    .map(({ id, booked, completed, canceled }) => [
      id === null ? null : nameOf(store, campaigns, toId(id)),
      Number(booked),
      Number(completed),
      Number(canceled),
    ]);
}

function visitsByTechnician(store: Store, { from, to, unitIds }: Wish): Json[][] {
  return store.database
    .all<{ id: bigint; visits: bigint; done: bigint }>(
      `SELECT a."technicianId" AS id, count(*) AS visits, total(v.status = 'Done') AS done
        FROM "${appointments.name}" v JOIN "${assignments.name}" a ON a."appointmentId" = v.id AND a.active = 1
        WHERE v."start" >= ? AND v."start" < ? AND v.status <> 'Canceled' AND +v.active = 1 GROUP BY 1 ORDER BY 1`,
      from,
      to,
    )
    .flatMap(({ id, visits, done }) => {
      const technician = store.get(technicians, toId(id));
      const unitId = technician && idAt(technician, 'businessUnitId');
      if (unitIds.length > 0 && (unitId === undefined || !unitIds.includes(unitId))) return [];
      return [[technician?.name ?? null, nameOf(store, businessUnits, unitId), Number(visits), Number(done)]];
    });
}

export const REPORTS: readonly Report[] = [
  {
    id: 1,
    category: 'operations',
    name: 'Completed Jobs',
    description: 'Each job that was completed in the period.',
    fields: [
      ['JobNumber', 'Job #', 'String'],
      ['CompletedOn', 'Completed On', 'Date'],
      ['BusinessUnit', 'Business Unit', 'String'],
      ['JobType', 'Job Type', 'String'],
      ['Total', 'Total', 'Number'],
    ],
    rows: completedJobs,
  },
  {
    id: 2,
    category: 'marketing',
    name: 'Jobs by Campaign',
    description: 'Jobs booked in the period by campaign, and what became of them.',
    fields: [
      ['Campaign', 'Campaign', 'String'],
      ['Booked', 'Booked', 'Number'],
      ['Completed', 'Completed', 'Number'],
      ['Canceled', 'Canceled', 'Number'],
    ],
    rows: jobsByCampaign,
  },
  {
    id: 3,
    category: 'technician',
    name: 'Appointments by Technician',
    description: 'Appointments that begin in the period by technician, without canceled ones.',
    fields: [
      ['Technician', 'Technician', 'String'],
      ['BusinessUnit', 'Business Unit', 'String'],
      ['Appointments', 'Appointments', 'Number'],
      ['Done', 'Done', 'Number'],
    ],
    rows: visitsByTechnician,
  },
];
