import { NumberInput, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { durationText } from '../../time/format.ts';
import { useTimes } from '../../time/use-times.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FieldList } from '../../ui/FieldList.tsx';
import { estimateQuery } from '../queries.ts';
import styles from './BackfillField.module.css';

const RANGES = [7, 30, 90, 180, 365];

interface BackfillFieldProps {
  connectionId: string;
  days: number;
  onChange: (days: number) => void;
}

/** How far back is read, and what that takes: time and requests of the tenant's budget (H13, B25). */
export function BackfillField({ connectionId, days, onChange }: BackfillFieldProps) {
  const { t } = useTranslation('connections');
  const [own, setOwn] = useState(!RANGES.includes(days));
  return (
    <Stack gap="md" maw={480}>
      <Select
        label={t('backfill.range')}
        description={t('backfill.rangeHint')}
        data={[
          ...RANGES.map((range) => ({ value: String(range), label: t('backfill.days', { count: range }) })),
          { value: 'own', label: t('backfill.own') },
        ]}
        value={own ? 'own' : String(days)}
        allowDeselect={false}
        onChange={(value) => {
          setOwn(value === 'own');
          if (value !== null && value !== 'own') onChange(Number(value));
        }}
      />
      {own && (
        <NumberInput
          label={t('backfill.ownDays')}
          description={t('backfill.ownHint')}
          min={1}
          max={1095}
          clampBehavior="blur"
          allowDecimal={false}
          value={days}
          onChange={(value) => {
            if (typeof value === 'number' && value >= 1 && value <= 1095) onChange(value);
          }}
        />
      )}
      <EstimateOf connectionId={connectionId} days={days} />
    </Stack>
  );
}

function EstimateOf({ connectionId, days }: { connectionId: string; days: number }) {
  const { t, i18n } = useTranslation('connections');
  const times = useTimes();
  const [settled] = useDebouncedValue(days, 300);
  const estimate = useQuery(estimateQuery(connectionId, settled));
  if (estimate.error) return <FailureNote fault={estimate.error} />;
  if (!estimate.data)
    return (
      <div aria-busy>
        <Skeleton height={72} />
      </div>
    );
  const { since, requests, seconds, resources } = estimate.data;
  const count = (value: number): string => value.toLocaleString(i18n.language);
  return (
    <output style={{ display: 'block' }}>
      <FieldList
        fields={[
          { label: t('backfill.since'), value: times.day(since) },
          { label: t('backfill.time'), value: t('about', { time: durationText(seconds, i18n.language) }) },
          {
            label: t('backfill.requests'),
            value: t('backfill.calls', { count: requests, shown: count(requests) }),
          },
          {
            label: t('backfill.records'),
            value: (
              <details>
                <summary>{count(resources.reduce((sum, { rows }) => sum + rows, 0))}</summary>
                <ul className={styles.resources}>
                  {resources.map(({ resource, name, rows }) => (
                    <li key={resource}>
                      <span>{name}</span>
                      <span className={styles.number}>{count(rows)}</span>
                    </li>
                  ))}
                </ul>
              </details>
            ),
          },
        ]}
      />
      <Text size="xs" c="dimmed" mt="sm">
        {t('backfill.estimateHint')}
      </Text>
    </output>
  );
}
