import { addressText } from '../api/address.ts';

/** What the address of the contacts holds: which of them one sees. */
export interface ContactSearch {
  q?: string | undefined;
  connection?: string | undefined;
}

export function parseContactSearch(raw: Record<string, unknown>): ContactSearch {
  return { q: addressText(raw.q), connection: addressText(raw.connection) };
}

export const REVIEW_TABS = ['open', 'resolved'] as const;

/** What the address of the review queue holds: open ones unless it says otherwise. */
export interface ReviewSearch {
  tab?: (typeof REVIEW_TABS)[number] | undefined;
}

export function parseReviewSearch(raw: Record<string, unknown>): ReviewSearch {
  return { tab: raw.tab === 'resolved' ? 'resolved' : undefined };
}
