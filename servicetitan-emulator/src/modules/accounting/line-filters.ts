/** Filters of journal entries by what their lines say; the lines are in the hidden part of an entry. */
import type { Filter } from '../../operations/filter.ts';
import type { QueryValue } from '../../wire/query.ts';

const LINES = `json_each('{' || substr(hidden, 2) || '}', '$.lines') AS line`;

const texts = (value: QueryValue): string[] =>
  (Array.isArray(value) ? value : String(value).split(',')).map((item) => String(item).trim());

/** An entry has a line whose value at `path` is one of those asked for. */
const lineIs =
  (path: string): Filter =>
  (value) => {
    const wanted = texts(value);
    const marks = wanted.map(() => '?').join(', ');
    return {
      sql: `EXISTS (SELECT 1 FROM ${LINES} WHERE CAST(json_extract(line.value, '$.${path}') AS TEXT) IN (${marks}))`,
      params: wanted,
    };
  };

/** An entry has a line whose text at `path` has the text in it, whatever its case. */
const lineHas =
  (path: string): Filter =>
  (value) => ({
    sql: `EXISTS (SELECT 1 FROM ${LINES} WHERE instr(lower(json_extract(line.value, '$.${path}')), ?) > 0)`,
    params: [String(value).toLowerCase()],
  });

/** An entry has a line with a transaction of a day; lines hold days without a time. */
const lineDay =
  (operator: string): Filter =>
  (value) => ({
    sql: `EXISTS (SELECT 1 FROM ${LINES} WHERE json_extract(line.value, '$.transactionDate') ${operator} ?)`,
    params: [String(value).slice(0, 10)],
  });

export const LINE_FILTERS: Readonly<Record<string, Filter>> = {
  businessUnitIds: lineIs('businessUnit.id'),
  serviceAgreementIds: lineIs('serviceAgreement.id'),
  refNumber: lineIs('transaction.refNumber'),
  transactionTypes: lineIs('transaction.type'),
  customerName: lineHas('customer.name'),
  locationName: lineHas('customerLocation.name'),
  vendorName: lineHas('vendor.name'),
  inventoryLocationName: lineHas('inventoryLocation.name'),
  transactionPostedFrom: lineDay('>='),
  transactionPostedTo: lineDay('<='),
};
