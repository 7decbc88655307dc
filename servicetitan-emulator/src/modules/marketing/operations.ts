/** The marketing API: one row per operation. */

import type { Rows } from '../../operations/call.ts';
import { includes } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, update } from '../../operations/record.ts';
import { businessUnits } from '../settings/collections.ts';
import {
  addSuppressions,
  campaignMembers,
  costMembers,
  costSummary,
  emailCost,
  removeSuppressions,
  suppression,
} from './campaigns.ts';
import { campaigns, categories, costs, suppressions } from './collections.ts';

const upsert = {
  references: { businessUnitId: businessUnits, categoryId: categories },
  make: campaignMembers,
};

export const marketing: Rows = {
  'marketing.campaigns.getList': list(campaigns, {
    filters: { campaignPhoneNumber: includes('campaignPhoneNumbers') },
  }),
  'marketing.campaigns.get': get(campaigns),
  'marketing.campaigns.create': create(campaigns, { isDefaultCampaign: false }, upsert),
  'marketing.campaigns.update': update(campaigns, upsert),
  'marketing.campaigns.getCosts': list(costs, {
    of: { collection: campaigns, param: 'id', column: 'campaignId' },
    sort: { Date: 'period' },
  }),
  'marketing.campaignCategories.getList': list(categories, { active: 'Any' }),
  'marketing.campaignCategories.get': get(categories),
  'marketing.campaignCategories.create': create(categories, { type: 'Regular' }),
  'marketing.campaignCategories.update': update(categories),
  'marketing.campaignCosts.getList': list(costs, { sort: { Date: 'period' } }),
  'marketing.campaignCosts.get': get(costs),
  'marketing.campaignCosts.create': create(
    costs,
    {},
    { references: { campaignId: campaigns }, make: costMembers },
  ),
  'marketing.campaignCosts.update': update(costs),
  'marketing.campaignCostSummary.get': act(costSummary),
  'marketing.emailChannelCost.get': act(emailCost),
  'marketing.suppressions.getList': list(suppressions),
  'marketing.suppressions.get': act(suppression),
  'marketing.suppressions.add': act(addSuppressions),
  'marketing.suppressions.remove': act(removeSuppressions),
};
