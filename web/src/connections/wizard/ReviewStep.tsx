import { Anchor, Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem.ts';
import {
  type Connection,
  type Settings,
  type SettingsState,
  STEPS,
  type Step,
} from '../../api/servicetitan.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FieldList } from '../../ui/FieldList.tsx';
import { Section } from '../../ui/Section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useFinish } from '../changes.ts';
import { BackfillField } from '../settings/BackfillField.tsx';
import { DryRunPanel } from '../settings/DryRunPanel.tsx';
import { useSummary } from './summary.ts';
import styles from './WizardPage.module.css';

interface ReviewStepProps {
  connection: Connection;
  state: SettingsState;
  settings: Settings;
  fault: unknown;
  onChange: (settings: Settings) => void;
  onOpen: (step: Step) => void;
  onBack: () => void;
  onSave: () => Promise<boolean>;
}

/** The last step: what was chosen, how far back is read, a dry run, and Finish, which alone begins the sync (H12). */
export function ReviewStep(props: ReviewStepProps) {
  const { connection, state, settings, fault, onChange, onOpen, onBack, onSave } = props;
  const { t } = useTranslation('connections');
  const navigate = useNavigate();
  const finish = useFinish(connection.id);
  const summary = useSummary(connection, state, settings);
  const submit = async (): Promise<void> => {
    if (!(await onSave())) return;
    finish.mutate(undefined, {
      onSuccess: () => {
        toast({ title: t('wizard.finished.title'), message: t('wizard.finished.hint') });
        void navigate({ to: '/settings/connections/$id', params: { id: connection.id } });
      },
    });
  };
  return (
    <>
      <FieldList fields={summary} />
      <div style={{ marginTop: 16 }}>
        <Section title={t('backfill.title')}>
          <BackfillField
            connectionId={connection.id}
            days={settings.backfillDays}
            onChange={(backfillDays) => onChange({ ...settings, backfillDays })}
          />
        </Section>
        <Section title={t('dryRun.title')}>
          <DryRunPanel connectionId={connection.id} settings={settings} />
        </Section>
      </div>
      {fault !== null && (
        <div className={styles.fault}>
          <FailureNote fault={fault} />
        </div>
      )}
      {finish.error && (
        <div className={styles.fault}>
          <FailureNote fault={finish.error} />
          <Missing fault={finish.error} onOpen={onOpen} />
        </div>
      )}
      <div className={styles.foot}>
        <Button variant="default" onClick={onBack}>
          {t('wizard.previous')}
        </Button>
        <span className={styles.grow} />
        <Button loading={finish.isPending} onClick={() => void submit()}>
          {t('wizard.finish')}
        </Button>
      </div>
    </>
  );
}

/** What the server misses before it begins, with the way to the step where it is put right. */
function Missing({ fault, onOpen }: { fault: Error; onOpen: (step: Step) => void }) {
  const { t } = useTranslation('connections');
  const fields = fault instanceof Problem ? Object.entries(fault.fields) : [];
  if (fields.length === 0) return null;
  return (
    <ul>
      {fields.map(([field, messages]) => {
        const step = stepOf(field);
        return (
          <li key={field}>
            {messages.join(' ')}{' '}
            <Anchor component="button" type="button" onClick={() => onOpen(step)}>
              {t('wizard.openStep', { step: t(`step.${step}.name`) })}
            </Anchor>
          </li>
        );
      })}
    </ul>
  );
}

const PLACES: Partial<Record<string, Step>> = {
  placeholders: 'filters',
  updatedAt: 'filters',
  backfillDays: 'review',
};

function stepOf(field: string): Step {
  const [first = ''] = field.replace(/^settings\./, '').split('.');
  return STEPS.find((step) => step === first) ?? PLACES[first] ?? 'credentials';
}
