/** `GET` of a page of records (reference: "Paging, sorting, filters"). */
import { type Field, LIMITS, type Operation } from 'servicetitan/contract';
import { decodeDoc, encode } from '../json/codec.ts';
import type { Doc } from '../json/value.ts';
import type { Collection } from '../store/collection.ts';
import type { Condition } from '../store/database.ts';
import { withExternal } from '../store/external.ts';
import {
  countAll,
  type Joined,
  joined,
  type Selection,
  type Row as StoredRow,
  selectJoined,
  selectPage,
} from '../store/select.ts';
import { invalid, notFound } from '../wire/problem.ts';
import { project } from '../wire/project.ts';
import type { Query } from '../wire/query.ts';
import { type Call, idParam, type Row } from './call.ts';
import { type Filter, filtersFor, noEffect } from './filter.ts';
import { answerType, itemType, renderingOf, wholeRecord, withPairs } from './text.ts';

/** Records that belong to one of another collection, named in the path. */
export interface Owner {
  collection: Collection;
  /** Path parameter with the owner's id. */
  param: string;
  /** Column that holds it. */
  column: string;
}

interface ListOptions {
  of?: Owner;
  /** Which records appear when `active` is not sent; active ones unless this says otherwise. */
  active?: 'True' | 'Any';
  /** Filters that do not follow the standard rules. */
  filters?: Readonly<Record<string, Filter>>;
  /** Sort fields whose column is not called as they are. */
  sort?: Readonly<Record<string, string>>;
  /** Further conditions, from the path or the query. */
  where?: (call: Call) => Condition[];
  /** Members that are null unless a parameter is true: member to parameter. */
  onlyIf?: Readonly<Record<string, string>>;
  /** What this list shows of a record, where that is another shape than the record has. */
  as?: (call: Call, doc: Doc) => Doc;
  /** Whether the total is always told, as the older collection envelope does. */
  counted?: boolean;
}

const SORTABLE = ['Id', 'CreatedOn', 'ModifiedOn'];

/** A row that answers pages of a collection. */
export function list(collection: Collection, options: ListOptions = {}): Row {
  return (operation) => {
    const { onlyIf = {}, as } = options;
    const type = itemType(operation);
    const rendering = as ? wholeRecord : renderingOf(collection, type);
    const filters = filtersFor(collection, operation.query, {
      ...Object.fromEntries(Object.values(onlyIf).map((parameter) => [parameter, noEffect])),
      ...options.filters,
    });
    const sorts = sortColumns(operation, options.sort ?? {});
    return (call) => {
      const { store, query } = call;
      const { page, pageSize } = pageOf(query);
      const selection: Selection = {
        where: [
          ...ownedBy(call, options.of),
          ...conditions(collection, filters, query),
          ...(options.where?.(call) ?? []),
        ],
        active: activeOf(query, options.active ?? 'True'),
        ...sortOf(query, sorts),
        offset: (page - 1) * pageSize,
        limit: pageSize,
      };
      const application = query.externalDataApplicationGuid;
      const unasked = Object.keys(onlyIf).filter((member) => query[onlyIf[member] ?? ''] !== true);
      const textOf = (row: StoredRow): string => {
        const stored = without(rendering.text(row), unasked);
        const text = as ? encode(project(as(call, decodeDoc(stored)), type)) : stored;
        return typeof application === 'string' ? withPairs(text, store, collection, row, application) : text;
      };
      const asStored = rendering.asStored && !as && unasked.length === 0 && typeof application !== 'string';
      const found = asStored
        ? selectJoined(store, collection, selection, rendering.width)
        : shownOf(selectPage(store, collection, selection, rendering.width), pageSize, textOf);
      const total =
        options.counted || query.includeTotal === true ? countAll(store, collection, selection) : null;
      const head = `{"page":${page},"pageSize":${pageSize},"hasMore":${found.more},"totalCount":${total},"data":[`;
      return { text: [head, ...found.text, ']}'] };
    };
  };
}

/** The rows of a page as they go out; a row more than asked for says that there is another page. */
const shownOf = (found: StoredRow[], limit: number, textOf: (row: StoredRow) => string): Joined => ({
  text: joined(found.slice(0, limit).map(textOf)),
  more: found.length > limit,
});

