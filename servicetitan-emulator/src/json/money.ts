/** Money as the emulator reckons with it: whole cents, since sums of binary fractions drift. */
import { type Json, Numeral } from './value.ts';

/** A decimal as a JavaScript number; 0 when it is absent or no number. Good for quantities, not for adding money. */
export function decimalOf(value: Json | undefined): number {
  const number = Number(value instanceof Numeral ? value.text : (value ?? 0));
  return Number.isFinite(number) ? number : 0;
}

/** Cents of an amount, rounded half away from zero; amounts that are absent count as 0. */
export function centsOf(value: Json | undefined): number {
  const cents = decimalOf(value) * 100;
  // 1.005 * 100 is 100.49999999999999: what is meant is told by the decimal digits, not by the binary ones.
  return Math.sign(cents) * Math.round(Number(Math.abs(cents).toPrecision(15)));
}

/** An amount in cents as a JSON number. */
export const amountOf = (cents: number): number => cents / 100;
