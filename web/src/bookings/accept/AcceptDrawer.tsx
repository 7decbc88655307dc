import '@mantine/dates/styles.layer.css';
import { Drawer, Skeleton, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../../api/entities.ts';
import { FailureState } from '../../ui/FailureState.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { bookingFormQuery } from '../queries.ts';
import styles from './AcceptDrawer.module.css';
import { AcceptForm } from './AcceptForm.tsx';

/** Accept leads to job booking (L56, L57). Closing asks when something was entered. */
export default function AcceptDrawer({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useTranslation('bookings');
  const form = useQuery(bookingFormQuery(booking.id));
  const dirty = useRef(false);
  const leave = (): void => {
    if (!dirty.current) return onClose();
    modals.openConfirmModal({
      title: t('form.discard'),
      children: <Text size="sm">{t('form.discardHint')}</Text>,
      labels: { confirm: t('form.discardYes'), cancel: t('form.discardNo') },
      closeButtonProps: { 'aria-label': t('close') },
      onConfirm: onClose,
    });
  };
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size={640}
      title={
        <>
          {t('form.title')}
          <Text component="span" display="block" size="sm" c="dimmed">
            {t('form.for', { name: booking.customer.name || t('noName') })}
          </Text>
        </>
      }
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ header: styles.header, title: styles.title, body: styles.body, content: styles.content }}
    >
      {form.data && (
        <AcceptForm
          booking={booking}
          choices={form.data}
          onDirty={(changed) => {
            dirty.current = changed;
          }}
          onBooked={onClose}
          onCancel={leave}
        />
      )}
      {!form.data && form.error && <FailureState fault={form.error} onRetry={() => void form.refetch()} />}
      {form.isPending && (
        <Waiting label={t('form.loading')} className={styles.fields}>
          <Skeleton height={72} />
          <Skeleton height={72} />
          <Skeleton height={36} />
          <Skeleton height={36} />
          <Skeleton height={36} />
          <Skeleton height={72} />
        </Waiting>
      )}
    </Drawer>
  );
}
