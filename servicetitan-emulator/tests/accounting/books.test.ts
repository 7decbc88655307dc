/** Whatever is billed, paid, taken back and changed: the books agree, and what is refused changes nothing. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Body, rowsOf } from '../caller.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let typeId: unknown;
beforeAll(async () => {
  office = await openOffice();
  typeId = (await office.first('accounting/payment-types')).id;
});
afterAll(() => office.emulator.close());

const cents = (value: unknown): number => Math.round(Number(value) * 100);
const amount = fc.integer({ min: 1, max: 30_000 }).map((whole) => whole / 100);

/** `at` chooses among the lines or payments that there are. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('bill' as const), quantity: fc.integer({ min: 1, max: 4 }), price: amount }),
  fc.record({ kind: fc.constant('reprice' as const), at: fc.nat(9), price: amount }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant('tax' as const), tax: amount }),
  fc.record({ kind: fc.constant('pay' as const), amount, split: amount }),
  fc.record({ kind: fc.constant('resplit' as const), at: fc.nat(9), split: amount, active: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(invoice: Body, paymentIds: unknown[], one: Step): Promise<Answer | undefined> {
  const { id } = invoice;
  const lines = invoice.items as Body[];
  const line = 'at' in one ? lines[one.at % Math.max(lines.length, 1)] : undefined;
  const path = `accounting/invoices/${id}`;
  if (one.kind === 'bill')
    return office.send('PATCH', `${path}/items`, {
      skuName: 'X',
      description: '',
      quantity: one.quantity,
      unitPrice: one.price,
    });
  if (one.kind === 'tax') return office.send('PATCH', path, { tax: one.tax });
  if (one.kind === 'pay') {
    const splits = [{ invoiceId: id, amount: one.split }];
    const made = await office.send('POST', 'accounting/payments', { typeId, amount: one.amount, splits });
    if (made.status === 200) paymentIds.push(made.json.id);
    return made;
  }
  if (one.kind === 'resplit') {
    if (paymentIds.length === 0) return undefined;
    const splits = [{ invoiceId: id, amount: one.split }];
    const payment = `accounting/payments/${paymentIds[one.at % paymentIds.length]}`;
    return office.send('PATCH', payment, { typeId, splits, active: one.active });
  }
  if (!line) return undefined;
  if (one.kind === 'drop') return office.send('DELETE', `${path}/items/${line.id}`);
  const { quantity } = line;
  return office.send('PATCH', `${path}/items`, {
    id: line.id,
    description: '',
    quantity: Number(quantity),
    unitPrice: one.price,
  });
}

describe('an invoice', () => {
  it('owes what it charges less what active payments apply to it, whatever is done', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const customerPath = `crm/customers/${office.needed.customerId}`;
        const owedBefore = cents((await office.get(customerPath)).json.balance);
        const { invoiceId } = await office.completedJob();
        const paymentIds: unknown[] = [];
        let invoice = await office.invoice(invoiceId);
        for (const one of steps) {
          const answered = await take(invoice, paymentIds, one);
          const now = await office.invoice(invoiceId);
          if (answered?.status === 400) expect(now, JSON.stringify(one)).toEqual(invoice);
          invoice = now;
          const payments = rowsOf(await office.get(`accounting/payments?appliedToInvoiceIds=${invoiceId}`));
          const applied = payments.flatMap(({ appliedTo }) => appliedTo as Body[]);
          const paid = applied.reduce((sum, { appliedAmount }) => sum + cents(appliedAmount), 0);
          const charged = (now.items as Body[]).reduce((sum, { total }) => sum + cents(total), 0);
          expect(cents(now.subTotal)).toBe(charged);
          expect(cents(now.total)).toBe(charged + cents(now.salesTax));
          expect(cents(now.balance)).toBe(cents(now.total) - paid);
          expect(cents(now.balance)).toBeGreaterThanOrEqual(0);
        }
        expect(cents((await office.get(customerPath)).json.balance)).toBe(
          owedBefore + cents(invoice.balance),
        );
        expect(cents((await office.get(`jpm/jobs/${(invoice.job as Body).id}`)).json.total)).toBe(
          cents(invoice.total),
        );
      }),
      { numRuns: 25 },
    ));
});
