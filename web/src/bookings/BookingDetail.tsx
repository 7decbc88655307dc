import { ActionIcon, Anchor, Button, Skeleton, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../api/entities.ts';
import { useMay } from '../api/me.ts';
import { FailureState } from '../ui/FailureState.tsx';
import { Shortcut } from '../ui/Shortcut.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import styles from './BookingDetail.module.css';
import { BookingFacts } from './BookingFacts.tsx';
import { BookingHistory } from './BookingHistory.tsx';
import { BookingNotices } from './BookingNotices.tsx';
import { useRestore } from './changes.ts';
import { useBooking } from './use-booking.ts';

export type BookingAct = 'accept' | 'dismiss';

interface BookingDetailProps {
  id: string;
  onAct: (act: BookingAct) => void;
}

/** Everything known of one booking, beside the list on wide screens and instead of it on narrow ones. */
export function BookingDetail({ id, onAct }: BookingDetailProps) {
  const { t } = useTranslation('bookings');
  const { data: booking, error, refetch } = useBooking(id);
  const navigate = useNavigate();
  const panelRef = useRef<HTMLElement>(null);
  useEffect(() => {
    // On narrow screens the panel takes the place of the list, which had the focus.
    if (window.matchMedia('(max-width: 62em)').matches) panelRef.current?.focus();
  }, []);
  const leave = (): void => void navigate({ to: '/calls/bookings', search: (search) => search });
  return (
    <article ref={panelRef} className={styles.panel} aria-label={t('detailLabel')} tabIndex={-1} data-detail>
      <div className={styles.bar}>
        <Tooltip label={t('backToList')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            hiddenFrom="md"
            aria-label={t('backToList')}
            onClick={leave}
          >
            <IconArrowLeft size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Text size="sm" c="dimmed" className={styles.number}>
          {booking ? t('number', { number: booking.number }) : ' '}
        </Text>
        <Tooltip label={t('close')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            visibleFrom="md"
            aria-label={t('close')}
            onClick={leave}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {booking && <LoadedDetail booking={booking} onAct={onAct} />}
      {!booking && error && <FailureState fault={error} onRetry={() => void refetch()} />}
      {!booking && !error && <DetailSkeleton label={t('loadingDetail')} />}
    </article>
  );
}

function LoadedDetail({ booking, onAct }: { booking: Booking; onAct: (act: BookingAct) => void }) {
  const { t } = useTranslation('bookings');
  const { customer } = booking;
  return (
    <>
      <header className={styles.head}>
        <div className={styles.who}>
          <Title order={1} className={styles.name}>
            {customer.name || t('noName')}
          </Title>
          <StatusBadge status={booking.status} />
        </div>
        <div className={styles.contact}>
          {customer.phone === null ? (
            <Text c="dimmed">{t('noPhone')}</Text>
          ) : (
            <Anchor href={`tel:${customer.phone}`}>{customer.phoneDisplay ?? customer.phone}</Anchor>
          )}
          {customer.email !== null && <Anchor href={`mailto:${customer.email}`}>{customer.email}</Anchor>}
        </div>
        <BookingActions booking={booking} onAct={onAct} />
      </header>
      <div className={styles.body}>
        <BookingNotices booking={booking} />
        <BookingFacts booking={booking} />
        <BookingHistory booking={booking} />
      </div>
    </>
  );
}

function BookingActions({ booking, onAct }: { booking: Booking; onAct: (act: BookingAct) => void }) {
  const { t } = useTranslation('bookings');
  const mayWrite = useMay('bookings:write');
  const restore = useRestore();
  if (!mayWrite) return null;
  const running = booking.progress?.state === 'running';
  if (booking.status === 'New' || booking.status === 'Accepted')
    return (
      <div className={styles.actions}>
        <Button onClick={() => onAct('accept')} disabled={running} rightSection={<Shortcut keys="A" />}>
          {t('accept')}
        </Button>
        <Button
          variant="default"
          onClick={() => onAct('dismiss')}
          disabled={booking.progress !== null}
          rightSection={<Shortcut keys="D" />}
        >
          {t('dismiss')}
        </Button>
      </div>
    );
  if (booking.status === 'Dismissed')
    return (
      <div className={styles.actions}>
        <Button
          variant="default"
          loading={restore.isPending}
          onClick={() => restore.mutate(booking.id)}
          rightSection={<Shortcut keys="U" />}
        >
          {t('restore')}
        </Button>
      </div>
    );
  return null;
}

/** The detail panel while it loads. */
export function DetailSkeleton({ label }: { label: string }) {
  return (
    <Waiting label={label} className={styles.skeleton}>
      <Skeleton height={24} width="50%" />
      <Skeleton height={14} width="35%" />
      <Skeleton height={36} width={200} />
      <Skeleton height={14} mt="lg" />
      <Skeleton height={14} width="80%" />
      <Skeleton height={14} width="90%" />
    </Waiting>
  );
}
