import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../api/client.ts';
import type { Booking } from '../api/entities.ts';
import type { AcceptRequest } from '../api/schema.ts';
import { failureToast, toast } from '../ui/toast.tsx';
import { type BookingPages, placeBooking } from './placement.ts';
import { bookingCountsQuery, bookingQuery } from './queries.ts';
import type { BookingFilter } from './search.ts';

/** Shows the latest version of a booking wherever it is on the screen, and where it now belongs. */
export function showBooking(client: QueryClient, booking: Booking): void {
  client.setQueryData(bookingQuery(booking.id).queryKey, (shown) =>
    shown && shown.version > booking.version ? shown : booking,
  );
  for (const query of client.getQueryCache().findAll({ queryKey: ['bookings', 'list'] })) {
    const loaded = query.state.data as BookingPages | undefined;
    if (!loaded) continue;
    const placement = placeBooking(loaded, query.queryKey[2] as BookingFilter, booking);
    if (placement.outcome === 'ask_server') void client.invalidateQueries({ queryKey: query.queryKey });
    else client.setQueryData(query.queryKey, placement.pages);
  }
  void client.invalidateQueries({ queryKey: bookingCountsQuery.queryKey });
}

/** Brings a dismissed booking back. */
export function useRestore() {
  const client = useQueryClient();
  const { t } = useTranslation('bookings');
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/api/v1/bookings/{id}/restore', { params: { path: { id } } })),
    onSuccess: (booking) => {
      showBooking(client, booking);
      toast({ title: t('restored', { name: booking.customer.name }) });
    },
    onError: failureToast,
  });
}

/** Dismisses a booking and offers to undo it for as long as the toast stays. */
export function useDismiss(id: string) {
  const client = useQueryClient();
  const { t } = useTranslation('bookings');
  const restore = useRestore();
  return useMutation({
    mutationFn: (body: { reason: string; memo?: string }) =>
      unwrap(api.POST('/api/v1/bookings/{id}/dismiss', { params: { path: { id } }, body })),
    onSuccess: (booking) => {
      showBooking(client, booking);
      toast({
        title: t('dismissed', { name: booking.customer.name }),
        undo: { label: t('undo'), run: () => restore.mutate(booking.id) },
      });
    },
  });
}

/**
 * Books a job from a booking. When ServiceTitan fails midway the server answers with the booking still open and goes
 * on by itself; the toast says so.
 */
export function useAccept(id: string) {
  const client = useQueryClient();
  const { t } = useTranslation('bookings');
  return useMutation({
    mutationFn: (body: AcceptRequest) =>
      unwrap(api.POST('/api/v1/bookings/{id}/accept', { params: { path: { id } }, body })),
    onSuccess: (booking) => {
      showBooking(client, booking);
      if (booking.status !== 'Converted') {
        toast({ title: t('stillBooking.title'), message: t('stillBooking.hint') });
        return;
      }
      const job = booking.jobNumber ?? booking.jobId ?? '';
      toast({
        title: t('booked', { name: booking.customer.name, job }),
        ...(booking.jobUrl !== null && { link: { label: t('openJob', { job }), href: booking.jobUrl } }),
      });
    },
  });
}
