import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Booking } from '../api/entities.ts';
import type { BookingPages } from './placement.ts';
import { bookingQuery } from './queries.ts';

/** One booking; while it loads, as a loaded list already shows it. Null asks for nothing. */
export function useBooking(id: string | null) {
  const client = useQueryClient();
  return useQuery({
    ...bookingQuery(id ?? ''),
    enabled: id !== null,
    placeholderData: (): Booking | undefined => {
      for (const [, loaded] of client.getQueriesData<BookingPages>({ queryKey: ['bookings', 'list'] })) {
        const found = loaded?.pages.flatMap((page) => page.data).find((row) => row.id === id);
        if (found) return found;
      }
      return undefined;
    },
  });
}
