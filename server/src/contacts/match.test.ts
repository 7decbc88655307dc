import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certainMatch, compatibleNames, sameAddress } from './match.ts';
import { displayPhone, nationalDigits, normalizePhone } from './phone.ts';

describe('names that may mean one person', () => {
  it.each([
    ['Ana T.', 'Ana Torres', true],
    ['Torres, Ana', 'Ana Torres', true],
    ['José Núñez', 'Jose Nunez', true],
    ['Ana Torres', 'Ana Maria Torres', true],
    ['Ana T.', 'Ana Smith', false],
    ['Ana', 'Ana Torres', false],
    ['Bob Torres', 'Ana Torres', false],
    ['A. T.', 'Ana Torres', false],
    ['', 'Ana Torres', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(compatibleNames(one, other)).toBe(expected);
    expect(compatibleNames(other, one)).toBe(expected);
  });
});

describe('the customer taken without asking', () => {
  const known = (id: string, name: string, phones: string[] = ['+13035550101'], emails: string[] = []) => ({
    id,
    name,
    phones,
    emails,
  });
  const person = { name: 'Ana T.', phone: '+13035550101', email: null };

  it.each([
    ['same phone, compatible name', [known('1', 'Ana Torres')], '1'],
    ['same phone, another name (a proxy number, a landlord)', [known('1', 'Bob Smith')], null],
    ['two that fit', [known('1', 'Ana Torres'), known('2', 'Ana Tran')], null],
    ['one fits, one only shares the phone', [known('1', 'Bob Smith'), known('2', 'Ana Tran')], '2'],
    ['another phone', [known('1', 'Ana Torres', ['+13035550102'])], null],
  ])('%s', (_name, customers, expected) => {
    expect(certainMatch(person, customers)?.id ?? null).toBe(expected);
  });
});

describe('addresses that are one place', () => {
  it.each([
    ['120 North Pearl Street', '80203', '120 N. Pearl St', '80203-1234', true],
    ['120 Pearl St', '80203', '121 Pearl St', '80203', false],
    ['120 Pearl St', '80203', '120 Pearl St', '80204', false],
    ['', '80203', '', '80203', false],
  ])('%s %s and %s %s: %s', (street, zip, otherStreet, otherZip, expected) => {
    expect(sameAddress({ street, zip }, { street: otherStreet, zip: otherZip })).toBe(expected);
  });
});

describe('phones', () => {
  it.each([
    ['(303) 555-0101', '+13035550101', '(303) 555-0101', '3035550101'],
    ['303.555.0101', '+13035550101', '(303) 555-0101', '3035550101'],
    ['+44 20 7946 0018', '+442079460018', '+44 20 7946 0018', '2079460018'],
  ])('%s', (given, e164, shown, digits) => {
    expect(normalizePhone(given)).toBe(e164);
    expect(displayPhone(given)).toBe(shown);
    expect(nationalDigits(given)).toBe(digits);
  });

  it('of ten bare digits are read as the parser reads them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9]\d{9}$/), (digits) => {
        expect(normalizePhone(digits)).toBe(normalizePhone(` ${digits}`));
      }),
    );
  });

  it('that are none stay as they are written', () => {
    expect(normalizePhone('call me')).toBeNull();
    expect(displayPhone('call me')).toBe('call me');
    expect(normalizePhone(null)).toBeNull();
  });
});
