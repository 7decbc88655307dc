import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../api/servicetitan.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { CredentialsFields } from '../credentials/CredentialsForm.tsx';
import { useCredentials } from '../credentials/use-credentials.ts';
import styles from './WizardPage.module.css';

interface CredentialsStepProps {
  connection: Connection;
  onNext: () => void;
  onLeave: () => void;
}

/** The first step: who one is to ServiceTitan. Next is open only to credentials that it does not refuse. */
export function CredentialsStep({ connection, onNext, onLeave }: CredentialsStepProps) {
  const { t } = useTranslation('connections');
  const { form, checks, fault, busy, saved, checked } = useCredentials(connection);
  const next = async (): Promise<void> => {
    if (!(await checked())) return;
    if (connection.step !== 'credentials' || (await saved('models'))) onNext();
  };
  const leave = async (): Promise<void> => {
    if (await saved()) onLeave();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void next();
      }}
    >
      <CredentialsFields form={form} connection={connection} checks={checks} />
      {fault !== null && (
        <div className={styles.fault}>
          <FailureNote fault={fault} />
        </div>
      )}
      <div className={styles.foot}>
        <Button variant="default" disabled={busy} onClick={() => void checked()}>
          {t('credentials.check')}
        </Button>
        <span className={styles.grow} />
        <Button variant="subtle" disabled={busy} onClick={() => void leave()}>
          {t('wizard.leave')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('wizard.next')}
        </Button>
      </div>
    </form>
  );
}
