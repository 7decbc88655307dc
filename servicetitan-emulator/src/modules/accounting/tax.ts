/** Sales tax by zone. */
import { type Doc, docsAt, Numeral } from '../../json/value.ts';

const numberOf = (value: Doc[string] | undefined): number =>
  Number(value instanceof Numeral ? value.text : (value ?? 0));

/** Members of an invoice in a tax zone; the rates of a zone add up, to at most six digits. */
export function salesTaxOf(zone: Doc): Doc {
  const sum = docsAt(zone, 'rates').reduce((rate, { taxRate }) => rate + numberOf(taxRate), 0);
  const taxRate = Math.round(sum * 1e6) / 1e6;
  return {
    taxZoneId: zone.id ?? null,
    salesTaxCode: { id: zone.id ?? null, name: zone.name ?? null, taxRate },
  };
}
