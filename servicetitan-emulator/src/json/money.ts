/**
 * Money without rounding errors: sums are whole cents, and what has more digits (quantities, unit prices) is reckoned in
 * units of 10^-8. In reads of invoices and payments money is text such as `"0.00"`, in writes a number (reference: "Where
 * live data departs").
 */
import { type Json, Numeral } from './value.ts';

const DIGITS = 8;
const UNIT = 10n ** BigInt(DIGITS);
const CENT = UNIT / 100n;
/** Sums beyond this would not fit a JavaScript number as cents. */
const MOST = 10n ** 13n * UNIT;

/** The value in units of 10^-8; undefined when it is no decimal, or one that no invoice has. */
function unitsOf(value: Json | undefined): bigint | undefined {
  const text = value instanceof Numeral ? value.text : String(value ?? '');
  const plain = /e/i.test(text) ? Number(text).toFixed(DIGITS) : text;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const units = BigInt(whole) * UNIT + BigInt(fraction.slice(0, DIGITS).padEnd(DIGITS, '0'));
  if (units > MOST) return undefined;
  return sign ? -units : units;
}

/** Halves go away from zero, as on an invoice. */
function rounded(units: bigint, unit: bigint): number {
  const half = units < 0n ? -unit / 2n : unit / 2n;
  return Number((units + half) / unit);
}

/** Whole cents of a decimal in dollars; undefined when it is none or is too large. */
export function wholeCents(value: Json | undefined): number | undefined {
  const units = unitsOf(value);
  return units === undefined ? undefined : rounded(units, CENT);
}

/** Whole cents of a decimal that is known to be one, such as a member of a record; 0 when there is none. */
export const cents = (value: Json | undefined): number => wholeCents(value) ?? 0;

/** `quantity` times `price`, in whole cents. */
export function timesCents(quantity: Json | undefined, price: Json | undefined): number {
  return rounded((unitsOf(quantity) ?? 0n) * (unitsOf(price) ?? 0n), CENT * UNIT);
}

/** Cents as the text that accounting reads have. */
export function money(whole: number): string {
  const digits = String(Math.abs(whole)).padStart(3, '0');
  return `${whole < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A decimal as text, with two digits after the point or as many more as it has. */
export function decimalText(value: Json | undefined): string {
  const units = unitsOf(value) ?? 0n;
  const digits = String(units < 0n ? -units : units).padStart(DIGITS + 1, '0');
  const fraction = digits.slice(-DIGITS).replace(/0{1,6}$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -DIGITS)}.${fraction}`;
}

/** An amount in cents as a JSON number. */
export const amountOf = (whole: number): number => whole / 100;

/** A decimal as a JavaScript number, 0 when it is absent or none: to compare and to count by, not to add money. */
export function decimalOf(value: Json | undefined): number {
  const number = Number(value instanceof Numeral ? value.text : (value ?? 0));
  return Number.isFinite(number) ? number : 0;
}
