/** Where things are kept and where they come from: trucks, warehouses, vendors. */
import { type Doc, docAt, type Id, idAt } from '../../json/value.ts';
import type { Call } from '../../operations/call.ts';
import { checkReferences, type Make } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { conflict, type FieldErrors, invalid } from '../../wire/problem.ts';
import { paymentTerms } from '../accounting/collections.ts';
import { remittanceVendors } from '../accounting/ledger-collections.ts';
import { skuById } from '../pricebook/skus.ts';
import { technicians } from '../settings/collections.ts';
import { orderMarkups, templates, trucks, warehouses } from './collections.ts';

/** A warehouse or a truck. */
export const placeOf = (store: Store, id: Id | undefined): Doc | undefined =>
  store.get(warehouses, id) ?? store.get(trucks, id);

/** Refuses a place that is not there, with 400. */
export function checkPlace({ store }: Call, body: Doc): void {
  const id = idAt(body, 'inventoryLocationId');
  if (id !== undefined && !placeOf(store, id))
    throw invalid({ inventoryLocationId: [`Inventory location with id ${id} was not found.`] });
}

/** Refuses SKUs that the pricebook does not have, and quantities of nothing. */
export function itemErrors({ store }: Call, items: readonly Doc[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const [at, item] of items.entries()) {
    if (!skuById(store, idAt(item, 'skuId')))
      errors[`items[${at}].skuId`] = [`SKU with id ${String(item.skuId)} was not found.`];
    if (Number(item.quantity) <= 0) errors[`items[${at}].quantity`] = ['The quantity must be more than 0.'];
  }
  return errors;
}

export const truckMembers: Make = (call, body) => {
  const { templateId, externalData: _external, ...members } = body;
  checkReferences(call, body, { warehouseId: warehouses, templateId: templates, technicianIds: technicians });
  return { ...members, ...(templateId !== undefined && { inventoryTemplateId: templateId }) };
};

const CONTACT = ['firstName', 'lastName', 'phone', 'email', 'fax'];

export const vendorMembers: Make = (call, body, current) => {
  checkReferences(call, body, { paymentTermId: paymentTerms, remittanceVendorId: remittanceVendors });
  const known = docAt(current ?? {}, 'contactInfo') ?? {};
  const contactInfo = Object.fromEntries(CONTACT.map((name) => [name, body[name] ?? known[name] ?? '']));
  const { externalData: _external, ...members } = body;
  const plain = Object.entries(members).filter(([name]) => !CONTACT.includes(name));
  return {
    ...Object.fromEntries(plain),
    contactInfo,
    ...(body.restrictedMobileCreation !== undefined && {
      isMobileCreationRestricted: body.restrictedMobileCreation,
    }),
    ...(body.taxRate !== undefined && { defaultTaxRate: body.taxRate }),
  };
};

/** Only external data is written through the API. */
export const onlyExternal: Make = () => ({});

/** The name is that of no other, and of defaults there is one. */
export const typeMembers =
  (collection: Collection): Make =>
  ({ store }, body, current) => {
    const name = typeof body.name === 'string' ? body.name.trim() : undefined;
    if (name === '' || (name === undefined && !current))
      throw invalid({ name: ['The Name field is required.'] });
    const others = store.find(collection, 'active', 1).filter(({ id }) => id !== current?.id);
    if (name !== undefined && others.some((other) => other.name === name)) {
      if (!current) throw invalid({ name: [`There is a ${collection.noun.toLowerCase()} of that name.`] });
      throw conflict(`There is another ${collection.noun.toLowerCase()} of that name.`);
    }
    if (body.isDefault === true)
      for (const other of others.filter(({ isDefault }) => isDefault === true))
        store.update(collection, other, { isDefault: false });
    const { id: _id, ...members } = body;
    return members;
  };

/** Stretches of cost do not overlap. */
export const markupMembers: Make = ({ store }, body, current) => {
  const [from, to] = [Number(body.from), Number(body.to)];
  if (from < 0 || from >= to) throw invalid({ to: ['To must be more than From, and From 0 or more.'] });
  const crossing = store
    .find(orderMarkups, 'active', 1)
    .some((other) => other.id !== current?.id && from < Number(other.to) && Number(other.from) < to);
  if (crossing) throw invalid({ from: ['The stretch overlaps that of another markup.'] });
  return body;
};
