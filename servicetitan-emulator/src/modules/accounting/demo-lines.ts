/** The lines of a demo invoice: what the job was, what was put in, and a tax that makes the job's total come out. */

import type { PastJob } from '../../company/chapter.ts';
import { amountOf, money, timesCents } from '../../json/money.ts';
import { type Doc, type Id, idAt, textAt } from '../../json/value.ts';
import type { Random } from '../../random.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { equipment, materials, services } from '../pricebook/collections.ts';
import { INVOICE_ITEM } from './collections.ts';

interface Good {
  skuId: Id;
  skuName: string;
  displayName: string;
}

/** Which materials and equipment of the pricebook a trade works with. */
const SHELVES: Readonly<Record<string, RegExp>> = {
  HVAC: /capacitor|contactor|filter|refrigerant|igniter|conditioner|furnace|heat pump|mini-split/i,
  Plumbing: /pex|valve|flapper|wax|water heater/i,
  Electrical: /breaker|outlet|cable|panel|charger/i,
};

/** What jobs are made of: the service by the name of the job's type, and what the trade puts in. */
export class Goods {
  readonly #services: ReadonlyMap<string, Good>;
  readonly #materials: ReadonlyMap<string, readonly Good[]>;
  readonly #equipment: ReadonlyMap<string, readonly Good[]>;

  constructor(store: Store) {
    const all = (collection: Collection): Good[] => store.find(collection, 'active', 1).map(goodOf);
    const shelves = (goods: readonly Good[]): ReadonlyMap<string, readonly Good[]> =>
      new Map(
        Object.entries(SHELVES).map(([trade, fits]) => [
          trade,
          goods.filter(({ displayName }) => fits.test(displayName)),
        ]),
      );
    this.#services = new Map(all(services).map((good) => [good.displayName, good]));
    this.#materials = shelves(all(materials));
    this.#equipment = shelves(all(equipment));
  }

  service({ facts }: PastJob): Good | undefined {
    return this.#services.get(facts.name);
  }

  materials({ facts }: PastJob): readonly Good[] {
    return this.#materials.get(facts.trade) ?? [];
  }

  /** What an installation is about: the piece that has most words of its name. */
  piece({ facts }: PastJob): Good | undefined {
    const words = facts.name.split(' ');
    const shared = ({ displayName }: Good): number =>
      words.filter((word) => displayName.includes(word)).length;
    const [best] = (this.#equipment.get(facts.trade) ?? []).toSorted(
      (one, other) => shared(other) - shared(one),
    );
    return best && shared(best) > 0 ? best : undefined;
  }
}

const goodOf = (sku: Doc): Good => ({
  skuId: idAt(sku, 'id') ?? 0,
  skuName: textAt(sku, 'code') ?? '',
  displayName: textAt(sku, 'displayName') ?? textAt(sku, 'code') ?? '',
});

interface Lines {
  items: Doc[];
  /** Whole cents. */
  subTotal: number;
  tax: number;
}

/** One to four lines that with the tax on materials come to `total` cents. */
export function demoLines(random: Random, goods: Goods, job: PastJob, total: number, rate: number): Lines {
  const { facts, technician } = job;
  const install = facts.division === 'Install';
  const shelf = goods.materials(job);
  const piece = install ? goods.piece(job) : undefined;
  const wanted = total < 12_000 || shelf.length === 0 ? 0 : random.weighted([52, 32, 12, 4]);
  const count = piece ? Math.max(1, wanted) : wanted;
  const share = (install ? 0.55 : 0.3) * (0.6 + random.next() * 0.4);
  const forGoods = count > 0 ? Math.floor((total * share) / (1 + rate)) : 0;
  const tax = timesCents(amountOf(forGoods), rate);
  const items = [serviceLine(goods.service(job), facts, total - tax - forGoods)];
  for (let left = forGoods, at = count; at > 0; at -= 1) {
    const last = at === 1;
    const price = last ? left : Math.floor((left / at) * (0.2 + random.next() * 0.5));
    const good = last && piece ? piece : random.pick(shelf);
    const type = good === piece ? 'Equipment' : 'Material';
    items.push(
      line(good, price, { type, description: good.displayName, taxable: true, inventory: true }, 0.45),
    );
    left -= price;
  }
  for (const [at, item] of items.entries())
    Object.assign(item, { order: at + 1, technicianId: technician.id });
  return { items, subTotal: total - tax, tax };
}

function serviceLine(service: Good | undefined, facts: PastJob['facts'], price: number): Doc {
  const good = service ?? { skuId: 0, skuName: facts.name, displayName: facts.name };
  return line(good, price, { type: 'Service', description: facts.name, soldHours: facts.hours });
}

function line(good: Good, price: number, members: Doc, costShare = 0): Doc {
  const cost = Math.round(price * costShare);
  return {
    ...INVOICE_ITEM,
    ...members,
    skuId: good.skuId,
    skuName: good.skuName,
    displayName: good.displayName,
    price: money(price),
    total: money(price),
    cost: money(cost),
    totalCost: money(cost),
    memberPrice: money(Math.round(price * 0.9)),
  };
}
