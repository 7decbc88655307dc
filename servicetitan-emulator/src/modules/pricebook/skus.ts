/** SKUs: what is sold, found by id or code, made and changed. */
import { type Doc, docsAt, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import type { Call } from '../../operations/call.ts';
import type { Make } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { invalid } from '../../wire/problem.ts';
import { categories, discountsAndFees, equipment, materials, services } from './collections.ts';

/** Collections of SKUs by the name that items give their kind. */
export const SKU_KINDS = {
  Service: services,
  Material: materials,
  Equipment: equipment,
  PriceModifier: discountsAndFees,
} as const;

export interface Sku {
  type: keyof typeof SKU_KINDS;
  doc: Doc;
}

const kinds = Object.entries(SKU_KINDS) as [Sku['type'], Collection][];

/** The SKU with this id, of whatever kind; undefined when there is none. */
export function skuById(store: Store, id: Id | undefined): Sku | undefined {
  for (const [type, collection] of kinds) {
    const doc = store.get(collection, id);
    if (doc) return { type, doc };
  }
  return undefined;
}

/** The active SKU with this code, of whatever kind; undefined when there is none. */
export function skuByCode(store: Store, code: string): Sku | undefined {
  for (const [type, collection] of kinds) {
    const [doc] = store.find(collection, 'code', code);
    if (doc) return { type, doc };
  }
  return undefined;
}

/** What `searchText` looks through. */
export const searchTextOf = (sku: Doc): string =>
  [sku.code, sku.displayName, sku.description].filter((text) => typeof text === 'string').join(' ');

const nullable = (value: Doc[string] | undefined): Doc[string] => value ?? null;

/** Vendors show a name; the emulator keeps no vendors, so it is made of the id. */
const vendorOf = (vendor: Doc): Doc => ({
  ...vendor,
  id: nullable(vendor.vendorId),
  vendorName: `Vendor ${String(vendor.vendorId)}`,
  memo: nullable(vendor.memo),
  vendorPart: nullable(vendor.vendorPart),
  primarySubAccount: null,
  otherSubAccounts: [],
});

/** Members of a SKU that follow from the body; a code is used once among the SKUs of a kind. */
export function skuMembers(collection: Collection): Make {
  return (call, body, current) => {
    checkCode(call, collection, body, current);
    const {
      externalData: _external,
      variationEquipment,
      variationMaterials,
      primaryVendor,
      otherVendors,
      ...members
    } = body;
    const made: Doc = {
      ...members,
      ...(Array.isArray(body.categories) && { categories: categoriesOf(call, collection, body) }),
      ...(Array.isArray(body.assets) && { assets: docsAt(body, 'assets').map(assetOf) }),
      ...(primaryVendor && { primaryVendor: vendorOf(primaryVendor as Doc) }),
      ...(Array.isArray(otherVendors) && { otherVendors: docsAt(body, 'otherVendors').map(vendorOf) }),
      ...(Array.isArray(variationEquipment) && { variationsOrConfigurableEquipment: variationEquipment }),
      ...(Array.isArray(variationMaterials) && { variationsOrConfigurableMaterials: variationMaterials }),
    };
    return { ...made, searchText: searchTextOf({ ...current, ...made }) };
  };
}

function checkCode(call: Call, collection: Collection, body: Doc, current: Doc | undefined): void {
  const code = textAt(body, 'code');
  if (code === undefined) return;
  if (code.trim() === '') throw invalid({ code: ['The code must not be empty.'] });
  const others = call.store.find(collection, 'code', code).filter(({ id }) => id !== current?.id);
  if (others.length > 0) throw invalid({ code: [`The code '${code}' is in use already.`] });
}

/** A service shows its categories, the other kinds the ids of theirs. */
function categoriesOf(call: Call, collection: Collection, body: Doc): Doc[string] {
  const ids = idsAt(body, 'categories');
  const found = ids.map((id) => call.store.get(categories, id));
  const missing = ids.filter((_id, at) => !found[at]);
  if (missing.length > 0)
    throw invalid({ categories: missing.map((id) => `Category with id ${id} was not found.`) });
  if (collection !== services) return ids;
  return found.map((one) => ({ id: one?.id ?? null, name: one?.name ?? null, active: one?.active ?? null }));
}

const assetOf = (asset: Doc): Doc => ({
  alias: nullable(asset.alias),
  fileName:
    String(asset.url ?? '')
      .split('/')
      .at(-1) ?? null,
  isDefault: asset.isDefault ?? false,
  type: nullable(asset.type),
  url: nullable(asset.url),
});

export const categoryMembers: Make = (call, body, current) => {
  const parent = idAt(body, 'parentId');
  if (parent !== undefined && (parent === current?.id || !call.store.get(categories, parent)))
    throw invalid({ parentId: [`Category with id ${parent} cannot be the parent.`] });
  return body;
};
