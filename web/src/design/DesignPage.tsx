import { Button, Group, Kbd, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BOOKING_STATUSES } from '../api/entities.ts';
import { Problem } from '../api/problem.ts';
import { BookingCard } from '../bookings/BookingCard.tsx';
import { DetailSkeleton } from '../bookings/BookingDetail.tsx';
import { BookingFacts } from '../bookings/BookingFacts.tsx';
import { BookingHistory } from '../bookings/BookingHistory.tsx';
import { BookingListSkeleton } from '../bookings/BookingListSkeleton.tsx';
import { BookingNotices } from '../bookings/BookingNotices.tsx';
import { AttentionBadge } from '../ui/AttentionBadge.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNote } from '../ui/FailureNote.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Page } from '../ui/Page.tsx';
import { Section } from '../ui/Section.tsx';
import { Shortcut } from '../ui/Shortcut.tsx';
import { SourceMark } from '../ui/SourceMark.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { failureToast, toast } from '../ui/toast.tsx';
import styles from './DesignPage.module.css';
import { FormSample } from './FormSample.tsx';
import { RecordSamples } from './RecordSamples.tsx';
import { SAMPLE_BOOKING } from './sample.ts';

const SOURCES = ['Thumbtack', 'Yelp', 'Angi', 'Google', 'Web form', 'Phone'];

/** `/design`: every component of the screens once, so that one sees at a glance whether they belong together. */
export default function DesignPage() {
  const { t } = useTranslation('design');
  return (
    <Page title={t('title')} hint={t('hint')}>
      <Section title={t('type')}>
        <Title order={1}>{t('heading', { level: 1 })}</Title>
        <Title order={2}>{t('heading', { level: 2 })}</Title>
        <Title order={3}>{t('heading', { level: 3 })}</Title>
        <Text>{t('body')}</Text>
        <Text size="sm" c="dimmed">
          {t('quiet')}
        </Text>
      </Section>
      <Badges />
      <Buttons />
      <Section title={t('cards')}>
        <div className={styles.list}>
          <BookingCard booking={SAMPLE_BOOKING} selected fresh={false} />
          <BookingCard
            booking={{ ...SAMPLE_BOOKING, id: 'sample-2', requestedStart: null, needsScheduling: true }}
            selected={false}
            fresh={false}
          />
        </div>
      </Section>
      <Section title={t('detail')}>
        <BookingNotices
          booking={{ ...SAMPLE_BOOKING, progress: { step: 'location', state: 'running', message: null } }}
        />
        <BookingFacts booking={SAMPLE_BOOKING} />
        <BookingHistory booking={SAMPLE_BOOKING} />
      </Section>
      <Section title={t('form')}>
        <FormSample />
      </Section>
      <Section title={t('table')}>
        <DataTable
          label={t('table')}
          rows={SOURCES.map((name) => ({ id: name, name }))}
          columns={[{ key: 'name', label: t('name'), render: (row) => row.name, sortBy: (row) => row.name }]}
          searched={(row) => row.name}
          empty={null}
        />
      </Section>
      <RecordSamples />
      <States />
    </Page>
  );
}

function Badges() {
  const { t } = useTranslation('design');
  return (
    <Section title={t('badges')}>
      <Group gap="sm">
        {BOOKING_STATUSES.map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
        <AttentionBadge>{t('attention')}</AttentionBadge>
        {SOURCES.map((name) => (
          <SourceMark key={name} source={name.toLowerCase()} name={name} />
        ))}
        <Kbd>K</Kbd>
      </Group>
    </Section>
  );
}

function Buttons() {
  const { t } = useTranslation('design');
  return (
    <Section title={t('buttons')}>
      <Stack gap="md">
        <Group gap="sm">
          <Button rightSection={<Shortcut keys="A" />}>{t('primary')}</Button>
          <Button variant="default">{t('secondary')}</Button>
          <Button loading>{t('primary')}</Button>
          <Button disabled>{t('primary')}</Button>
          <Button
            variant="default"
            onClick={() =>
              toast({ title: t('toast'), undo: { label: t('secondary'), run: () => undefined } })
            }
          >
            {t('showToast')}
          </Button>
          <Button variant="default" onClick={() => failureToast(new Problem(0, 'network', ''))}>
            {t('showFailure')}
          </Button>
        </Group>
        <TextInput label={t('name')} maw={320} />
        <TextInput label={t('name')} maw={320} error={t('fieldError')} />
        <CopyField label={t('name')} value="tp_0123456789" />
      </Stack>
    </Section>
  );
}

function States() {
  const { t } = useTranslation('design');
  const fault = new Problem(503, 'servicetitan_unreachable', '', 'req-1');
  return (
    <>
      <Section title={t('empty')}>
        <EmptyState icon={IconInbox} title={t('emptyTitle')} hint={t('emptyHint')} />
      </Section>
      <Section title={t('error')}>
        <FailureState fault={fault} onRetry={() => undefined} />
        <FailureNote fault={fault} />
      </Section>
      <Section title={t('loading')}>
        <div className={styles.pair}>
          <BookingListSkeleton label={t('loading')} />
          <DetailSkeleton label={t('loading')} />
        </div>
      </Section>
    </>
  );
}
