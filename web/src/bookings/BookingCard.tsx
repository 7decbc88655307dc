import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../api/entities.ts';
import { useTimes } from '../time/use-times.ts';
import { AttentionBadge } from '../ui/AttentionBadge.tsx';
import { SourceMark } from '../ui/SourceMark.tsx';
import { Timestamp } from '../ui/Timestamp.tsx';
import styles from './BookingCard.module.css';

interface BookingCardProps {
  booking: Booking;
  selected: boolean;
  /** Arrived while one looks: shown with a short highlight. */
  fresh: boolean;
}

/** One booking in the list: who, since when, wanted when, what, and from which integration (L55). */
export const BookingCard = memo(function BookingCard({ booking, selected, fresh }: BookingCardProps) {
  const { t } = useTranslation('bookings');
  const times = useTimes();
  const phone = booking.customer.phoneDisplay ?? booking.customer.phone;
  const work = booking.standardJobTypeName ?? booking.categoryName ?? t('unknownJob');
  const answers = booking.details.map((detail) => detail.value).join(' · ');
  const excerpt = booking.dismissReason ?? [booking.summary, answers].filter(Boolean).join(' · ');
  return (
    <Link
      to="/calls/bookings/$id"
      params={{ id: booking.id }}
      search={(search) => search}
      className={styles.card}
      data-booking={booking.id}
      data-status={booking.status}
      data-fresh={fresh || undefined}
      aria-current={selected ? 'page' : undefined}
    >
      <span className={styles.line}>
        <span className={styles.name}>{booking.customer.name || t('noName')}</span>
        <span className={styles.quiet}>
          <Timestamp at={booking.submittedAt} />
        </span>
      </span>
      <span className={styles.line}>
        <span className={styles.clip}>{work}</span>
        <span className={styles.quiet}>{phone ?? booking.customer.email ?? t('noPhone')}</span>
      </span>
      <span className={styles.line}>
        {booking.requestedStart === null || booking.needsScheduling ? (
          <AttentionBadge>{t('contactToSchedule')}</AttentionBadge>
        ) : (
          <span className={styles.clip}>{times.window(booking.requestedStart, booking.requestedEnd)}</span>
        )}
      </span>
      <span className={styles.line}>
        <span className={styles.source}>
          <SourceMark source={booking.source} name={booking.sourceName} size={16} />
          {booking.sourceName}
        </span>
        <span className={styles.excerpt}>{excerpt}</span>
      </span>
    </Link>
  );
});
