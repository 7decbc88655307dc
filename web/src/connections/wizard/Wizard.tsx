import { Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Connection,
  type Settings,
  type SettingsState,
  STEPS,
  type Step,
} from '../../api/servicetitan.ts';
import { StepList } from '../../ui/StepList.tsx';
import { useSaveConnection, useSaveSettings } from '../changes.ts';
import { CredentialsStep } from './CredentialsStep.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { SettingsStep } from './SettingsStep.tsx';
import styles from './WizardPage.module.css';

interface WizardProps {
  connection: Connection;
  state: SettingsState;
}

/** The steps of connecting: one is open, those reached before can be opened again, each Next is saved. */
export function Wizard({ connection, state }: WizardProps) {
  const { t } = useTranslation('connections');
  const navigate = useNavigate();
  const saveConnection = useSaveConnection(connection.id);
  const saveSettings = useSaveSettings(connection.id);
  const [step, setStep] = useState<Step>(connection.step);
  const [settings, setSettings] = useState<Settings>(state.settings);
  const [fault, setFault] = useState<unknown>(null);
  const stepRef = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // Another step is another page: the keyboard begins at its heading. Not on arrival, which the browser does.
    if (first.current) first.current = false;
    else if (step !== undefined) stepRef.current?.focus();
  }, [step]);

  const at = STEPS.indexOf(step);
  const reached = STEPS[Math.max(STEPS.indexOf(connection.step), at)] ?? step;
  const open = (to: Step): void => {
    setFault(null);
    setStep(to);
  };
  /** Saves the settings and how far one came; the step stays open with what was typed when that fails. */
  const save = async (furthest: Step): Promise<boolean> => {
    setFault(null);
    try {
      await saveSettings.mutateAsync({ version: state.version, settings });
      if (STEPS.indexOf(furthest) > STEPS.indexOf(connection.step))
        await saveConnection.mutateAsync({ step: furthest });
      return true;
    } catch (thrown) {
      setFault(thrown);
      return false;
    }
  };
  const next = STEPS[at + 1] ?? 'review';
  const onBack = (): void => open(STEPS[at - 1] ?? 'credentials');
  const onNext = async (): Promise<void> => {
    if (await save(next)) open(next);
  };
  const onLeave = async (): Promise<void> => {
    if (await save(step)) await navigate({ to: '/marketplace' });
  };

  return (
    <div className={styles.layout}>
      <StepList
        label={t('wizard.steps')}
        steps={STEPS.map((key) => ({ key, label: t(`step.${key}.name`) }))}
        current={step}
        reached={reached}
        onOpen={open}
      />
      <section ref={stepRef} className={styles.step} tabIndex={-1} aria-labelledby="wizard-step">
        <Title order={2} id="wizard-step" mb="md">
          {t(`step.${step}.title`)}
        </Title>
        {step === 'credentials' && (
          <CredentialsStep
            connection={connection}
            onNext={() => open('models')}
            onLeave={() => void navigate({ to: '/marketplace' })}
          />
        )}
        {step === 'review' && (
          <ReviewStep
            connection={connection}
            state={state}
            settings={settings}
            fault={fault}
            onChange={setSettings}
            onOpen={open}
            onBack={onBack}
            onSave={() => save('review')}
          />
        )}
        {step !== 'credentials' && step !== 'review' && (
          <SettingsStep
            step={step}
            connectionId={connection.id}
            catalogue={state.catalogue}
            settings={settings}
            fault={fault}
            busy={saveSettings.isPending || saveConnection.isPending}
            onChange={setSettings}
            onBack={onBack}
            onNext={() => void onNext()}
            onLeave={() => void onLeave()}
          />
        )}
      </section>
    </div>
  );
}
