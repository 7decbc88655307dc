/** Journal entries: debits and credits that an accounting system takes over. */
import { amountOf, cents, money, wholeCents } from '../../json/money.ts';
import { type Doc, docsAt, idAt, isDoc, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { type FieldErrors, invalid, problem } from '../../wire/problem.ts';
import { customers, locations } from '../crm/collections.ts';
import { jobs } from '../jpm/collections.ts';
import { businessUnits } from '../settings/collections.ts';
import { paymentTypes } from './collections.ts';
import { fieldMembers } from './custom-fields.ts';
import { accounts, journalEntries } from './ledger-collections.ts';

/** Members of a line that name a record, and how details show it. */
const LINKS = {
  businessUnitId: [businessUnits, 'businessUnit', 'name'],
  customerId: [customers, 'customer', 'name'],
  customerLocationId: [locations, 'customerLocation', 'name'],
  paymentTypeId: [paymentTypes, 'paymentType', 'name'],
  jobId: [jobs, 'job', 'number'],
} as const;

/** An account as lines show it. */
export const accountOf = (account: Doc): Doc => ({
  id: account.id ?? null,
  number: account.number ?? null,
  name: account.name ?? null,
  type: account.type ?? null,
  subtype: account.subtype ?? null,
});

function lineOf(store: Store, line: Doc, path: string, errors: FieldErrors): Doc {
  const account = store.get(accounts, idAt(line, 'accountId'));
  if (!account) errors[`${path}accountId`] = [`Account with id ${String(line.accountId)} was not found.`];
  for (const side of ['debit', 'credit']) {
    const amount = wholeCents(line[side]);
    if (amount === undefined || amount < 0) errors[`${path}${side}`] = ['The amount must be 0 or more.'];
  }
  const shown: Doc = {};
  for (const [member, [collection, name, called]] of Object.entries(LINKS)) {
    const id = idAt(line, member);
    if (id === undefined) continue;
    const record = store.get(collection, id);
    if (!record) errors[`${path}${member}`] = [`${collection.noun} with id ${id} was not found.`];
    shown[name] = {
      id,
      [called]: (called === 'number' ? record?.jobNumber : record?.name) ?? null,
    };
  }
  const { postDate = null, memo = null, quantity = null, unitAmount = null } = line;
  const { externalObjects = null, appliedTo = null, budgetCodeId = null } = line;
  return {
    postDate,
    memo,
    quantity,
    unitAmount,
    externalObjects,
    appliedTo,
    budgetCodeId,
    ...shown,
    account: account ? accountOf(account) : null,
    debit: line.debit ?? 0,
    credit: line.credit ?? 0,
  };
}

/** The members of an entry from its body; debits and credits must balance. */
function membersOf(store: Store, body: Doc, known: Doc): Doc {
  const errors: FieldErrors = {};
  const lines = docsAt(body, 'lines').map((line, at) => lineOf(store, line, `lines[${at}].`, errors));
  const sum = (side: string): number => lines.reduce((whole, line) => whole + cents(line[side]), 0);
  if (sum('debit') !== sum('credit'))
    errors.lines = [`Debits of ${money(sum('debit'))} and credits of ${money(sum('credit'))} differ.`];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return {
    name: body.name ?? null,
    status: body.status ?? 'Open',
    message: body.message ?? null,
    postDate: body.postDate ?? null,
    postedOn: typeof body.postDate === 'string' ? `${body.postDate.slice(0, 10)}T00:00:00Z` : null,
    lines,
    isEmpty: lines.length === 0,
    ...fieldMembers(docsAt(known, 'customFields'), fieldsOf(body)),
  };
}

const fieldsOf = (body: Doc): Doc[] =>
  isDoc(body.customFields) ? Object.entries(body.customFields).map(([name, value]) => ({ name, value })) : [];

export function createEntry(call: Call): Answer {
  const { store } = call;
  const members = membersOf(store, bodyDoc(call), {});
  const [last] = store.database.integers(`SELECT coalesce(max("number"), 0) FROM "${journalEntries.name}"`);
  store.insert(journalEntries, {
    ...members,
    number: Number(last ?? 0n) + 1,
    source: 'External',
    syncStatus: 'NotSynced',
    versionId: 1,
  });
  return undefined;
}

/** Entries of the system itself follow from its transactions; closed ones are in the books. */
function requireOwn(entry: Doc): void {
  if (entry.source !== 'External')
    throw problem(400, 'The journal entry was made by the system and cannot be replaced or deleted.');
  if (entry.status === 'Closed') throw problem(400, 'The journal entry is Closed and cannot be changed.');
}

/** Whoever writes says which version was read, so that no one's change is lost. */
function requireVersion(entry: Doc, versionId: Doc[string] | undefined): void {
  if (versionId !== undefined && versionId !== null && versionId !== entry.versionId)
    throw invalid({ versionId: [`The journal entry has version ${String(entry.versionId)} by now.`] });
}

/** The state an accounting system has an entry in is out of date once the entry is another. */
const nextVersion = (entry: Doc): Doc => ({
  versionId: Number(entry.versionId) + 1,
  syncStatus: entry.syncStatus === 'Synced' ? 'OutOfSync' : (entry.syncStatus ?? null),
});

export function replaceEntry(call: Call): Answer {
  const entry = found(call, journalEntries);
  const body = bodyDoc(call);
  requireOwn(entry);
  requireVersion(entry, body.versionId);
  const members = membersOf(call.store, body, {});
  call.store.update(journalEntries, entry, { ...members, ...nextVersion(entry) });
  return undefined;
}

export function updateEntry(call: Call): Answer {
  const entry = found(call, journalEntries);
  const body = bodyDoc(call);
  const changed = call.store.update(journalEntries, entry, {
    ...(textAt(body, 'status') !== undefined && { status: body.status ?? null }),
    ...fieldMembers(docsAt(entry, 'customFields'), fieldsOf(body)),
    ...nextVersion(entry),
  });
  return answer(call, journalEntries, changed);
}

export function deleteEntry(call: Call): Answer {
  const entry = found(call, journalEntries);
  requireOwn(entry);
  call.store.update(journalEntries, entry, { active: false });
  return undefined;
}

/** An accounting system tells how far it is with an entry. */
export function syncEntry(call: Call): Answer {
  const { store } = call;
  const entry = found(call, journalEntries);
  const body = bodyDoc(call);
  requireVersion(entry, body.versionId);
  const synced = body.syncStatus === 'Synced';
  const changed = store.update(journalEntries, entry, {
    syncStatus: body.syncStatus ?? null,
    ...(body.message !== undefined && { message: body.message }),
    ...fieldMembers(docsAt(entry, 'customFields'), fieldsOf(body)),
    ...(synced && {
      lastSyncVersionId: entry.versionId ?? null,
      exportedOn: store.stamp(),
      exportedBy: { id: INTEGRATION_USER, name: 'Public API' },
    }),
  });
  return answer(call, journalEntries, changed);
}

/** A page of rows that belong to one record and are held in it. */
function pageOf(call: Call, rows: readonly Doc[]): Answer {
  const [page, pageSize] = [Number(call.query.page ?? 1), Number(call.query.pageSize ?? 50)];
  if (page < 1) throw invalid({ page: ['The page must be 1 or more.'] });
  if (pageSize < 1 || pageSize > MOST_ENTRIES)
    throw invalid({ pageSize: [`The page size must be between 1 and ${MOST_ENTRIES}.`] });
  const data = rows.slice((page - 1) * pageSize, page * pageSize);
  const totalCount = call.query.includeTotal === true ? rows.length : null;
  return { value: { page, pageSize, hasMore: rows.length > page * pageSize, totalCount, data } };
}

/** Rows of one page (reference: "Paging, sorting, filters"). */
export const MOST_ENTRIES = 500;

export const entryDetails = (call: Call): Answer =>
  pageOf(call, docsAt(found(call, journalEntries), 'lines'));

/** Lines of the same account and business unit in one. */
export function entrySummary(call: Call): Answer {
  const sums = new Map<string, { line: Doc; debit: number; credit: number }>();
  for (const line of docsAt(found(call, journalEntries), 'lines')) {
    const { account, businessUnit = null, postDate = null } = line;
    const key = [account, businessUnit].map((part) => String(isDoc(part) ? part.id : '')).join('/');
    const sum = sums.get(key) ?? {
      line: { account: account ?? null, businessUnit, postDate },
      debit: 0,
      credit: 0,
    };
    sum.debit += cents(line.debit);
    sum.credit += cents(line.credit);
    sums.set(key, sum);
  }
  return pageOf(
    call,
    [...sums.values()].map(({ line, debit, credit }) => ({
      ...line,
      memo: null,
      debit: amountOf(debit),
      credit: amountOf(credit),
    })),
  );
}
