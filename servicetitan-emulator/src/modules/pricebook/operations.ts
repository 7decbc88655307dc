/** The pricebook API without images: one row per operation. */
import type { Doc } from '../../json/value.ts';
import type { Row, Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { includes, noEffect } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, remove, update } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import { createMany, updateMany } from './bulk.ts';
import {
  CATEGORY,
  categories,
  costTypes,
  DISCOUNT_OR_FEE,
  discountsAndFees,
  EQUIPMENT,
  equipment,
  MATERIAL,
  materials,
  rateSheets,
  SERVICE,
  services,
} from './collections.ts';
import { createMarkup, getMarkup, listMarkups, updateMarkup, updateRateSheet } from './markups.ts';
import { categoryMembers, skuMembers } from './skus.ts';

/** Sort fields that are kept under another name; where nothing is kept the order is the one of the ids. */
const SORT = { MaterialsCost: 'cost', Priority: 'id' };

/** Prices are those that are kept: the emulator has no pricing rules to calculate others from. */
const FILTERS = { calculatePrices: noEffect, costTypeIds: includes('costTypeId') };

function skuRows(group: string, collection: Collection, defaults: Doc): Record<string, Row> {
  const make = skuMembers(collection);
  return {
    [`pricebook.${group}.getList`]: list(collection, { sort: SORT, filters: FILTERS }),
    [`pricebook.${group}.get`]: get(collection),
    [`pricebook.${group}.create`]: create(collection, defaults, { make }),
    [`pricebook.${group}.update`]: update(collection, { make }),
    [`pricebook.${group}.delete`]: remove(collection),
  };
}

export const pricebook: Rows = {
  'pricebook.categories.getList': list(categories),
  'pricebook.categories.get': get(categories),
  'pricebook.categories.create': create(categories, CATEGORY, { make: categoryMembers }),
  'pricebook.categories.update': update(categories, { make: categoryMembers }),
  'pricebook.categories.delete': remove(categories),
  ...skuRows('services', services, SERVICE),
  ...skuRows('materials', materials, MATERIAL),
  ...skuRows('equipment', equipment, EQUIPMENT),
  ...skuRows('discountAndFees', discountsAndFees, DISCOUNT_OR_FEE),
  'pricebook.materials.getCostTypes': list(costTypes),
  'pricebook.materialsMarkup.getList': act(listMarkups),
  'pricebook.materialsMarkup.get': act(getMarkup),
  'pricebook.materialsMarkup.create': act(createMarkup),
  'pricebook.materialsMarkup.update': act(updateMarkup),
  'pricebook.clientSpecificPricing.getAllRateSheets': list(rateSheets),
  'pricebook.clientSpecificPricing.updateRateSheet': act(updateRateSheet),
  'pricebook.pricebookBulk.create': act(createMany),
  'pricebook.pricebookBulk.update': act(updateMany),
  'pricebook.export.categories': feed(categories),
  'pricebook.export.services': feed(services),
  'pricebook.export.materials': feed(materials),
  'pricebook.export.equipment': feed(equipment),
};
