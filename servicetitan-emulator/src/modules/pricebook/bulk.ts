/** Many SKUs at once: all are written or none. */
import { type Doc, docsAt, type Id, idAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { INTEGRATION_USER } from '../../operations/call.ts';
import { bodyDoc } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import { invalid, notFound } from '../../wire/problem.ts';
import {
  DISCOUNT_OR_FEE,
  discountsAndFees,
  EQUIPMENT,
  equipment,
  MATERIAL,
  materials,
  SERVICE,
  services,
} from './collections.ts';
import { skuMembers } from './skus.ts';

/** In the order in which they are made: services refer to materials and equipment of the same call. */
const KINDS: readonly (readonly [string, Collection, Doc])[] = [
  ['materials', materials, MATERIAL],
  ['equipment', equipment, EQUIPMENT],
  ['services', services, SERVICE],
  ['discountAndFees', discountsAndFees, DISCOUNT_OR_FEE],
];

const LINKS = ['serviceMaterials', 'serviceEquipment', 'equipmentMaterials'];
const BARE_LINKS = ['recommendations', 'upgrades'];

/** Links name their SKU by id, or by the `customId` that this call gave it. */
function resolved(body: Doc, given: ReadonlyMap<string, Id>): Doc {
  const idOf = (link: Doc): Id => {
    const id = idAt(link, 'skuId') ?? given.get(textAt(link, 'customId') ?? '');
    if (id === undefined)
      throw invalid({ customId: [`Nothing in this call is '${String(link.customId)}'.`] });
    return id;
  };
  const made: Doc = { ...body };
  for (const name of LINKS) {
    if (Array.isArray(body[name]))
      made[name] = docsAt(body, name).map((link) => ({ skuId: idOf(link), quantity: link.quantity ?? 1 }));
  }
  for (const name of BARE_LINKS) {
    if (Array.isArray(body[name]) && docsAt(body, name).length > 0) made[name] = docsAt(body, name).map(idOf);
  }
  return made;
}

export function createMany(call: Call): Answer {
  const body = bodyDoc(call);
  const given = new Map<string, Id>();
  const answer: Doc = {};
  for (const [name, collection, defaults] of KINDS) {
    answer[name] = docsAt(body, name).map((one) => {
      const { customId, ...members } = one;
      const set = skuMembers(collection)(call, resolved(members, given), undefined);
      const known = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));
      const doc = call.store.insert(collection, { createdById: INTEGRATION_USER, ...defaults, ...known });
      if (typeof customId === 'string') given.set(customId, doc.id as Id);
      return { customId: customId ?? '', id: doc.id ?? null };
    });
  }
  return { value: answer };
}

export function updateMany(call: Call): Answer {
  const body = bodyDoc(call);
  for (const [name, collection] of KINDS) {
    for (const { id, ...members } of docsAt(body, name)) {
      const current = call.store.get(collection, idAt({ id: id ?? null }, 'id'));
      if (!current) throw notFound(collection.noun, id);
      call.store.update(
        collection,
        current,
        skuMembers(collection)(call, resolved(members, new Map()), current),
      );
    }
  }
  return undefined;
}
