import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/json/codec.ts';
import { cents, decimalText, money, timesCents, wholeCents } from '../../src/json/money.ts';
import { sumsOf, totalMembers } from '../../src/modules/accounting/invoice-totals.ts';

const whole = fc.integer({ min: -1_000_000_00, max: 1_000_000_00 });

describe('money', () => {
  it.each([
    ['0', 0],
    ['12.5', 1250],
    ['12.50', 1250],
    ['0.005', 1],
    ['1.005', 101],
    ['-1.005', -101],
    ['19.999', 2000],
    ['1e2', 10_000],
    ['99999999999.99', 9_999_999_999_999],
  ])('%s is %i cents', (text, expected) => expect(wholeCents(decode(text))).toBe(expected));

  it.each(['1e400', '99999999999999', '-1e20'])('%s is no money', (text) =>
    expect(wholeCents(decode(text))).toBeUndefined(),
  );

  it('reads what it writes', () =>
    fc.assert(
      fc.property(whole, (amount) => {
        expect(cents(money(amount))).toBe(amount);
      }),
    ));

  it.each([
    ['2', '60.5', 12_100],
    ['0.1', '0.2', 2],
    ['3', '33.333', 10_000],
    ['1.5', '-10', -1500],
  ])('%s at %s is %i cents', (quantity, price, expected) =>
    expect(timesCents(decode(quantity), decode(price))).toBe(expected),
  );

  it.each([
    ['1', '1.00'],
    ['12.5', '12.50'],
    ['0.125', '0.125'],
    ['-3.10', '-3.10'],
  ])('%s is shown as %s', (text, expected) => expect(decimalText(decode(text))).toBe(expected));
});

const line = fc.record({
  total: whole.map(money),
  taxable: fc.boolean(),
  isChargeable: fc.boolean(),
});

describe('the sums of an invoice', () => {
  it('are those of its chargeable lines, and the balance is what was not applied', () =>
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), whole, (lines, applied) => {
        const sums = sumsOf(lines, 0.0871);
        const charged = lines.filter(({ isChargeable }) => isChargeable);
        expect(sums.subTotal).toBe(charged.reduce((sum, { total }) => sum + cents(total), 0));
        expect(sums.total).toBe(sums.subTotal + sums.tax);
        const members = totalMembers(sums, applied, null, '2026-03-04T17:00:00Z');
        expect(cents(members.balance)).toBe(cents(members.total) - applied);
        expect(members.paidOn !== null).toBe(members.balance === '0.00' && applied !== 0);
      }),
    ));

  it('take the tax of the taxable lines together, unless it was set by hand', () => {
    const lines = [
      { total: '10.05', taxable: true },
      { total: '10.05', taxable: true },
      { total: '80.00', taxable: false },
    ];
    expect(sumsOf(lines, 0.05)).toEqual({ subTotal: 10_010, tax: 101, discount: 0, total: 10_111 });
    expect(sumsOf(lines, 0.05, 250)).toMatchObject({ tax: 250, total: 10_260 });
    expect(sumsOf([...lines, { total: '-5.00', taxable: false }], 0)).toMatchObject({ discount: 500 });
  });
});
