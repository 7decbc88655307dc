/** The lines of a demo invoice: what the job was, what was put in, and a tax that makes the job's total come out. */
import type { PastJob } from '../../company/chapter.ts';
import { type Doc, type Id, idAt, textAt } from '../../json/value.ts';
import type { Random } from '../../random.ts';
import type { Store } from '../../store/store.ts';
import { INVOICE_ITEM } from './collections.ts';
import { dollars, money, timesCents } from './money.ts';
import { someSkus } from './sku.ts';

interface Good {
  skuId: Id;
  skuName: string;
  displayName: string;
}

/** Code, what it is. */
const MATERIALS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  HVAC: [
    ['CAP-45-5', 'Dual run capacitor 45/5'],
    ['REF-410A', 'Refrigerant R-410A, per pound'],
    ['FLT-16251', 'Pleated filter 16x25x1'],
    ['IGN-HSI', 'Hot surface igniter'],
  ],
  Plumbing: [
    ['PEX-075', 'PEX tubing 3/4 in, per foot'],
    ['VLV-BALL', 'Ball valve 3/4 in'],
    ['WAX-RING', 'Wax ring kit'],
    ['SUP-LINE', 'Braided supply line'],
  ],
  Electrical: [
    ['BRK-20A', 'Breaker 20 A'],
    ['GFCI-15', 'GFCI outlet 15 A'],
    ['WIRE-12', 'Copper wire 12 AWG, per foot'],
    ['BOX-OLD', 'Old work box'],
  ],
};

/** Skus by what a job needs: those of the pricebook where it has fitting ones, else numbers of their own. */
export class Goods {
  readonly #store: Store;
  readonly #services = new Map<string, Good>();
  readonly #materials = new Map<string, readonly Good[]>();
  readonly #pricebook: { services: readonly Doc[]; materials: readonly Doc[] };

  constructor(store: Store) {
    this.#store = store;
    this.#pricebook = {
      services: someSkus(store, 'Service', 300),
      materials: someSkus(store, 'Material', 300),
    };
  }

  service({ facts }: PastJob): Good {
    const known = this.#services.get(facts.name);
    if (known) return known;
    const fitting = this.#pricebook.services.find((sku) => mentions(sku, facts.name));
    const made = fitting ? goodOf(fitting) : this.#good(`SVC-${codeOf(facts.name)}`, facts.name);
    this.#services.set(facts.name, made);
    return made;
  }

  materials({ facts }: PastJob): readonly Good[] {
    const known = this.#materials.get(facts.trade);
    if (known) return known;
    const rows = MATERIALS[facts.trade] ?? [];
    const fitting = this.#pricebook.materials.slice(0, 40).map(goodOf);
    const made = fitting.length > 0 ? fitting : rows.map(([code, name]) => this.#good(code, name));
    this.#materials.set(facts.trade, made);
    return made;
  }

  #good(skuName: string, displayName: string): Good {
    return { skuId: this.#store.newId(), skuName, displayName };
  }
}

const mentions = (sku: Doc, name: string): boolean =>
  `${textAt(sku, 'displayName')} ${textAt(sku, 'description')}`.toLowerCase().includes(name.toLowerCase());

const codeOf = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z]+/g, '-')
    .slice(0, 16)
    .replace(/-$/, '');

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
  const count = total < 12_000 ? 0 : [0, 1, 2, 3][random.weighted([52, 32, 12, 4])];
  const share = facts.division === 'Install' ? 0.55 : 0.3;
  const forGoods = count ? Math.floor((total * share * (0.6 + random.next() * 0.4)) / (1 + rate)) : 0;
  const tax = timesCents(dollars(forGoods), rate);
  const items = [
    line(goods.service(job), total - tax - forGoods, {
      type: 'Service',
      description: facts.name,
      soldHours: facts.hours,
    }),
  ];
  const shelf = goods.materials(job);
  for (let left = forGoods, at = count ?? 0; at > 0 && shelf.length > 0; at -= 1) {
    const price = at === 1 ? left : Math.floor((left / at) * (0.5 + random.next() * 0.5));
    const good = random.pick(shelf);
    const type = facts.division === 'Install' && at === 1 ? 'Equipment' : 'Material';
    items.push(
      line(good, price, { type, description: good.displayName, taxable: true, inventory: true }, 0.45),
    );
    left -= price;
  }
  for (const [at, item] of items.entries())
    Object.assign(item, { order: at + 1, technicianId: technician.id });
  return { items, subTotal: total - tax, tax };
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
