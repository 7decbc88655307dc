import { compareIds, newestFirst, oldestFirst, type Row } from './list.ts';
import { moneyAsNumbers, pick, plainRow } from './plain.ts';

export type Model = 'job' | 'membership' | 'call';

/** Catalogue rows by id. */
export type Names = ReadonlyMap<string, Row>;

export interface Catalogues {
  readonly businessUnits: Names;
  readonly jobTypes: Names;
  readonly tagTypes: Names;
  readonly campaigns: Names;
  readonly zones: Names;
  readonly employees: Names;
  readonly technicians: Names;
  readonly membershipTypes: Names;
  readonly recurringServiceTypes: Names;
  readonly paymentTypes: Names;
}

/** Everything an opportunity is made of; lists in any order. */
export interface Parts {
  readonly base: Row;
  readonly customer: Row | null;
  readonly customerContacts: readonly Row[];
  readonly location: Row | null;
  readonly locationContacts: readonly Row[];
  readonly appointments: readonly Row[];
  readonly appointmentAssignments: readonly Row[];
  readonly estimates: readonly Row[];
  readonly invoices: readonly Row[];
  readonly cancelReason: Row | null;
  readonly holdReason: Row | null;
  readonly recurringServices: readonly Row[];
  readonly recurringServiceEvents: readonly Row[];
}

export type Details = Readonly<Record<string, unknown>>;

/** What of a business unit, an employee … is shown. Of employees in particular not everything: wages are nobody's business. */
export const SHOWN = {
  businessUnit: ['id', 'name', 'officialName', 'email', 'phoneNumber', 'address'],
  jobType: ['id', 'name'],
  person: ['id', 'name', 'email', 'phoneNumber', 'role', 'businessUnitId', 'active'],
  tag: ['id', 'name', 'active'],
  campaign: ['id', 'name', 'active'],
  category: ['id', 'name'],
  zone: ['id', 'name', 'active'],
  reason: ['reasonId', 'name', 'text'],
  paymentType: ['id', 'name'],
  recurringServiceType: ['id', 'name', 'recurrenceType', 'recurrenceInterval'],
} as const;

const INVOICE_MONEY = ['subTotal', 'salesTax', 'total', 'balance', 'discountTotal'] as const;
const ITEM_MONEY = ['quantity', 'cost', 'totalCost', 'price', 'total', 'memberPrice'] as const;

const named = (names: Names, id: unknown): Row | null =>
  id === null || id === undefined ? null : (names.get(String(id)) ?? null);
const active = (rows: readonly Row[]): Row[] => rows.filter((row) => row['active'] !== false);

/**
 * The details of an opportunity (H34 to H36, H41, H44 to H46; the two field tables): the base object with all its
 * members, and what belongs to it under the names of the tables. Only what is selected is in it. Lists are newest first
 * (H45) but for contacts, which keep the order of the API (GH-6).
 */
export function detailsOf(
  model: Model,
  parts: Parts,
  catalogues: Catalogues,
  selected: ReadonlySet<string>,
): Details {
  const { externalData: _hidden, ...base } = plainRow(parts.base);
  // Of jobs only the feed says `active`, and there is no opportunity of one that is not.
  if (model === 'job') delete base['active'];
  const people = {
    customer: person(parts.customer, parts.customerContacts, base['customer']),
    ...(model === 'call' ? {} : { location: person(parts.location, parts.locationContacts, null) }),
  };
  if (model === 'call') return { ...base, ...people, ...callParts(parts, catalogues, selected) };
  const unit = {
    businessUnit: pick(named(catalogues.businessUnits, parts.base['businessUnitId']), SHOWN.businessUnit),
  };
  const more =
    model === 'job' ? jobParts(parts, catalogues, selected) : membershipParts(parts, catalogues, selected);
  return { ...base, ...people, ...unit, ...more };
}

/** A customer or location with its contacts. What the base says of it stands in when it is not mirrored. */
function person(row: Row | null, contacts: readonly Row[], otherwise: unknown): unknown {
  if (!row) return otherwise ?? null;
  const { externalData: _hidden, ...members } = plainRow(row);
  return { ...members, contacts: oldestFirst(active(contacts)).map(plainRow) };
}

