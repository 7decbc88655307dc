/** What the server's live stream (`/api/v1/events`) tells. */
export type LiveEvent =
  | { type: 'booking.created' | 'booking.updated'; id: string }
  /** The server missed changes itself: everything may be stale. */
  | { type: 'resync' };

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
  if ((type !== 'booking.created' && type !== 'booking.updated') || typeof id !== 'string') return null;
  return { type, id };
}
