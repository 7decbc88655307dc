/** What is sold: the pricebook's services, materials and equipment, found by id or by code. */
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';

/** By the contract's name of such a record. A company whose pricebook is empty sells what the caller says. */
const KINDS: Readonly<Record<string, string>> = {
  'Pricebook.V2.ServiceResponse': 'Service',
  'Pricebook.V2.ServiceGetResponse': 'Service',
  'Pricebook.V2.MaterialResponse': 'Material',
  'Pricebook.V2.EquipmentResponse': 'Equipment',
};

export interface Sku {
  type: string;
  doc: Doc;
}

const sources = (store: Store): readonly Collection[] =>
  store.tables.map(({ collection }) => collection).filter(({ schema }) => schema in KINDS);

/** The SKU with this id, else the one with this code. */
export function skuOf(store: Store, id: Id | undefined, code: string | undefined): Sku | undefined {
  for (const collection of sources(store)) {
    const type = KINDS[collection.schema] ?? 'Service';
    const byId = store.get(collection, id);
    if (byId) return { type, doc: byId };
    const row = code === undefined ? undefined : store.find(collection, 'code', spelt(collection, code))[0];
    if (row) return { type, doc: row };
  }
  return undefined;
}

const spelt = ({ columns }: Collection, code: string): string =>
  columns.code?.kind === 'search' ? code.toLowerCase() : code;

/** Some active SKUs of one kind, for a company that is being made. */
export function someSkus(store: Store, type: string, most: number): Doc[] {
  const collection = sources(store).find(({ schema }) => KINDS[schema] === type);
  return collection ? store.find(collection, 'active', 1).slice(0, most) : [];
}
