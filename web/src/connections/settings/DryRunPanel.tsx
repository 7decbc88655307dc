import { Button, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRun, Settings } from '../../api/servicetitan.ts';
import { ChangeList } from '../../ui/ChangeList.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FieldList } from '../../ui/FieldList.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { useStartDryRun } from '../changes.ts';
import { dryRunQuery } from '../queries.ts';
import styles from './DryRunPanel.module.css';

type Result = NonNullable<DryRun['result']>;
type ExampleKind = Result['examples'][number]['kind'];

const TONES: Record<ExampleKind, Tone> = {
  created: 'good',
  replaced: 'busy',
  removed: 'bad',
  matched: 'new',
  parked: 'busy',
};

/** Tries settings without making anything of them (B20): what would be created, replaced, removed and merged. */
export function DryRunPanel({ connectionId, settings }: { connectionId: string; settings: Settings }) {
  const { t } = useTranslation('connections');
  const start = useStartDryRun(connectionId);
  const begun = start.data;
  const asked = useQuery({
    ...dryRunQuery(connectionId, begun?.id ?? ''),
    enabled: begun !== undefined,
  });
  const run = asked.data?.id === begun?.id ? (asked.data ?? begun) : begun;
  const running = run !== undefined && run.status !== 'done' && run.status !== 'failed' && !asked.error;
  // Settings changed since then: what it found is of the old ones.
  const stale = start.variables !== undefined && start.variables !== settings;
  return (
    <div>
      <Text size="sm" c="dimmed" mb="sm">
        {t('dryRun.hint')}
      </Text>
      <Button variant="default" loading={start.isPending || running} onClick={() => start.mutate(settings)}>
        {t(run && !running ? 'dryRun.again' : 'dryRun.start')}
      </Button>
      <output className={styles.said}>
        {run && running && (
          <ProgressBar label={t(`dryRun.status.${run.status}`)} percent={run.progress * 100} />
        )}
        {run?.status === 'failed' && (
          <Text c="var(--mantine-color-error)">{run.error ?? t('dryRun.failed')}</Text>
        )}
        {stale && run?.result && <Text size="sm">{t('dryRun.stale')}</Text>}
      </output>
      {(start.error ?? asked.error) && <FailureNote fault={start.error ?? asked.error} />}
      {run?.result && <ResultOf result={run.result} />}
    </div>
  );
}

function ResultOf({ result }: { result: Result }) {
  const { t, i18n } = useTranslation('connections');
  const [kind, setKind] = useState<string | null>(null);
  const count = (value: number): string => value.toLocaleString(i18n.language);
  const { opportunities, contacts } = result;
  const kinds = [...new Set(result.examples.map((example) => example.kind))];
  return (
    <>
      <div className={styles.counts}>
        <div>
          <Text fw={600} mb="xs">
            {t('dryRun.opportunities')}
          </Text>
          <FieldList
            fields={(['created', 'replaced', 'unchanged', 'removed'] as const).map((each) => ({
              label: t(`dryRun.outcome.${each}`),
              value: count(opportunities[each]),
            }))}
          />
        </div>
        <div>
          <Text fw={600} mb="xs">
            {t('dryRun.contacts')}
          </Text>
          <FieldList
            fields={(['created', 'matched', 'parked'] as const).map((each) => ({
              label: t(`dryRun.contact.${each}`),
              value: count(contacts[each]),
            }))}
          />
        </div>
      </div>
      {result.examples.length > 0 && (
        <>
          <Select
            size="xs"
            w={232}
            aria-label={t('dryRun.exampleKind')}
            placeholder={t('dryRun.allExamples')}
            clearable
            data={kinds.map((each) => ({ value: each, label: t(`dryRun.kind.${each}`) }))}
            value={kind}
            onChange={setKind}
          />
          <ul className={styles.examples} aria-label={t('dryRun.examples')}>
            {result.examples
              .filter((example) => kind === null || example.kind === kind)
              .map((example, index) => (
                <li key={`${index} ${example.externalId}`} className={styles.example}>
                  <div className={styles.head}>
                    <StateBadge tone={TONES[example.kind]}>{t(`dryRun.kind.${example.kind}`)}</StateBadge>
                    <Text component="span" fw={600}>
                      {example.name ?? t('noName')}
                    </Text>
                    <Text component="span" size="sm" c="dimmed">
                      {[example.model && t(`model.${example.model}`), example.externalId]
                        .filter(Boolean)
                        .join(' ')}
                    </Text>
                  </div>
                  <p className={styles.note}>{example.note}</p>
                  {example.changes.length > 0 && <ChangeList changes={example.changes} first={4} />}
                </li>
              ))}
          </ul>
        </>
      )}
    </>
  );
}
