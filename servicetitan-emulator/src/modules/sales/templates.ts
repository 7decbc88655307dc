/** Templates: estimates and proposals that are offered again and again. */
import { amountOf, cents, timesCents } from '../../json/money.ts';
import { type Doc, docsAt, idAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import type { Make } from '../../operations/record.ts';
import { invalid } from '../../wire/problem.ts';
import { estimateTemplates, proposalTypes } from './collections.ts';
import { product, skuNamed } from './items.ts';

const total = (items: readonly Doc[], centsOf: (item: Doc) => number): number =>
  amountOf(items.reduce((sum, item) => sum + centsOf(item), 0));

/** Members of an estimate template; its items are replaced as a whole, and their prices added up. */
export const estimateTemplateMembers: Make = (call, body) => {
  if (!Array.isArray(body.items)) return body;
  const items = docsAt(body, 'items').map((item, at) => {
    const sku = skuNamed(call.store, item, `items[${at}].`);
    const unitPrice = item.unitPrice ?? sku?.doc.price ?? 0;
    return {
      id: idAt(item, 'id') ?? call.store.newId(),
      skuId: item.skuId ?? null,
      skuType: sku?.type ?? item.skuType ?? 'Service',
      skuName: sku?.doc.code ?? null,
      description: item.description ?? sku?.doc.description ?? null,
      quantity: item.quantity ?? 1,
      unitPrice,
      totalPrice: product(unitPrice, item.quantity ?? 1),
      isAddOn: item.isAddOn ?? false,
      chargeable: item.chargeable ?? true,
      allowDiscounts: item.allowDiscounts ?? true,
      unitCost: item.unitCost ?? sku?.doc.cost ?? 0,
      memo: item.memo ?? null,
      order: at,
      parentItemId: item.parentItemId ?? null,
      itemGroupParentId: item.itemGroupParentId ?? null,
      itemGroupName: item.itemGroupName ?? null,
      projectLabels: item.projectLabels ?? null,
    };
  });
  return {
    ...body,
    items,
    totalPrice: total(items, (item) => cents(item.totalPrice)),
    totalCost: total(items, (item) => timesCents(item.quantity ?? 1, item.unitCost ?? 0)),
  };
};

/** Members of a proposal template: a type, and an estimate template for each of its options. */
export const proposalTemplateMembers: Make = (call, body, current) => {
  const type = call.store.get(proposalTypes, idAt({ ...current, ...body }, 'proposalTypeId'));
  if (!type) throw invalid({ proposalTypeId: ['The proposal type was not found.'] });
  const options = docsAt(type, 'options').map(({ id }) => id);
  const assignments = docsAt(body, 'estimateAssignments').map((assignment, at) => {
    const template = call.store.get(estimateTemplates, idAt(assignment, 'estimateTemplateId'));
    const path = `estimateAssignments[${at}]`;
    if (!template)
      throw invalid({ [`${path}.estimateTemplateId`]: ['The estimate template was not found.'] });
    if (!options.includes(assignment.proposalTypeOptionId ?? null))
      throw invalid({ [`${path}.proposalTypeOptionId`]: ['The proposal type has no such option.'] });
    return { ...assignment, estimateTemplateName: template.name ?? null };
  });
  return {
    ...body,
    proposalTypeName: type.name ?? null,
    ...(Array.isArray(body.estimateAssignments) && { estimateAssignments: assignments }),
  };
};

export function listProposalTypes(call: Call): Answer {
  const asked = call.query.active ?? 'True';
  const all = call.store.find(proposalTypes, 'active', 1);
  const shown = asked === 'False' ? [] : all;
  return {
    value: {
      data: shown.map(({ id, name, type, active, isSystemDefault, isDefault, options }) => ({
        id: id ?? null,
        name: name ?? null,
        type: type ?? null,
        active: active ?? true,
        isSystemDefault: isSystemDefault ?? false,
        isDefault: isDefault ?? false,
        options: options ?? [],
      })),
    },
  };
}
