import { IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './NothingChosen.module.css';

/** The place of the detail panel while no booking is chosen. Narrow screens show the list alone. */
export function NothingChosen() {
  const { t } = useTranslation('bookings');
  return (
    <div className={styles.place}>
      <EmptyState icon={IconInbox} title={t('choose.title')} hint={t('choose.hint')} />
    </div>
  );
}
