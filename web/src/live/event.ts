/** What the server's live stream (`/api/v1/events`) tells. */
export type LiveEvent =
  | { type: 'booking.created' | 'booking.updated'; id: string }
  | { type: ChangeType; id: string }
  /** The server missed changes itself: everything may be stale. */
  | { type: 'resync' };

/** Changes after which lists are read again rather than one record: a sync makes thousands of them. */
const CHANGES = ['sync.progress', 'connection.changed', 'contact.changed', 'opportunity.changed'] as const;
export type ChangeType = (typeof CHANGES)[number];

/** Reads one message of the stream; pings and kinds that this version does not know are null. */
export function parseEvent(data: string): LiveEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { type, id } = value as Record<string, unknown>;
  if (type === 'resync') return { type };
  if (typeof id !== 'string') return null;
  const change = CHANGES.find((known) => known === type);
  if (change) return { type: change, id };
  return type === 'booking.created' || type === 'booking.updated' ? { type, id } : null;
}
