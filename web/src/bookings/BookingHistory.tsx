import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../api/entities.ts';
import { useTimes } from '../time/use-times.ts';
import { Section } from '../ui/Section.tsx';
import styles from './BookingHistory.module.css';
import { type HistoryEvent, historyOf } from './history.ts';

/** What happened to the booking, oldest first. */
export function BookingHistory({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const times = useTimes();
  const sentence = (event: HistoryEvent): string => {
    if ('source' in event) return t(`history.${event.kind}`, { source: event.source });
    return event.by === null ? t(`history.${event.kind}`) : t(`history.${event.kind}By`, { by: event.by });
  };
  return (
    <Section title={t('historyTitle')}>
      <ol className={styles.list}>
        {historyOf(booking).map((event, index) => (
          <li key={`${index} ${event.kind}`} className={styles.event}>
            <span>{sentence(event)}</span>
            <Text component="time" dateTime={event.at} size="sm" c="dimmed" className={styles.at}>
              {times.exact(event.at)}
            </Text>
          </li>
        ))}
      </ol>
    </Section>
  );
}
