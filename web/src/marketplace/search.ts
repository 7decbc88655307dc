import { addressText } from '../api/address.ts';

export const CATEGORIES = ['crm', 'lead_source'] as const;

/** What the address of the marketplace holds: which apps one sees. */
export interface MarketplaceSearch {
  category?: (typeof CATEGORIES)[number] | undefined;
  q?: string | undefined;
}

export function parseMarketplaceSearch(raw: Record<string, unknown>): MarketplaceSearch {
  return { category: CATEGORIES.find((known) => known === raw.category), q: addressText(raw.q) };
}
