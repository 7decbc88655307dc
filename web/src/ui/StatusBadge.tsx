import { useTranslation } from 'react-i18next';
import type { BookingStatus } from '../api/entities.ts';
import styles from './StatusBadge.module.css';

/** A booking's state: a coloured dot beside the word, so that colour is never the only sign. */
export function StatusBadge({ status }: { status: BookingStatus }) {
  const { t } = useTranslation('bookings');
  return (
    <span className={styles.badge} data-status={status}>
      <span className={styles.dot} aria-hidden />
      {t(`status.${status}`)}
    </span>
  );
}
