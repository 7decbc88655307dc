import { Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeList } from '../ui/ChangeList.tsx';
import { DetailsTree } from '../ui/DetailsTree.tsx';
import { Flag } from '../ui/Flag.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Section } from '../ui/Section.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import { StepList } from '../ui/StepList.tsx';
import { Timeline } from '../ui/Timeline.tsx';
import { SAMPLE_CHANGES, SAMPLE_DETAILS } from './sample.ts';

const TONES = ['new', 'busy', 'good', 'bad', 'quiet'] as const;
const STEPS = ['first', 'second', 'third'] as const;

/** What shows records and their sync: states, progress, steps, changes, details. */
export function RecordSamples() {
  const { t } = useTranslation('design');
  const [step, setStep] = useState<(typeof STEPS)[number]>('second');
  return (
    <>
      <Section title={t('states')}>
        <Group gap="sm">
          {TONES.map((tone) => (
            <StateBadge key={tone} tone={tone}>
              {t(`tones.${tone}`)}
            </StateBadge>
          ))}
          <Flag>{t('flag')}</Flag>
        </Group>
      </Section>
      <Section title={t('progress')}>
        <ProgressBar label={t('progress')} percent={42} detail={t('progressDetail')} />
      </Section>
      <Section title={t('steps')}>
        <StepList
          label={t('steps')}
          steps={STEPS.map((key) => ({ key, label: t(`step.${key}`) }))}
          current={step}
          reached="second"
          onOpen={setStep}
        />
      </Section>
      <Section title={t('changes')}>
        <ChangeList changes={SAMPLE_CHANGES} />
      </Section>
      <Section title={t('timeline')}>
        <Timeline
          entries={[
            { at: '2026-03-05T15:57:00Z', text: t('happened'), changes: SAMPLE_CHANGES },
            { at: '2026-03-04T15:57:00Z', text: t('happened'), changes: [] },
          ]}
        />
      </Section>
      <Section title={t('tree')}>
        <DetailsTree label={t('tree')} details={SAMPLE_DETAILS} />
      </Section>
    </>
  );
}
