import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { showBooking } from '../bookings/changes.ts';
import { bookingQuery } from '../bookings/queries.ts';
import { usePreferences } from '../shell/preferences.ts';
import { markArrival } from './arrivals.ts';
import { parseEvent } from './event.ts';
import { changeReader } from './reading.ts';
import { playChime } from './sound.ts';

/** Events gathered before they are shown, in milliseconds: a burst makes one sound and few requests. */
const GATHER = 150;
/** The same while many arrive: reading the list again takes longer than a moment. */
const GATHER_BURST = 2_000;
/** More changed bookings than this are read again as a list rather than one by one. */
const ONE_BY_ONE = 8;
/** Wait before a broken stream is opened again, in milliseconds. */
const REOPEN = 3_000;

/**
 * Keeps bookings, and what a sync changes, on the screen as the server has them. After a lost connection everything is read again, since
 * events of the meantime are not repeated.
 */
export function useLive(): void {
  const client = useQueryClient();
  const { sound } = usePreferences();
  const chime = useEffectEvent(() => {
    if (sound) playChime();
  });

  useEffect(() => {
    let stream: EventSource | undefined;
    let wasOpen = false;
    let closed = false;
    let burst = false;
    const created = new Set<string>();
    const changed = new Set<string>();
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;

    const changes = changeReader(client);
    const readBookings = (): void => void client.invalidateQueries({ queryKey: ['bookings'] });
    const readAll = (): void => {
      readBookings();
      changes.readAll();
    };

    const show = async (): Promise<void> => {
      gathering = undefined;
      const ids = [...changed];
      const arrivals = [...created];
      changed.clear();
      created.clear();
      if (arrivals.length > 0) chime();
      for (const id of arrivals) markArrival(id);
      burst = ids.length > ONE_BY_ONE;
      if (burst) return readBookings();
      const bookings = await Promise.allSettled(
        ids.map((id) => client.fetchQuery({ ...bookingQuery(id), staleTime: 0 })),
      );
      if (closed) return;
      for (const answer of bookings) if (answer.status === 'fulfilled') showBooking(client, answer.value);
    };

    const open = (): void => {
      stream = new EventSource('/api/v1/events');
      stream.addEventListener('open', () => {
        if (wasOpen) readAll();
        wasOpen = true;
      });
      stream.addEventListener('message', (message) => {
        const event = parseEvent(String(message.data));
        if (!event) return;
        if (event.type === 'resync') return readAll();
        if (event.type !== 'booking.created' && event.type !== 'booking.updated')
          return changes.note(event.type, event.id);
        changed.add(event.id);
        if (event.type === 'booking.created') created.add(event.id);
        gathering ??= setTimeout(() => void show(), burst ? GATHER_BURST : GATHER);
      });
      stream.addEventListener('error', () => {
        // The browser reopens a stream that broke by itself, but gives up when the server answered with an error.
        if (stream?.readyState !== EventSource.CLOSED || closed) return;
        reopening = setTimeout(open, REOPEN);
      });
    };
    open();

    return () => {
      closed = true;
      stream?.close();
      changes.stop();
      clearTimeout(gathering);
      clearTimeout(reopening);
    };
  }, [client]);
}
