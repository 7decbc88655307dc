import { Button } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../api/entities.ts';
import { useMay } from '../api/me.ts';
import { useArrivals } from '../live/arrivals.ts';
import { BookingCard } from './BookingCard.tsx';
import styles from './BookingList.module.css';
import { useRestore } from './changes.ts';
import { visibleRows } from './window.ts';

/** Height of a card in pixels; the same stands in BookingCard.module.css. */
export const CARD_HEIGHT = 112;

interface BookingListProps {
  rows: Booking[];
  selectedId: string | null;
  /** The scrolled box, for the keyboard to bring a card into view. */
  boxRef: RefObject<HTMLDivElement | null>;
  hasMore: boolean;
  onNearEnd: () => void;
}

/** The loaded bookings. Only the cards in view are in the document, however many are loaded. */
export function BookingList({ rows, selectedId, boxRef, hasMore, onNearEnd }: BookingListProps) {
  const { t } = useTranslation('bookings');
  const arrivals = useArrivals();
  const mayWrite = useMay('bookings:write');
  const [scrollTop, setScrollTop] = useState(0);
  const { ref, height } = useElementSize();
  const box = useMergedRef(ref, boxRef);
  useSteadyView(boxRef, rows, scrollTop);
  const { first, end } = visibleRows(scrollTop, height, CARD_HEIGHT, rows.length);

  useEffect(() => {
    if (hasMore && height > 0 && end >= rows.length - 10) onNearEnd();
  }, [hasMore, height, end, rows.length, onNearEnd]);

  return (
    <div className={styles.box} ref={box} onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}>
      <ul className={styles.list} aria-label={t('listLabel')} style={{ height: rows.length * CARD_HEIGHT }}>
        {rows.slice(first, end).map((booking, offset) => (
          <li
            key={booking.id}
            className={styles.row}
            aria-posinset={first + offset + 1}
            aria-setsize={hasMore ? -1 : rows.length}
            style={{ transform: `translateY(${(first + offset) * CARD_HEIGHT}px)` }}
          >
            <BookingCard
              booking={booking}
              selected={booking.id === selectedId}
              fresh={arrivals.has(booking.id)}
            />
            {mayWrite && booking.status === 'Dismissed' && <RestoreButton booking={booking} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** B5: one click on the card brings a dismissed booking back. */
function RestoreButton({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const restore = useRestore();
  return (
    <Button
      className={styles.restore}
      size="compact-sm"
      variant="default"
      aria-label={t('restoreName', { name: booking.customer.name || t('noName') })}
      loading={restore.isPending}
      onClick={() => restore.mutate(booking.id)}
    >
      {t('restore')}
    </Button>
  );
}

/** Keeps what one reads in its place when bookings come or go above it; at the very top new ones are shown. */
function useSteadyView(boxRef: RefObject<HTMLDivElement | null>, rows: Booking[], scrollTop: number): void {
  const topRow = useRef<{ id: string; index: number } | null>(null);
  useLayoutEffect(() => {
    const box = boxRef.current;
    const kept = topRow.current;
    if (!box || !kept || box.scrollTop === 0) return;
    const index = rows.findIndex((row) => row.id === kept.id);
    if (index >= 0 && index !== kept.index) box.scrollTop += (index - kept.index) * CARD_HEIGHT;
  }, [boxRef, rows]);
  useEffect(() => {
    const index = Math.floor(scrollTop / CARD_HEIGHT);
    const row = rows[index];
    topRow.current = row ? { id: row.id, index } : null;
  }, [rows, scrollTop]);
}
