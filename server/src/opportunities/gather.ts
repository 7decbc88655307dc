import { parseExact } from 'servicetitan';
import type { Tx } from '../platform/index.ts';
import { awaitedRecords, type MirrorRecord, type ResourceKey, readAll, readRecords } from '../sync/index.ts';
import type { Catalogues, Model, Parts } from './build/details.ts';
import type { Row } from './build/list.ts';
import { BASES } from './dirt.ts';

const CATALOGUES = [
  'businessUnits',
  'jobTypes',
  'tagTypes',
  'campaigns',
  'zones',
  'employees',
  'technicians',
  'membershipTypes',
  'recurringServiceTypes',
  'paymentTypes',
] as const satisfies readonly (ResourceKey & keyof Catalogues)[];

/** Names for ids, read once for many batches. */
export async function readCatalogues(tx: Tx, connectionId: string): Promise<Catalogues> {
  const found: Partial<Record<keyof Catalogues, Map<string, Row>>> = {};
  for (const key of CATALOGUES) {
    const records = await readAll(tx, connectionId, key);
    found[key] = new Map(
      records.filter(({ deletedAt }) => deletedAt === null).map((record) => [record.id, rowOf(record)]),
    );
  }
  return found as Catalogues;
}

/** What JSON can say and PostgreSQL's text cannot hold: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

function rowOf({ body }: MirrorRecord): Row {
  const row = parseExact(body);
  return (UNSTORABLE.test(body) ? storable(row) : row) as Row;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storable(name), storable(member)]),
  );
}

/** What one opportunity is made of, and what is said of it beside. */
export interface Gathered {
  readonly externalId: string;
  /** Null when the base record is gone or inactive: there is no opportunity then. */
  readonly parts: Parts | null;
  readonly customerId: string | null;
  /** Something it needs is still being read; it is looked at again when that is here. */
  readonly awaited: boolean;
}

/** Reads everything that the given base records need: one statement for each resource, however many records. */
export async function gatherParts(
  tx: Tx,
  connectionId: string,
  model: Model,
  ids: readonly string[],
  selected: ReadonlySet<string>,
): Promise<Gathered[]> {
  const base = BASES[model];
  const read = async (key: ResourceKey, by: 'id' | 'owner_id', wanted: readonly string[]) =>
    (await readRecords(tx, connectionId, key, by, wanted)).filter(({ deletedAt }) => deletedAt === null);
  const bases = new Map(
    (await readRecords(tx, connectionId, base, 'id', ids)).map((record) => [record.id, record]),
  );
  const of = (column: 'customerId' | 'locationId'): string[] => [
    ...new Set([...bases.values()].flatMap((record) => record[column] ?? [])),
  ];
  const [customerIds, locationIds] = [of('customerId'), of('locationId')];
  const awaited = await awaitedBases(tx, connectionId, base, ids, customerIds, locationIds, [
    ...bases.values(),
  ]);
  const customers = byId(await read('customers', 'id', customerIds));
  const customerContacts = byOwner(await read('customerContacts', 'owner_id', customerIds));
  const locations = await followLocations(byId(await read('locations', 'id', locationIds)), async (wanted) =>
    byId(await read('locations', 'id', wanted)),
  );
  const locationContacts = byOwner(
    await read('locationContacts', 'owner_id', [
      ...new Set([...locations.values()].map((row) => String(row['id']))),
    ]),
  );
  const owned = async (key: ResourceKey, wanted: boolean): Promise<Map<string, Row[]>> =>
    wanted ? byOwner(await read(key, 'owner_id', ids)) : new Map<string, Row[]>();
  const isJob = model === 'job';
  const children = {
    appointments: await owned('appointments', isJob && selected.has('appointments')),
    appointmentAssignments: await owned(
      'appointmentAssignments',
      isJob && selected.has('appointmentAssignments'),
    ),
    estimates: await owned('estimates', isJob && selected.has('estimates')),
    invoices: await owned('invoices', isJob && selected.has('invoices')),
    cancelReasons: await owned('cancelReasons', isJob && selected.has('cancelReasons')),
    holdReasons: await owned('holdReasons', isJob && selected.has('cancelReasons')),
    recurringServices: await owned(
      'recurringServices',
      model === 'membership' && selected.has('recurringServices'),
    ),
    recurringServiceEvents: await owned(
      'recurringServiceEvents',
      model === 'membership' && selected.has('recurringServices'),
    ),
  };
  return ids.map((id) => {
    const record = bases.get(id);
    if (!record || record.deletedAt !== null || !record.active)
      return { externalId: id, parts: null, customerId: null, awaited: false };
    const { customerId, locationId } = record;
    const list = (key: keyof typeof children): Row[] => children[key].get(id) ?? [];
    const parts: Parts = {
      base: rowOf(record),
      customer: customers.get(customerId ?? '') ?? null,
      customerContacts: customerContacts.get(customerId ?? '') ?? [],
      location: locations.get(locationId ?? '') ?? null,
      locationContacts: locationContacts.get(String(locations.get(locationId ?? '')?.['id'])) ?? [],
      appointments: list('appointments'),
      appointmentAssignments: list('appointmentAssignments'),
      estimates: list('estimates'),
      invoices: list('invoices'),
      cancelReason: list('cancelReasons')[0] ?? null,
      holdReason: list('holdReasons')[0] ?? null,
      recurringServices: list('recurringServices'),
      recurringServiceEvents: list('recurringServiceEvents'),
    };
    return { externalId: id, parts, customerId, awaited: awaited.has(id) };
  });
}

