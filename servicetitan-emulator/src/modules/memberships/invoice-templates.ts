/** Invoice templates: what a visit or a bill of a membership is charged with (reference: "Invoice templates"). */
import { amountOf, timesCents } from '../../json/money.ts';
import { type Doc, docsAt, idAt } from '../../json/value.ts';
import type { Make } from '../../operations/record.ts';
import { invalid } from '../../wire/problem.ts';

/** Price of all items together. */
const totalOf = (items: readonly Doc[]): number =>
  amountOf(items.reduce((sum, item) => sum + timesCents(item.quantity, item.unitPrice), 0));

/** The list of items is replaced as a whole; an item that names its id keeps what the body does not say of it. */
export const templateMembers: Make = (call, body, current) => {
  if (!Array.isArray(body.items)) return body;
  const known = current ? docsAt(current, 'items') : [];
  const items = docsAt(body, 'items').map((item, at) => {
    const id = idAt(item, 'id');
    const previous = known.find((one) => one.id === id);
    if (id !== undefined && !previous)
      throw invalid({ [`items[${at}].id`]: [`The template has no item ${id}.`] });
    return {
      importId: null,
      workflowActionItemId: null,
      description: null,
      cost: null,
      hours: null,
      skuType: 'Service',
      ...previous,
      ...item,
      id: previous?.id ?? call.store.newId(),
    };
  });
  return { ...body, items, total: totalOf(items) };
};
