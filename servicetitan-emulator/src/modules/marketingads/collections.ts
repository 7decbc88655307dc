/** Collections of the marketing ads API (reference: "Marketing ads"). */
import type { Collection } from '../../store/collection.ts';

export const attributedLeads: Collection = {
  name: 'attributedLeads',
  noun: 'Attributed lead',
  schema: 'Marketing.Ads.Contracts.AttributedLeads.GetAttributedLeadsResponse',
  columns: {
    dateTime: { kind: 'time', index: true },
    leadType: { kind: 'number' },
    campaignId: { kind: 'id', path: 'attribution.stCampaignId' },
  },
};

/** What one keyword cost and brought on one day; the records are the emulator's own, so their schema is borrowed. */
export const adDays: Collection = {
  name: 'adDays',
  noun: 'Day of a keyword',
  schema: 'Marketing.Ads.Contracts.Performance.DigitalStats',
  columns: { date: { kind: 'time', index: true } },
};
