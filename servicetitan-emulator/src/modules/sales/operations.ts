/** The sales API without opportunities, whose documents describe no answers: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { equals, type Filter } from '../../operations/filter.ts';
import { every, list } from '../../operations/list.ts';
import { act, create, get, remove, update } from '../../operations/record.ts';
import {
  estimateItems,
  estimateStatusChanges,
  estimates,
  estimateTemplates,
  proposalTemplates,
} from './collections.ts';
import {
  createEstimate,
  deleteItem,
  dismissEstimate,
  putItem,
  sellEstimate,
  unsellEstimate,
  updateEstimate,
} from './estimates.ts';
import { estimateTemplateMembers, listProposalTypes, proposalTemplateMembers } from './templates.ts';

const subtotal =
  (operator: string): Filter =>
  (value) => ({ sql: `subtotal ${operator} ?`, params: [Number(value)] });

export const sales: Rows = {
  'sales.estimates.getList': list(estimates, {
    filters: {
      totalGreater: subtotal('>'),
      totalLess: subtotal('<'),
      soldById: equals('soldBy'),
      soldByEmployeeId: equals('soldBy'),
    },
  }),
  'sales.estimates.get': get(estimates),
  'sales.estimates.create': act(createEstimate),
  'sales.estimates.update': act(updateEstimate),
  'sales.estimates.getItems': list(estimateItems),
  'sales.estimates.putItem': act(putItem),
  'sales.estimates.deleteItem': act(deleteItem),
  'sales.estimates.sell': act(sellEstimate),
  'sales.estimates.unsell': act(unsellEstimate),
  'sales.estimates.dismiss': act(dismissEstimate),
  'sales.estimatesStatus.getEstimateStatusChanges': every(estimateStatusChanges, {
    collection: estimates,
    param: 'id',
    column: 'estimateId',
  }),
  'sales.estimatesExport.estimates': feed(estimates),
  'sales.estimatesExport.estimatesAsyncLegacy': feed(estimates),
  'sales.estimateTemplates.get': list(estimateTemplates),
  'sales.estimateTemplates.getById': get(estimateTemplates),
  'sales.estimateTemplates.create': create(
    estimateTemplates,
    { items: [], totalPrice: 0, totalCost: 0 },
    { make: estimateTemplateMembers },
  ),
  'sales.estimateTemplates.update': update(estimateTemplates, { make: estimateTemplateMembers }),
  'sales.estimateTemplates.delete': remove(estimateTemplates),
  'sales.proposalTemplates.get': list(proposalTemplates),
  'sales.proposalTemplates.getById': get(proposalTemplates),
  'sales.proposalTemplates.create': create(
    proposalTemplates,
    { status: 'Draft', businessUnitIds: [], estimateAssignments: [] },
    { make: proposalTemplateMembers },
  ),
  'sales.proposalTemplates.update': update(proposalTemplates, { make: proposalTemplateMembers }),
  'sales.proposalTemplates.delete': remove(proposalTemplates),
  'sales.proposalTypes.get': act(listProposalTypes),
};
