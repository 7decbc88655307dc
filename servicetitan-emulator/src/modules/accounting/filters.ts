/** Filters of accounting's lists that do not follow from a column's name. */
import type { Call } from '../../operations/call.ts';
import { among, equals, type Filter, noEffect } from '../../operations/filter.ts';
import type { Condition } from '../../store/database.ts';
import type { Query, QueryValue } from '../../wire/query.ts';
import { FIELD_FILTERS } from './custom-fields.ts';

const texts = (value: QueryValue): string[] =>
  (Array.isArray(value) ? value : String(value).split(',')).map((item) => String(item).trim());

/** The column is one of the texts in a comma-separated list. */
export const oneOf =
  (column: string): Filter =>
  (value, query) =>
    among(column)(texts(value), query);

/** Sums in amountOf against a column in whole cents. */
export const compareCents =
  (column: string, operator: string): Filter =>
  (value) => ({ sql: `"${column}" ${operator} ?`, params: [Math.round(Number(value) * 100)] });

export const compare =
  (column: string, operator: string): Filter =>
  (value) => ({ sql: `"${column}" ${operator} ?`, params: [value as string | number] });

/** Days against a column that holds their midnights: the time of day is ignored. */
export const compareDay =
  (column: string, operator: string): Filter =>
  (value) => ({
    sql: `"${column}" ${operator} ?`,
    params: [`${String(value).slice(0, 10)}T00:00:00.0000000Z`],
  });

const COMPARERS: Readonly<Record<string, string>> = {
  Equals: '=',
  Equal: '=',
  NotEquals: '<>',
  NotEqual: '<>',
  Greater: '>',
  GreaterThan: '>',
  GreaterThanOrEqual: '>=',
  Less: '<',
  LessThan: '<',
  LessThanOrEqual: '<=',
};

/** A sum that is compared as another parameter says; equal without it. `scale` is 100 for a column in cents. */
function compared(column: string, comparer: string, scale: number): Filter {
  return (value, query) => ({
    sql: `"${column}" ${COMPARERS[String(query[comparer] ?? 'Equals')] ?? '='} ?`,
    params: [scale === 1 ? Number(value) : Math.round(Number(value) * scale)],
  });
}

/** `<name>.<amount>` and `<name>.Comparer` on a column. */
export const amountFilter = (
  name: string,
  amount: string,
  column: string,
  scale: number,
): Record<string, Filter> => ({
  [`${name}.${amount}`]: compared(column, `${name}.Comparer`, scale),
  [`${name}.Comparer`]: noEffect,
});

/** `PostedAndExported` is both. */
export const syncStatuses: Filter = (value, query) =>
  among('syncStatus')(
    texts(value).flatMap((status) => (status === 'PostedAndExported' ? ['Posted', 'Exported'] : [status])),
    query,
  );

/** `activeState`, which is what `active` is elsewhere; active ones unless it says otherwise. */
export function activeState({ query }: Call): Condition[] {
  const asked = query.activeState ?? 'ActiveOnly';
  return asked === 'All' ? [] : [{ sql: '+active = ?', params: [asked === 'ActiveOnly' ? 1 : 0] }];
}

/** Payments by the invoices they are applied to; nearly all have one, in a column of its own. */
export function appliedTo(value: QueryValue): Condition {
  const ids = texts(value);
  const more = ids.map(() => 'instr("moreInvoiceIds", ?) > 0').join(' OR ');
  return {
    sql: `("invoiceId" IN (${ids.map(() => '?').join(', ')}) OR ("moreInvoiceIds" > '' AND (${more})))`,
    params: [...ids.map(BigInt), ...ids.map((id) => `,${id},`)],
  };
}

export const BILL_FILTERS: Readonly<Record<string, Filter>> = {
  ...FIELD_FILTERS,
  dateFrom: compare('billDate', '>='),
  dateTo: compare('billDate', '<='),
  dateReconciledOnOrAfter: compare('dateReconciled', '>='),
  dateReconciledBefore: compare('dateReconciled', '<='),
  minCost: compareCents('amountCents', '>='),
  maxCost: compareCents('amountCents', '<='),
  purchaseOrderTypes: oneOf('purchaseOrderType'),
  threeWayMatchDiscrepancy: equals('discrepancy'),
  syncStatuses,
};

const EMPTY_ENTRIES: Readonly<Record<string, string>> = {
  Include: '1',
  Exclude: '"isEmpty" = 0',
  IncludeExceptNotSynced: '("isEmpty" = 0 OR "syncStatus" <> \'NotSynced\')',
};

/** Empty journal entries appear by default unless they were never synced; asked for by id they always do. */
export function emptyEntries(query: Query): Condition[] {
  if (query.ids !== undefined) return [];
  const sql = EMPTY_ENTRIES[String(query.empty ?? 'IncludeExceptNotSynced')] ?? '1';
  return [{ sql, params: [] }];
}
