export const TABS = ['sync', 'settings', 'scopes', 'budget', 'webhook', 'credentials'] as const;
export type Tab = (typeof TABS)[number];

/** What the address of a connection holds: the part of the screen one sees; Sync when it says nothing. */
export interface ConnectionSearch {
  tab?: Tab | undefined;
}

export function parseConnectionSearch(raw: Record<string, unknown>): ConnectionSearch {
  const tab = TABS.find((known) => known === raw.tab);
  return { tab: tab === 'sync' ? undefined : tab };
}
