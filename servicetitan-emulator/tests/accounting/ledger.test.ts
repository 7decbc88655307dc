/** Accounts, journal entries and bills over HTTP, and whether the demo company's books add up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, rowsOf } from '../caller.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.emulator.close());

describe('an account', () => {
  it('is made with 201, changed, and has a name and number of its own', async () => {
    const body = { name: 'Permits', number: '6500', type: 'Expense', subtype: 'Expense' };
    const made = await office.send('POST', 'accounting/gl-accounts', body);
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ ...body, active: true, source: 'PublicApi' });
    const path = `accounting/gl-accounts/${made.json.id}`;
    expect((await office.send('PATCH', path, { description: 'Of the city' })).json).toMatchObject({
      ...body,
      description: 'Of the city',
    });
    expect((await office.send('POST', 'accounting/gl-accounts', { ...body, name: 'Other' })).status).toBe(
      409,
    );
    expect((await office.send('PATCH', path, { number: '1000' })).status).toBe(409);
    expect((await office.send('PATCH', path, { type: 'Nothing' })).status).toBe(400);
    expect((await office.send('POST', 'accounting/gl-accounts', { name: 'X' })).status).toBe(400);
    const find = async (query: string) => rowsOf(await office.get(`accounting/gl-accounts?${query}`)).length;
    expect(await find('numbers=6500,1000&types=Expense')).toBe(1);
    expect(await find('description=CITY')).toBe(1);
    await office.send('PATCH', path, { active: false });
    expect(await find('numbers=6500')).toBe(0);
    expect((await office.get('accounting/gl-accounts/5')).status).toBe(404);
  });
});

describe('a journal entry', () => {
  let accounts: Body[];
  beforeAll(async () => {
    accounts = rowsOf(await office.get('accounting/gl-accounts?pageSize=2'));
  });
  const entry = (name: string, changes: Body = {}): Body => ({
    name,
    status: 'Open',
    versionId: 0,
    postDate: '2026-03-02',
    lines: [
      { accountId: accounts[0]?.id, debit: 40.1, credit: 0, memo: 'Fuel' },
      { accountId: accounts[0]?.id, debit: 0.2, credit: 0 },
      { accountId: accounts[1]?.id, debit: 0, credit: 40.3, customerId: office.needed.customerId },
    ],
    ...changes,
  });
  const made = async (name: string): Promise<Body> => {
    expect((await office.send('POST', 'accounting/journal-entries', entry(name))).status).toBe(200);
    return office.first(`accounting/journal-entries?name=${name}`);
  };

  it('is found by its guid, with lines and their sums', async () => {
    const { id } = await made('first');
    const path = `accounting/journal-entries/${id}`;
    expect((await office.get(path)).json).toMatchObject({ id, source: 'External', syncStatus: 'NotSynced' });
    expect(rowsOf(await office.get(`accounting/journal-entries?ids=${id}`))).toHaveLength(1);
    expect(rowsOf(await office.get(`${path}/details?pageSize=2`))).toMatchObject([
      { debit: 40.1 },
      { debit: 0.2 },
    ]);
    expect(rowsOf(await office.get(`${path}/summary`))).toMatchObject([
      { account: { id: accounts[0]?.id }, debit: 40.3, credit: 0 },
      { account: { id: accounts[1]?.id }, debit: 0, credit: 40.3 },
    ]);
    const byCustomer = await office.get('accounting/journal-entries?customerName=byron');
    expect(rowsOf(byCustomer).map((one) => one.id)).toContain(id);
    const later = await office.get('accounting/journal-entries?name=first&transactionPostedFrom=2026-03-03');
    expect(rowsOf(later)).toEqual([]);
  });

  it('balances, and names accounts that are there', async () => {
    const refuse = async (lines: Body[]) =>
      (await office.send('POST', 'accounting/journal-entries', entry('wrong', { lines }))).json.errors;
    const [account] = accounts;
    expect(await refuse([{ accountId: account?.id, debit: 1, credit: 0 }])).toHaveProperty('lines');
    expect(await refuse([{ accountId: 5, debit: 0, credit: 0 }])).toHaveProperty(['lines[0].accountId']);
    expect(await refuse([{ accountId: account?.id, debit: -1, credit: -1 }])).toHaveProperty([
      'lines[0].debit',
    ]);
  });

  it('is replaced by who read its version, until it is closed', async () => {
    const { id, versionId } = await made('second');
    const path = `accounting/journal-entries/${id}`;
    const put = async (body: Body) => (await office.send('PUT', path, entry('second', body))).status;
    expect(await put({ versionId, lines: [], message: 'Emptied' })).toBe(200);
    expect((await office.get(path)).json).toMatchObject({ versionId: 2, isEmpty: true, message: 'Emptied' });
    expect(await put({ versionId })).toBe(400);
    expect((await office.send('PATCH', path, { status: 'Closed' })).json.status).toBe('Closed');
    expect(await put({ versionId: 3 })).toBe(400);
    expect((await office.send('DELETE', path)).status).toBe(400);
    expect((await office.send('PATCH', path, { status: 'Open' })).json.status).toBe('Open');
    expect((await office.send('DELETE', path)).status).toBe(200);
    expect((await office.get(path)).status).toBe(404);
  });

  it('is out of date for an accounting system once it changes', async () => {
    const { id } = await made('third');
    const path = `accounting/journal-entries/${id}`;
    const synced = await office.send('PATCH', `${path}/sync`, { syncStatus: 'Synced', versionId: 1 });
    expect(synced.json).toMatchObject({ syncStatus: 'Synced', lastSyncVersionId: 1 });
    expect(synced.json.exportedOn).not.toBeNull();
    expect((await office.send('PATCH', path, { status: 'Closed' })).json.syncStatus).toBe('OutOfSync');
    const stale = await office.send('PATCH', `${path}/sync`, { syncStatus: 'Synced', versionId: 1 });
    expect(stale.status).toBe(400);
  });

  it('of the system itself stays; pages hold at most 500', async () => {
    const own = await office.first('accounting/journal-entries?sort=Number');
    expect(own.source).toBe('ServiceTitan');
    const path = `accounting/journal-entries/${own.id}`;
    expect((await office.send('DELETE', path)).status).toBe(400);
    expect((await office.get('accounting/journal-entries?pageSize=501')).status).toBe(400);
    expect((await office.get('accounting/journal-entries/3f2504e0-4f89-41d3-9a0c-0305e82c3301')).status).toBe(
      404,
    );
  });
});

describe('bills', () => {
  it('of purchase orders are in both lists, and exported in both', async () => {
    const bill = await office.first('accounting/ap-bills?syncStatuses=Posted');
    const before = await office.first(`accounting/inventory-bills/paginated?ids=${bill.id}`);
    expect(before).toMatchObject({ id: bill.id, billAmount: bill.billAmount, syncStatus: 'Posted' });
    const marked = await office.send('POST', 'accounting/ap-bills/markasexported', { billIds: [bill.id, 5] });
    expect(JSON.parse(marked.text)).toMatchObject([{ success: true }, { billId: 5, success: false }]);
    const bare = JSON.parse((await office.get(`accounting/inventory-bills?ids=${bill.id}`)).text) as Body[];
    expect(bare).toMatchObject([{ id: bill.id, syncStatus: 'Exported' }]);
    expect(rowsOf(await office.get('accounting/ap-bills?billType=ApBill')).length).toBeGreaterThan(0);
    const found = await office.get(
      'accounting/ap-bills?minCost=500&syncStatuses=PostedAndExported&pageSize=5000',
    );
    for (const one of rowsOf(found)) expect(Number(one.billAmount)).toBeGreaterThanOrEqual(500);
  });
});

describe('the books of the demo company', () => {
  it('agree: jobs with invoices, invoices with lines and payments, customers with what they owe', async () => {
    const all = rowsOf(await office.get('accounting/invoices?pageSize=5000'));
    const jobs = rowsOf(await office.get('jpm/jobs?pageSize=5000&jobStatus=Completed'));
    const byId = new Map(all.map((invoice) => [invoice.id, invoice]));
    for (const job of jobs) expect(Number(byId.get(job.invoiceId)?.total), String(job.id)).toBe(job.total);
    const paid = new Map<unknown, number>();
    const add = (id: unknown, amount: unknown) =>
      paid.set(id, (paid.get(id) ?? 0) + Math.round(Number(amount) * 100));
    for (const path of ['payments', 'credit-memos']) {
      for (const one of rowsOf(await office.get(`accounting/${path}?pageSize=5000`))) {
        for (const split of one.appliedTo as Body[]) add(split.appliedTo, split.appliedAmount);
      }
    }
    const owed = new Map<unknown, number>();
    for (const invoice of all) {
      const cents = (name: string) => Math.round(Number(invoice[name]) * 100);
      const lines = (invoice.items as Body[]).reduce(
        (sum, { total }) => sum + Math.round(Number(total) * 100),
        0,
      );
      expect(lines).toBe(cents('subTotal'));
      expect(cents('subTotal') + cents('salesTax')).toBe(cents('total'));
      expect(cents('total') - (paid.get(invoice.id) ?? 0)).toBe(cents('balance'));
      const { id } = invoice.customer as Body;
      owed.set(id, (owed.get(id) ?? 0) + cents('balance'));
    }
    const customers = rowsOf(await office.get('crm/customers?pageSize=5000&active=Any'));
    for (const { id, balance } of customers) {
      expect(Math.round(Number(balance) * 100), String(id)).toBe(owed.get(id) ?? 0);
    }
    const open = all.filter(({ balance }) => Number(balance) > 0).length;
    expect(open / all.length).toBeGreaterThan(0.005);
    expect(open / all.length).toBeLessThan(0.15);
  });
});
