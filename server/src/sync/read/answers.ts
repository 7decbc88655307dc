import { type Client, type Priority, ServiceTitanError } from 'servicetitan';
import { operation } from 'servicetitan/contract';
import { type Resource, type ResourceKey, resources } from '../resources.ts';
import { isReadable, type MirrorRow, readRow, type UnreadableRow } from './row.ts';
import { splitRows } from './split.ts';

/** One answer of ServiceTitan, read as far as the mirror needs it. */
export interface Answer {
  readonly rows: readonly MirrorRow[];
  readonly unreadable: readonly UnreadableRow[];
  /** When it was asked for. */
  readonly fetchedAt: Date;
  /** Where a feed goes on; null for lists. */
  readonly position: string | null;
  readonly hasMore: boolean;
}

export interface Asking {
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly priority: Priority;
  /** Told of each request, for the account of the run. */
  readonly asked: () => void;
  /** Told of each answer that was no fault. */
  readonly answered: () => void;
}

/** Rows of one page of a list. Live clients are known to have had 5,000 accepted; journal entries and the like take 500. */
const PAGE_SIZE = 500;
export const IDS_AT_ONCE = 50;

type Query = Readonly<Record<string, string | number | boolean>>;

/**
 * @throws ServiceTitanError `invalid_response` when the text is no list of rows, as when a proxy answers for ServiceTitan:
 * read as an empty list it would mean that everything is deleted.
 */
function read(resource: Resource, operationId: string, text: string): Pick<Answer, 'rows' | 'unreadable'> {
  const rows: MirrorRow[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const part of partsOf(operationId, text)) {
    const row = readRow(resource, part);
    if (isReadable(row)) rows.push(row);
    else unreadable.push(row);
  }
  return { rows, unreadable };
}

function partsOf(operationId: string, text: string): string[] {
  try {
    return splitRows(text);
  } catch (cause) {
    const detail = (cause as Error).message;
    throw new ServiceTitanError({
      kind: 'invalid_response',
      operation: operationId,
      detail,
      sent: true,
      cause,
    });
  }
}

/** Answers of an export feed from a position (a token, or a time) up to its present end. */
export async function* feedAnswers(
  { client, signal, priority, asked, answered }: Asking,
  key: ResourceKey,
  from: string | undefined,
  includeRecentChanges: boolean,
): AsyncGenerator<Answer, void, undefined> {
  const resource = resources[key];
  if (!resource.feed) throw new TypeError(`${key} has no feed`);
  const query = includeRecentChanges ? { includeRecentChanges } : {};
  const answers = client.exportRaw(resource.feed, {
    ...(from !== undefined && { from }),
    query,
    signal,
    priority,
  });
  for (;;) {
    const fetchedAt = new Date();
    asked();
    const { value, done } = await answers.next();
    if (done) return;
    answered();
    const { text, continueFrom, hasMore } = value;
    yield { ...read(resource, resource.feed, text), fetchedAt, position: continueFrom, hasMore };
  }
}

/** What makes a list give inactive rows as well; the parameter differs by list (reference, "Paging, sorting, filters"). */
function everything(id: string): Query {
  const names = new Set(operation(id)?.query.map(({ name }) => name));
  return {
    ...(names.has('active') && { active: 'Any' }),
    ...(names.has('activeState') && { activeState: 'All' }),
    ...(names.has('includeInactive') && { includeInactive: true }),
    ...(names.has('activeOnly') && { activeOnly: false }),
  };
}

/** Pages of a list, inactive rows included. */
export async function* listAnswers(
  asking: Asking,
  key: ResourceKey,
  filter: Query,
): AsyncGenerator<Answer, void, undefined> {
  const resource = resources[key];
  if (!resource.list) throw new TypeError(`${key} has no list`);
  const query = { ...everything(resource.list), ...filter, pageSize: PAGE_SIZE };
  for (let page = 1; ; page += 1) {
    const fetchedAt = new Date();
    const text = await ask(asking, resource.list, { ...query, page });
    const answer = read(resource, resource.list, text);
    const hasMore = answer.rows.length + answer.unreadable.length > 0 && saysMore(text);
    yield { ...answer, fetchedAt, position: null, hasMore };
    if (!hasMore) return;
  }
}

/** How many rows a list would give. One request. Null when the list does not count. */
export async function countRows(asking: Asking, key: ResourceKey, filter: Query): Promise<number | null> {
  const { list, counted } = resources[key];
  const countable = list ?? counted;
  if (!countable) return null;
  const text = await ask(asking, countable, {
    ...everything(countable),
    ...filter,
    page: 1,
    pageSize: 1,
    includeTotal: true,
  });
  const total = /"totalCount"\s*:\s*(\d+)/.exec(text)?.[1];
  return total === undefined ? null : Number(total);
}

/** Whether a list can be filtered by time of change. */
export const countsChanges = (key: ResourceKey): boolean =>
  operation(resources[key].list ?? resources[key].counted ?? '')?.query.some(
    ({ name }) => name === 'modifiedOnOrAfter',
  ) ?? false;

/** The operations of a resource differ in their parameters, which the table of resources and the contract tell. */
async function ask(
  { client, signal, priority, asked, answered }: Asking,
  id: string,
  query: Query,
): Promise<string> {
  asked();
  const raw = client.raw as (id: string, args: object) => Promise<{ text: string }>;
  const { text } = await raw(id, { query, signal, priority });
  answered();
  return text;
}

/** The envelope stands before the rows, or after them; members of rows are called otherwise. */
const saysMore = (text: string): boolean => /"hasMore"\s*:\s*true/.test(text);
