/** The pricebook of the demo company: a service for every kind of job, parts, equipment, discounts. */

import { TRADES } from '../../company/catalogue.ts';
import type { Chapter, Company } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import { wireTime } from '../../wire/time.ts';
import {
  CATEGORY,
  categories,
  costTypes,
  DISCOUNT_OR_FEE,
  discountsAndFees,
  EQUIPMENT,
  equipment,
  MATERIAL,
  markups,
  materials,
  rateSheets,
  SERVICE,
  services,
} from './collections.ts';
import { searchTextOf } from './skus.ts';

/** Part, cost in dollars. */
const PARTS: readonly (readonly [string, string, number])[] = [
  ['CAP-45-5', 'Dual Run Capacitor 45/5', 14.2],
  ['CONT-2P30', 'Contactor 2-Pole 30 A', 18.75],
  ['FILT-1625', 'Pleated Filter 16x25x1', 6.4],
  ['R410A-LB', 'Refrigerant R-410A, per pound', 22],
  ['IGN-HSI', 'Hot Surface Igniter', 31.5],
  ['PEX-34', 'PEX Pipe 3/4 in, per foot', 0.89],
  ['VALVE-BALL', 'Ball Valve 3/4 in', 12.6],
  ['FLAPPER-3', 'Toilet Flapper 3 in', 5.25],
  ['WAX-RING', 'Wax Ring with Flange', 4.1],
  ['BRK-20', 'Breaker 20 A Single Pole', 8.9],
  ['GFCI-20', 'GFCI Outlet 20 A', 17.3],
  ['WIRE-12-2', 'Cable 12/2, per foot', 0.72],
];

/** Equipment, maker, cost, price. */
const UNITS: readonly (readonly [string, string, string, number, number])[] = [
  ['AC-3T-16', 'Air Conditioner 3 Ton 16 SEER2', 'Aspen Ridge', 2350, 5900],
  ['FURN-80K', 'Gas Furnace 80,000 BTU 96 %', 'Aspen Ridge', 1680, 4700],
  ['HP-3T', 'Heat Pump 3 Ton', 'Aspen Ridge', 3900, 9800],
  ['MINI-12K', 'Ductless Mini-Split 12,000 BTU', 'Northfork', 1290, 4300],
  ['WH-50G', 'Water Heater 50 Gallon Gas', 'Copper Creek', 690, 1950],
  ['WH-TANKLESS', 'Tankless Water Heater 199,000 BTU', 'Copper Creek', 1240, 3900],
  ['PANEL-200', 'Service Panel 200 A', 'Wattson', 410, 2400],
  ['EV-48', 'EV Charger 48 A', 'Wattson', 520, 1450],
];

export const chapter: Chapter = {
  name: 'pricebook',
  begin(company) {
    loadPricebook(company);
    return {};
  },
};

function loadPricebook({ store, structure, founded }: Company): void {
  const createdOn = wireTime(founded, 2468);
  const add = (collection: Collection, doc: Doc): Id =>
    store.insertPast(collection, { createdOn, createdById: structure.officeIds[0] ?? 1, ...doc }).id as Id;
  const sku = (collection: Collection, doc: Doc): Id =>
    add(collection, { ...doc, searchText: searchTextOf(doc) });

  const byTrade = new Map(
    TRADES.map((name, position) => [
      name,
      { name, id: add(categories, { ...CATEGORY, name, position, categoryType: 'Services' }) },
    ]),
  );
  const partsId = add(categories, { ...CATEGORY, name: 'Parts', categoryType: 'Materials' });
  for (const [at, { facts }] of structure.jobTypes.entries()) {
    const [low, high] = facts.price;
    const price = Math.round((low + high) / 2);
    const category = byTrade.get(facts.trade);
    sku(services, {
      ...SERVICE,
      code: `${facts.trade.slice(0, 2).toUpperCase()}-${String(100 + at)}`,
      displayName: facts.name,
      description: `${facts.name}, labor and small parts.`,
      price,
      memberPrice: Math.round(price * 0.9),
      addOnPrice: Math.round(price * 0.95),
      addOnMemberPrice: Math.round(price * 0.85),
      hours: facts.hours,
      cost: Math.round(price * 0.3),
      categories: category ? [{ id: category.id, name: category.name, active: true }] : [],
      account: 'Service Income',
    });
  }
  for (const [code, displayName, cost] of PARTS) {
    const price = Math.round(cost * 300) / 100;
    const prices = { cost, price, memberPrice: price, addOnPrice: price, addOnMemberPrice: price };
    sku(materials, {
      ...MATERIAL,
      ...prices,
      code,
      displayName,
      description: displayName,
      unitOfMeasure: 'Each',
      categories: [partsId],
      isInventory: true,
    });
  }
  for (const [code, displayName, manufacturer, cost, price] of UNITS) {
    sku(equipment, {
      ...EQUIPMENT,
      code,
      displayName,
      manufacturer,
      cost,
      price,
      memberPrice: Math.round(price * 0.95),
      addOnPrice: price,
      addOnMemberPrice: Math.round(price * 0.95),
      model: code,
      description: `${displayName} by ${manufacturer}.`,
      manufacturerWarranty: { duration: 10, description: 'Parts' },
      serviceProviderWarranty: { duration: 1, description: 'Labor' },
    });
  }
  const reductions = [
    ['DISC-10', '10 % off', 'Discount', 'Percentage', 10],
    ['DISC-SENIOR', 'Senior discount', 'Discount', 'Fixed', 25],
    ['FEE-TRIP', 'Trip charge', 'Fee', 'Fixed', 49],
  ] as const;
  for (const [code, displayName, type, amountType, amount] of reductions)
    sku(discountsAndFees, {
      ...DISCOUNT_OR_FEE,
      code,
      displayName,
      type,
      amountType,
      amount,
      description: displayName,
    });
  for (const [from, to, percent] of [
    [0, 50, 90],
    [50, 500, 60],
    [500, 5000, 35],
  ] as const)
    add(markups, { from, to, percent });
  for (const name of ['Materials', 'Subcontractor', 'Permit']) add(costTypes, { name });
  add(rateSheets, { name: 'Property managers', exceptions: [] });
}
