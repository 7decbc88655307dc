import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelInfo, Settings, Step } from '../../api/servicetitan.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { ModelsField } from '../settings/ModelsField.tsx';
import { PlaceholdersField } from '../settings/PlaceholdersField.tsx';
import { PushField } from '../settings/PushField.tsx';
import { ResourcesField } from '../settings/ResourcesField.tsx';
import styles from './WizardPage.module.css';

interface SettingsStepProps {
  step: Exclude<Step, 'credentials' | 'review'>;
  connectionId: string;
  catalogue: ModelInfo[];
  settings: Settings;
  fault: unknown;
  busy: boolean;
  onChange: (settings: Settings) => void;
  onBack: () => void;
  onNext: () => void;
  onLeave: () => void;
}

/** A step of the settings: models, resources, filters or push communications (H10, H11, H15-H22). */
export function SettingsStep(props: SettingsStepProps) {
  const { t } = useTranslation('connections');
  const { step, connectionId, catalogue, settings, fault, busy, onChange, onBack, onNext, onLeave } = props;
  const incomplete = step === 'models' && settings.models.length === 0;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !incomplete) onNext();
      }}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t(`step.${step}.hint`)}
      </Text>
      {step === 'models' && <ModelsField settings={settings} catalogue={catalogue} onChange={onChange} />}
      {step === 'resources' && (
        <ResourcesField settings={settings} catalogue={catalogue} onChange={onChange} />
      )}
      {step === 'filters' && (
        <PlaceholdersField connectionId={connectionId} settings={settings} onChange={onChange} />
      )}
      {step === 'push' && <PushField settings={settings} onChange={onChange} />}
      {fault !== null && (
        <div className={styles.fault}>
          <FailureNote fault={fault} />
        </div>
      )}
      <div className={styles.foot}>
        <Button variant="default" onClick={onBack}>
          {t('wizard.previous')}
        </Button>
        <span className={styles.grow} />
        <Button variant="subtle" disabled={busy || incomplete} onClick={onLeave}>
          {t('wizard.leave')}
        </Button>
        <Button type="submit" loading={busy} disabled={incomplete}>
          {t('wizard.next')}
        </Button>
      </div>
    </form>
  );
}
