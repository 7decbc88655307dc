/** Collections of the sales API (reference: "Sales and estimates"). */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const estimates: Collection = {
  name: 'estimates',
  noun: 'Estimate',
  schema: 'Estimates.V2.EstimateResponse',
  columns: {
    jobId: { kind: 'id', index: true },
    projectId: { kind: 'id' },
    locationId: { kind: 'id', index: true },
    jobNumber: { kind: 'text' },
    status: { kind: 'text', path: 'status.name' },
    soldOn: { kind: 'time', index: true },
    soldBy: { kind: 'id' },
    subtotal: { kind: 'number' },
  },
};

export const ESTIMATE: Doc = {
  reviewStatus: 'None',
  summary: '',
  items: [],
  externalLinks: [],
  subtotal: 0,
  tax: 0,
  isRecommended: false,
  isChangeOrder: false,
  requireDepositOnSignature: false,
};

/** Items are part of their estimate, and records of their own that `/estimates/items` lists. */
export const estimateItems: Collection = {
  name: 'estimateItems',
  noun: 'Estimate item',
  schema: 'Estimates.V2.EstimateItemResponse',
  columns: { estimateId: { kind: 'id', index: true } },
  vanishes: true,
};

export const estimateStatusChanges: Collection = {
  name: 'estimateStatusChanges',
  noun: 'Status change',
  schema: 'Estimates.V2.EstimateStatusChangesResponse',
  columns: { estimateId: { kind: 'id', index: true } },
};

export const estimateTemplates: Collection = {
  name: 'estimateTemplates',
  noun: 'Estimate template',
  schema: 'Estimates.V2.EstimateTemplateResponse',
  columns: {},
};

export const proposalTypes: Collection = {
  name: 'proposalTypes',
  noun: 'Proposal type',
  schema: 'Estimates.V2.ProposalTypeResponse',
  columns: {},
};

export const proposalTemplates: Collection = {
  name: 'proposalTemplates',
  noun: 'Proposal template',
  schema: 'Estimates.V2.ProposalTemplateResponse',
  columns: { proposalTypeId: { kind: 'id' } },
};