/** Base records that are not complete yet, nor is their customer or location. */
async function awaitedBases(
  tx: Tx,
  connectionId: string,
  base: ResourceKey,
  ids: readonly string[],
  customerIds: readonly string[],
  locationIds: readonly string[],
  records: readonly MirrorRecord[],
): Promise<ReadonlySet<string>> {
  const own = await awaitedRecords(tx, connectionId, base, ids);
  const customers = await awaitedRecords(tx, connectionId, 'customers', customerIds);
  const locations = await awaitedRecords(tx, connectionId, 'locations', locationIds);
  if (customers.size + locations.size === 0) return own;
  const waiting = records.filter(
    ({ customerId, locationId }) => customers.has(customerId ?? '') || locations.has(locationId ?? ''),
  );
  return new Set([...own, ...waiting.map(({ id }) => id)]);
}

/** ServiceTitan's merges of one place into another and on: no chain is longer. */
const MERGES = 8;

/** A location that was merged is shown as the one it was merged into (GH-11), as far as that is here. */
async function followLocations(
  locations: ReadonlyMap<string, Row>,
  read: (ids: string[]) => Promise<Map<string, Row>>,
): Promise<Map<string, Row>> {
  const followed = new Map(locations);
  const target = (row: Row): string | null => (row['mergedToId'] ? String(row['mergedToId']) : null);
  for (let step = 0; step < MERGES; step++) {
    const open = [...followed].flatMap(([id, row]) => {
      const into = target(row);
      return into === null ? [] : [[id, into] as const];
    });
    if (open.length === 0) break;
    const found = await read([...new Set(open.map(([, into]) => into))]);
    if (found.size === 0) break;
    for (const [id, into] of open) followed.set(id, found.get(into) ?? followed.get(id) ?? {});
  }
  return followed;
}

const byId = (records: readonly MirrorRecord[]): Map<string, Row> =>
  new Map(records.map((record) => [record.id, rowOf(record)]));

function byOwner(records: readonly MirrorRecord[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const record of records) {
    const group = groups.get(record.ownerId ?? '');
    if (group) group.push(rowOf(record));
    else groups.set(record.ownerId ?? '', [rowOf(record)]);
  }
  return groups;
}
