import type { Booking } from '../api/entities.ts';

export type HistoryEvent =
  | { kind: 'submitted' | 'received' | 'repeated'; at: string; source: string }
  | { kind: 'accepted' | 'booked' | 'dismissed'; at: string; by: string | null };

/** What happened to a booking, oldest first, from what the booking itself tells. */
export function historyOf(booking: Booking): HistoryEvent[] {
  const events: HistoryEvent[] = [
    { kind: 'submitted', at: booking.submittedAt, source: booking.sourceName },
    ...booking.deliveries.map(
      (delivery, index): HistoryEvent => ({
        kind: index === 0 ? 'received' : 'repeated',
        at: delivery.receivedAt,
        source: delivery.source,
      }),
    ),
  ];
  if (booking.status === 'Accepted')
    events.push({ kind: 'accepted', at: booking.updatedAt, by: booking.acceptedBy });
  if (booking.status === 'Converted')
    events.push({ kind: 'booked', at: booking.updatedAt, by: booking.acceptedBy });
  if (booking.status === 'Dismissed') events.push({ kind: 'dismissed', at: booking.updatedAt, by: null });
  return events;
}