/** A row that answers every record of an owner as a bare list, without pages. */
export function every(collection: Collection, of: Owner): Row {
  return (operation) => {
    const type = answerType(operation);
    if (type?.kind !== 'list') throw new TypeError(`${operation.id} does not answer a list.`);
    const rendering = renderingOf(collection, type.items);
    return (call) => {
      const selection: Selection = {
        where: ownedBy(call, of),
        active: activeOf(call.query, 'True'),
        sort: 'id',
        descending: false,
        offset: 0,
        limit: LIMITS.maxPageSize,
      };
      const rows = selectPage(call.store, collection, selection, rendering.width);
      return { text: `[${rows.map((row) => rendering.text(row)).join(',')}]` };
    };
  };
}

/** The record's wire text with these members as null. */
function without(text: string, members: readonly string[]): string {
  if (members.length === 0) return text;
  return encode({ ...decodeDoc(text), ...Object.fromEntries(members.map((member) => [member, null])) });
}

/** The page asked for, checked. */
function pageOf(query: Query): { page: number; pageSize: number } {
  const page = Number(query.page ?? 1);
  const pageSize = Number(query.pageSize ?? LIMITS.defaultPageSize);
  if (page < 1) throw invalid({ page: ['The page must be 1 or more.'] });
  if (pageSize < 1 || pageSize > LIMITS.maxPageSize) {
    throw invalid({ pageSize: [`The page size must be between 1 and ${LIMITS.maxPageSize}.`] });
  }
  return { page, pageSize };
}

/** The condition that the records belong to the owner in the path, which must exist. */
function ownedBy(call: Call, owner: Owner | undefined): Condition[] {
  if (!owner) return [];
  const id = idParam(call, owner.param);
  if (!call.store.get(owner.collection, id)) throw notFound(owner.collection.noun, id);
  return [{ sql: `"${owner.column}" = ?`, params: [id] }];
}

/** What `active` asks for: true, false, or undefined for both. */
export function activeOf(query: Query, otherwise: 'True' | 'Any'): boolean | undefined {
  if (query.includeInactive === true) return undefined;
  const asked = query.active ?? otherwise;
  return asked === 'Any' ? undefined : asked === 'True';
}

function conditions(collection: Collection, filters: Map<string, Filter>, query: Query): Condition[] {
  const made: Condition[] = externalCondition(collection, query);
  for (const [name, filter] of filters) {
    const value = query[name];
    const condition = value === undefined ? null : filter(value, query);
    if (condition) made.push(condition);
  }
  return made;
}

function externalCondition(collection: Collection, query: Query): Condition[] {
  const {
    externalDataApplicationGuid: application,
    externalDataKey: key,
    externalDataValues: values,
  } = query;
  if (key === undefined && values === undefined) return [];
  if (typeof application !== 'string') {
    throw invalid({
      externalDataApplicationGuid: ['The application guid is required to search external data.'],
    });
  }
  if (typeof key !== 'string') {
    throw invalid({ externalDataKey: ['The key is required to search external data by values.'] });
  }
  const wanted = typeof values === 'string' ? values.split(',').map((value) => value.trim()) : [];
  if (wanted.length > LIMITS.maxIds) {
    throw invalid({ externalDataValues: [`At most ${LIMITS.maxIds} values can be asked for at once.`] });
  }
  return [withExternal(collection, application, key, wanted)];
}

/** Sort field in lower case to column. */
function sortColumns(
  operation: Operation,
  exceptions: Readonly<Record<string, string>>,
): Map<string, string> {
  const fields = operation.sort.length > 0 ? operation.sort : hasSort(operation.query) ? SORTABLE : [];
  return new Map(
    fields.map((name) => [
      name.toLowerCase(),
      exceptions[name] ?? name.charAt(0).toLowerCase() + name.slice(1),
    ]),
  );
}

const hasSort = (fields: readonly Field[]): boolean => fields.some((field) => field.name === 'sort');

/** `+Field`, `-Field` or the bare name; a `+` that was not encoded arrives as a space. Without a sort: by id. */
function sortOf(query: Query, columns: Map<string, string>): { sort: string; descending: boolean } {
  const { sort } = query;
  if (typeof sort !== 'string') return { sort: 'id', descending: false };
  const match = /^([+\- ]?)\s*(\w+)$/.exec(sort);
  const column = columns.get(match?.[2]?.toLowerCase() ?? '');
  if (!match || !column)
    throw invalid({ sort: [`The value '${sort.slice(0, 100)}' is not valid for sort.`] });
  return { sort: column, descending: match[1] === '-' };
}
