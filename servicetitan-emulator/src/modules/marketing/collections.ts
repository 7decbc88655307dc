/** Collections of the marketing API. */
import type { Collection } from '../../store/collection.ts';

export const campaigns: Collection = {
  name: 'campaigns',
  noun: 'Campaign',
  schema: 'Marketing.V2.CampaignResponse',
  columns: { name: { kind: 'search' }, campaignPhoneNumbers: { kind: 'list' } },
};

export const categories: Collection = {
  name: 'campaignCategories',
  noun: 'Campaign category',
  schema: 'Marketing.V2.CampaignCategoryResponse',
  columns: { name: { kind: 'search' } },
};

export const costs: Collection = {
  name: 'campaignCosts',
  noun: 'Campaign cost',
  schema: 'Marketing.V2.CampaignCostResponse',
  columns: {
    campaignId: { kind: 'id', index: true },
    year: { kind: 'number' },
    month: { kind: 'number' },
    period: { kind: 'number' },
  },
};

export const suppressions: Collection = {
  name: 'suppressions',
  noun: 'Suppression',
  schema: 'Marketing.V2.SuppressionResponse',
  columns: { email: { kind: 'text', index: true } },
};
