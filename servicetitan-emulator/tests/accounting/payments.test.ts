/** Payments and credits over HTTP: what they do to the invoices they are applied to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, rowsOf } from '../caller.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let typeId: unknown;
beforeAll(async () => {
  office = await openOffice();
  typeId = (await office.first('accounting/payment-types')).id;
});
afterAll(() => office.emulator.close());

const pay = (body: Body) => office.send('POST', 'accounting/payments', { typeId, ...body });
const change = (id: unknown, body: Body) =>
  office.send('PATCH', `accounting/payments/${id}`, { typeId, ...body });
const balanceOf = async (id: unknown): Promise<unknown> => (await office.invoice(id)).balance;
const splitOf = (invoice: Body, amount?: number): Body[] => [{ invoiceId: invoice.id, amount }];

describe('a payment', () => {
  it('lowers the balance of its invoice, whose own modifiedOn stays', async () => {
    const invoice = await office.openInvoice();
    const made = await pay({ amount: 100, splits: splitOf(invoice, 20.5), memo: 'Cash' });
    expect(made.json, made.text).toMatchObject({
      status: 'Pending',
      customerId: office.needed.customerId,
      splits: [{ invoiceId: invoice.id, amount: 20.5 }],
    });
    expect(await office.invoice(invoice.id)).toMatchObject({
      balance: '100.50',
      paidOn: null,
      modifiedOn: invoice.modifiedOn,
    });
    const [row] = rowsOf(await office.get(`accounting/payments?appliedToInvoiceIds=${invoice.id}`));
    expect(row).toMatchObject({
      id: made.json.id,
      typeId: String(typeId),
      total: '100.00',
      unappliedAmount: '79.50',
      appliedTo: [{ appliedTo: invoice.id, appliedAmount: '20.50' }],
    });
    await change(made.json.id, { splits: splitOf(invoice, 100) });
    expect(await balanceOf(invoice.id)).toBe('21.00');
    await pay({ splits: splitOf(invoice) });
    const paid = await office.invoice(invoice.id);
    expect(paid.balance).toBe('0.00');
    expect(paid.paidOn).not.toBeNull();
  });

  it('may go to several invoices, and is found by each', async () => {
    const [one, other] = [await office.openInvoice(), await office.openInvoice()];
    const splits = [
      { invoiceId: one.id, amount: 10 },
      { invoiceNumber: other.referenceNumber, amount: 5 },
    ];
    const { id } = (await pay({ amount: 15, splits })).json;
    for (const { id: invoiceId, referenceNumber } of [one, other]) {
      for (const query of [
        `appliedToInvoiceIds=${invoiceId}`,
        `appliedToReferenceNumber=${referenceNumber}`,
      ]) {
        const found = rowsOf(await office.get(`accounting/payments?${query}`));
        expect(found.map((payment) => payment.id)).toEqual([id]);
      }
    }
    expect([await balanceOf(one.id), await balanceOf(other.id)]).toEqual(['111.00', '116.00']);
  });

  it('that is made inactive gives its money back, once, and takes it again', async () => {
    const invoice = await office.openInvoice();
    const { id } = (await pay({ splits: splitOf(invoice, 50) })).json;
    const splits = splitOf(invoice, 50);
    await change(id, { splits, active: false });
    await change(id, { splits, active: false });
    expect(await balanceOf(invoice.id)).toBe('121.00');
    const listed = async (state: string) =>
      rowsOf(await office.get(`accounting/payments?ids=${id}&activeState=${state}`)).length;
    expect([await listed(''), await listed('InactiveOnly'), await listed('All')]).toEqual([0, 1, 1]);
    const feed = await office.get('accounting/export/payments?from=2026-03-04T16:59:00Z');
    expect(rowsOf(feed).find((payment) => payment.id === id)).toMatchObject({ active: false });
    await change(id, { splits, active: true });
    expect(await balanceOf(invoice.id)).toBe('71.00');
  });

  it.each<[string, (invoice: Body) => Body, string]>([
    ['of a type that is not there', (invoice) => ({ typeId: 5, splits: splitOf(invoice, 1) }), 'typeId'],
    [
      'of more than the invoice owes',
      (invoice) => ({ splits: splitOf(invoice, 121.01) }),
      'splits[0].amount',
    ],
    [
      'that says so in two parts',
      (invoice) => ({ splits: [...splitOf(invoice, 100), ...splitOf(invoice, 30)] }),
      'splits[1].amount',
    ],
    ['with less than its splits', (invoice) => ({ amount: 5, splits: splitOf(invoice, 10) }), 'splits'],
    ['of nothing', () => ({ amount: 0, customerId: office.needed.customerId }), 'amount'],
    ['of nobody', () => ({ amount: 5 }), 'customerId'],
    [
      'to an invoice that is not there',
      () => ({ splits: [{ invoiceId: 5, amount: 1 }] }),
      'splits[0].invoiceId',
    ],
  ])('%s is refused', async (_what, body, member) => {
    const invoice = await office.openInvoice();
    const refused = await pay(body(invoice));
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.json.errors as Body)).toContain(member);
    expect(await balanceOf(invoice.id)).toBe('121.00');
  });

  it('goes to invoices of its own customer only', async () => {
    const invoice = await office.openInvoice();
    const stranger = await office.first('crm/customers');
    const refused = await pay({ customerId: stranger.id, splits: splitOf(invoice, 1) });
    expect(refused.status).toBe(400);
  });

  it('keeps an invoice from charging less than was paid', async () => {
    const invoice = await office.openInvoice();
    await pay({ splits: splitOf(invoice) });
    const [line] = invoice.items as Body[];
    const gone = await office.send('DELETE', `accounting/invoices/${invoice.id}/items/${line?.id}`);
    expect(gone.status).toBe(400);
    expect(await office.invoice(invoice.id)).toMatchObject({ total: '121.00', items: [{ id: line?.id }] });
  });

  it('moves from pending to posted to exported, and never back', async () => {
    const invoice = await office.openInvoice();
    const { id } = (await pay({ splits: splitOf(invoice, 50) })).json;
    const mark = async (status: string, ids: unknown[] = [id]) =>
      (await office.send('POST', 'accounting/payments/status', { paymentIds: ids, status })).status;
    expect(await mark('Posted')).toBe(200);
    expect(await mark('Pending')).toBe(400);
    expect(await mark('Exported', [id, 5])).toBe(400);
    expect(await office.first(`accounting/payments?ids=${id}`)).toMatchObject({ syncStatus: 'Posted' });
    expect(await mark('Exported')).toBe(200);
    expect((await change(id, { splits: [] })).status).toBe(400);
    expect(await balanceOf(invoice.id)).toBe('71.00');
  });

  it('is found by customer, time, amount and deposit', async () => {
    const all = rowsOf(await office.get('accounting/payments?pageSize=5000'));
    const some = all.find(({ deposit }) => deposit !== null) ?? {};
    const [date, deposit, customer] = [String(some.date), some.deposit as Body, some.customer as Body];
    const cases: [string, (payment: Body) => boolean][] = [
      [`customerId=${customer.id}`, (one) => (one.customer as Body).id === customer.id],
      [`depositIds=${deposit.id}`, (one) => (one.deposit as Body | null)?.id === deposit.id],
      [`paidOnAfter=${date}`, (one) => String(one.date) >= date],
      ['totalGreater=1000', (one) => Number(one.total) >= 1000],
      ['statuses=Pending,Posted', (one) => one.syncStatus !== 'Exported'],
      ['transactionType=JournalEntry', () => false],
    ];
    for (const [query, wanted] of cases) {
      const found = await office.get(`accounting/payments?pageSize=1&includeTotal=true&${query}`);
      const expected = all.filter(wanted);
      expect(found.json.totalCount, query).toBe(expected.length);
      expect(rowsOf(found)[0]?.id, query).toBe(expected[0]?.id);
    }
    const transactions = rowsOf(
      await office.get(`accounting/bank-deposits/${deposit.id}/transactions?pageSize=5000`),
    );
    const gross = transactions.reduce((sum, { total }) => sum + Number(total), 0);
    const record = await office.first(`accounting/bank-deposits?ids=${deposit.id}`);
    expect(record.grossAmount).toBeCloseTo(gross, 5);
  });
});

describe('a credit memo', () => {
  it('pays invoices of its customer as far as it goes', async () => {
    const memos = rowsOf(await office.get('accounting/credit-memos'));
    expect(memos.length).toBeGreaterThan(0);
    for (const memo of memos) {
      const [applied] = memo.appliedTo as Body[];
      expect(memo.balance).toBe(0);
      const invoice = await office.invoice(applied?.appliedTo);
      expect((invoice.customer as Body).id).toBe((memo.customer as Body).id);
      const items = rowsOf(await office.get(`accounting/credit-memos/${memo.id}/items`));
      expect(items).toMatchObject([{ total: memo.total }]);
    }
    const [memo] = memos;
    const invoice = await office.openInvoice();
    const apply = (splits: Body[]) =>
      office.send('POST', `accounting/credit-memos/${memo?.id}/splits`, { splits });
    expect((await apply(splitOf(invoice, 1))).status).toBe(400);
    expect((await apply([])).json).toEqual({ id: memo?.id, splits: [] });
  });
});

describe('deposits', () => {
  it('are exported together or not at all', async () => {
    const all = rowsOf(await office.get('accounting/bank-deposits?pageSize=500&sort=-Id'));
    const open = all.find(({ depositStatus }) => depositStatus === 'Open');
    const posted = all.find(({ syncStatus }) => syncStatus === 'Posted');
    const mark = (ids: unknown[]) => office.send('POST', 'accounting/bank-deposits/markasexported', { ids });
    expect((await mark([posted?.id, open?.id])).status).toBe(400);
    expect((await mark([posted?.id])).status).toBe(200);
    expect(await office.first(`accounting/bank-deposits?ids=${posted?.id}`)).toMatchObject({
      syncStatus: 'Exported',
    });
  });
});
