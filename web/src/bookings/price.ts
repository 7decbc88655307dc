const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A decimal amount of US dollars, given as text, as people write it. The text never becomes a float. */
export function usdAmount(amount: string, locale: string): string {
  if (!DECIMAL.test(amount)) return amount;
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(amount as `${number}`);
}
