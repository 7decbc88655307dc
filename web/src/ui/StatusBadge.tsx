import { useTranslation } from 'react-i18next';
import type { BookingStatus } from '../api/entities.ts';
import { StateBadge, type Tone } from './StateBadge.tsx';

const TONES: Record<BookingStatus, Tone> = {
  New: 'new',
  Accepted: 'busy',
  Converted: 'good',
  Dismissed: 'quiet',
};

/** A booking's state. */
export function StatusBadge({ status }: { status: BookingStatus }) {
  const { t } = useTranslation('bookings');
  return <StateBadge tone={TONES[status]}>{t(`status.${status}`)}</StateBadge>;
}
