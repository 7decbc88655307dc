import { addressText } from '../api/address.ts';
import { MODELS, type Model, OPPORTUNITY_SORTS, type OpportunitySort } from '../api/servicetitan.ts';

/** What the address of the opportunities holds: which of them one sees, latest first unless it says otherwise. */
export interface OpportunitySearch {
  /** The model, or all of them. */
  tab?: Model | undefined;
  connection?: string | undefined;
  q?: string | undefined;
  order?: OpportunitySort | undefined;
}

export function parseOpportunitySearch(raw: Record<string, unknown>): OpportunitySearch {
  const order = OPPORTUNITY_SORTS.find((known) => known === raw.order);
  return {
    tab: MODELS.find((known) => known === raw.tab),
    connection: addressText(raw.connection),
    q: addressText(raw.q),
    order: order === '-externalUpdatedAt' ? undefined : order,
  };
}
