import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCalendarQuestion, IconCheck, IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../api/entities.ts';
import { useMe } from '../api/me.ts';
import { Notice } from '../ui/Notice.tsx';
import styles from './BookingNotices.module.css';

/** What one must know before reading on: progress of a booking under way, the job, what is missing. */
export function BookingNotices({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const open = booking.status === 'New' || booking.status === 'Accepted';
  return (
    <div className={styles.notices}>
      {booking.progress && <ProgressNotice progress={booking.progress} />}
      {booking.jobId !== null && <JobNotice booking={booking} />}
      {open && booking.cancelledBySource && (
        <Notice
          tone="attention"
          icon={<IconAlertTriangle size={20} aria-hidden />}
          title={t('cancelledBySource')}
        >
          {t('cancelledBySourceHint')}
        </Notice>
      )}
      {open && (booking.needsScheduling || booking.requestedStart === null) && (
        <Notice
          tone="attention"
          icon={<IconCalendarQuestion size={20} aria-hidden />}
          title={t('contactToSchedule')}
        >
          {t('contactToScheduleHint')}
        </Notice>
      )}
      {open &&
        booking.issues.map((issue) => (
          <Notice
            key={issue.code}
            tone="attention"
            icon={<IconAlertTriangle size={20} aria-hidden />}
            title={issue.message}
          />
        ))}
    </div>
  );
}

function ProgressNotice({ progress }: { progress: NonNullable<Booking['progress']> }) {
  const { t } = useTranslation('bookings');
  const failed = progress.state === 'failed';
  return (
    <Notice
      live
      tone="attention"
      icon={failed ? <IconAlertTriangle size={20} aria-hidden /> : <Loader size={18} aria-hidden />}
      title={failed ? t('progress.failed') : t(`progress.${progress.step}`)}
    >
      {failed ? `${progress.message ?? ''} ${t('progress.resumes')}`.trim() : t('progress.safe')}
    </Notice>
  );
}

function JobNotice({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { serviceTitan } = useMe();
  const job = booking.jobNumber ?? booking.jobId ?? '';
  const href = booking.jobUrl ?? serviceTitan.jobUrl?.replace('{jobId}', booking.jobId ?? '') ?? null;
  return (
    <Notice tone="good" icon={<IconCheck size={20} aria-hidden />} title={t('isBooked', { job })}>
      {href === null ? (
        t('isBookedHint')
      ) : (
        <Button
          component="a"
          href={href}
          target="_blank"
          rel="noreferrer"
          variant="default"
          size="compact-sm"
          rightSection={<IconExternalLink size={14} aria-hidden />}
        >
          {t('openJob', { job })}
        </Button>
      )}
    </Notice>
  );
}
