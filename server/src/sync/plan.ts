import { type ResourceKey, resourceKeys, resources } from './resources.ts';

/** The part of a connection's settings that says what to read. */
export interface Selection {
  readonly models: readonly ('job' | 'membership' | 'call')[];
  /** Optional resources by model, as the settings name them. */
  readonly resources: Readonly<Partial<Record<'job' | 'membership' | 'call', readonly string[]>>>;
}

const people: readonly ResourceKey[] = ['customers', 'customerContacts'];
const places: readonly ResourceKey[] = ['locations', 'locationContacts'];

const required: Readonly<Record<Selection['models'][number], readonly ResourceKey[]>> = {
  job: ['jobs', ...people, ...places],
  membership: ['memberships', ...people, ...places],
  call: ['calls', ...people],
};

/** What an optional resource means in records. Those that are not named are catalogues, which are read anyway. */
const optional: Readonly<Record<string, readonly ResourceKey[]>> = {
  estimates: ['estimates'],
  appointments: ['appointments'],
  appointmentAssignments: ['appointmentAssignments'],
  cancelReasons: ['cancelReasons', 'holdReasons'],
  invoices: ['invoices'],
  recurringServices: ['recurringServices', 'recurringServiceEvents'],
};

/** Read for every connection, whatever it selected: the other rooms choose from them. */
const catalogues = resourceKeys.filter((key) => resources[key].by === 'list' || isCatalogueFeed(key));

function isCatalogueFeed(key: ResourceKey): boolean {
  return resources[key].whole === true && !resources[key].owner;
}

/** What has to be mirrored for a selection (H15, H23, H40, H41): only what is needed. */
export function planOf(selection: Selection): ResourceKey[] {
  const wanted = new Set<ResourceKey>(catalogues);
  for (const model of selection.models) {
    for (const key of required[model]) wanted.add(key);
    for (const name of selection.resources[model] ?? [])
      for (const key of optional[name] ?? []) wanted.add(key);
  }
  return resourceKeys.filter((key) => wanted.has(key));
}

/**
 * The order of the back-fill: catalogues, then people, places and what belongs to jobs, then what opportunities are made
 * of, so that each opportunity is built once. What is asked for by owner follows of itself.
 */
export function stages(keys: readonly ResourceKey[]): ResourceKey[][] {
  const read = keys.filter((key) => resources[key].by !== 'owners');
  const isCatalogue = (key: ResourceKey): boolean => catalogues.includes(key);
  return [
    read.filter(isCatalogue),
    read.filter((key) => !isCatalogue(key) && !resources[key].base),
    read.filter((key) => resources[key].base),
  ].filter((stage) => stage.length > 0);
}

/** What a webhook's event is about (H26); all when the event is not known. A webhook is a hint only (reference, "Webhooks V2"). */
export function hintedBy(event: string | null): ResourceKey[] | null {
  const name = (event ?? '').toLowerCase();
  if (name.startsWith('call')) return ['calls'];
  if (name.startsWith('customer')) return ['customers', 'customerContacts'];
  if (name.startsWith('location')) return ['locations', 'locationContacts'];
  if (/^(job|appointment|technician)/.test(name))
    return ['jobs', 'appointments', 'appointmentAssignments', 'invoices'];
  if (name.startsWith('estimate')) return ['estimates'];
  if (name.startsWith('invoice')) return ['invoices'];
  if (name.startsWith('membership')) return ['memberships', 'recurringServices', 'recurringServiceEvents'];
  return null;
}