function jobParts(
  parts: Parts,
  catalogues: Catalogues,
  selected: ReadonlySet<string>,
): Record<string, unknown> {
  const { base } = parts;
  const found: Record<string, unknown> = {
    jobType: pick(named(catalogues.jobTypes, base['jobTypeId']), SHOWN.jobType),
  };
  if (selected.has('estimates')) found['estimates'] = newestFirst(active(parts.estimates)).map(estimate);
  if (selected.has('appointments')) {
    const assignments = selected.has('appointmentAssignments')
      ? newestFirst(active(parts.appointmentAssignments)).map(plainRow)
      : null;
    found['appointments'] = newestFirst(active(parts.appointments)).map((row) => {
      const shown = plainRow(row);
      return assignments
        ? { ...shown, assignments: assignments.filter((one) => one['appointmentId'] === shown['id']) }
        : shown;
    });
    // The same flat, since both ways to name them are in use.
    if (assignments) found['appointmentAssignments'] = assignments;
  }
  if (selected.has('invoices')) found['invoices'] = newestFirst(active(parts.invoices)).map(invoice);
  if (selected.has('cancelReasons')) {
    found['cancelReason'] = base['jobStatus'] === 'Canceled' ? pick(parts.cancelReason, SHOWN.reason) : null;
    found['holdReason'] = base['jobStatus'] === 'Hold' ? pick(parts.holdReason, SHOWN.reason) : null;
  }
  if (selected.has('tagTypes')) {
    const tags = ((base['tagTypeIds'] ?? []) as unknown[]).map((id) => named(catalogues.tagTypes, id));
    found['tags'] = newestFirst(tags.filter((tag) => tag !== null)).map((tag) => pick(tag, SHOWN.tag));
  }
  if (selected.has('campaigns'))
    found['campaign'] = campaign(named(catalogues.campaigns, base['campaignId']));
  if (selected.has('zones')) found['zone'] = pick(zoneOf(parts.location, catalogues.zones), SHOWN.zone);
  if (selected.has('employees')) {
    found['soldBy'] = employee(catalogues, base['soldById']);
    found['createdBy'] = employee(catalogues, base['createdById']);
  }
  return found;
}

function membershipParts(
  parts: Parts,
  catalogues: Catalogues,
  selected: ReadonlySet<string>,
): Record<string, unknown> {
  const { base } = parts;
  const found: Record<string, unknown> = {};
  if (selected.has('membershipTypes')) {
    const type = named(catalogues.membershipTypes, base['membershipTypeId']);
    found['membershipType'] = type && plainRow(type);
  }
  if (selected.has('recurringServices')) {
    const services = newestFirst(active(parts.recurringServices)).map((row) => {
      const type = named(catalogues.recurringServiceTypes, row['recurringServiceTypeId']);
      return { ...plainRow(row), recurringServiceType: pick(type, SHOWN.recurringServiceType) };
    });
    found['recurringServices'] = services;
    found['recurringServiceEvents'] = newestFirst(active(parts.recurringServiceEvents)).map(plainRow);
    found['recurringServiceType'] = services[0]?.recurringServiceType ?? null;
  }
  if (selected.has('paymentTypes'))
    found['paymentType'] = pick(named(catalogues.paymentTypes, base['paymentTypeId']), SHOWN.paymentType);
  if (selected.has('employees')) found['soldBy'] = employee(catalogues, base['soldById']);
  return found;
}

/** A call says itself who it was with; what is selected adds to that. */
function callParts(
  { base }: Parts,
  catalogues: Catalogues,
  selected: ReadonlySet<string>,
): Record<string, unknown> {
  const id = (name: string): unknown => (base[name] as Row | null | undefined)?.['id'];
  return {
    ...(selected.has('campaigns') && { campaign: campaign(named(catalogues.campaigns, id('campaign'))) }),
    ...(selected.has('employees') && {
      agent: employee(catalogues, id('agent')) ?? pick(base['agent'] as Row | null, ['id', 'name']),
    }),
  };
}

const employee = ({ employees, technicians }: Catalogues, id: unknown): Record<string, unknown> | null =>
  pick(named(employees, id) ?? named(technicians, id), SHOWN.person);

function campaign(row: Row | null): Record<string, unknown> | null {
  const shown = pick(row, SHOWN.campaign);
  return shown && { ...shown, category: pick(row?.['category'] as Row | null, SHOWN.category) };
}

/** Items as they are; the total is derived from them, since estimates carry none (field table). */
function estimate(row: Row): Record<string, unknown> {
  const items = (row['items'] ?? []) as readonly Row[];
  const cents = items.reduce((sum, item) => sum + Math.round(Number(item['total'] ?? 0) * 100), 0);
  const { externalLinks = [], ...members } = plainRow(row);
  return { ...members, externalLinks, total: cents / 100 };
}

function invoice(row: Row): Record<string, unknown> {
  const shown = moneyAsNumbers(plainRow(row), INVOICE_MONEY);
  const items = (shown['items'] ?? []) as Record<string, unknown>[];
  return { ...shown, items: items.map((item) => moneyAsNumbers(item, ITEM_MONEY)) };
}

/** The zone a location says, or the first that names its zip, or else its city. */
export function zoneOf(location: Row | null, zones: Names): Row | null {
  if (!location) return null;
  const said = named(zones, location['zoneId']);
  if (said) return said;
  const address = (location['address'] ?? {}) as Row;
  const ordered = [...zones.values()].toSorted((a, b) => compareIds(a['id'], b['id']));
  const lists = (zone: Row, name: string, wanted: unknown): boolean =>
    typeof wanted === 'string' &&
    ((zone[name] ?? []) as unknown[]).some(
      (one) => String(one).toLowerCase() === wanted.trim().toLowerCase(),
    );
  return (
    ordered.find((zone) => lists(zone, 'zips', address['zip'])) ??
    ordered.find((zone) => lists(zone, 'cities', address['city'])) ??
    null
  );
}
